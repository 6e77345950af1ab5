"""Two processes that ingest two halves give the graph of one that ingests all."""

import json

DUMP = """
MATCH (n:Entity) OPTIONAL MATCH (n)-[r]->(m:Entity)
RETURN n.id, n.name, n.aliases, n.degree, n.documents, type(r), r.id, r.modality, r.claims, m.id ORDER BY n.id, r.id
"""


def graph(clew, case):
    answer = clew.run("query", DUMP, "--case", case, "--json")
    assert answer.returncode == 0, answer.stderr
    return [json.loads(line) for line in answer.stdout.splitlines()]


def test_two_halves_are_one_whole(clew, tmp_path):
    halves = [tmp_path / "left", tmp_path / "right"]
    for number, half in enumerate(halves):
        half.mkdir()
        for i in range(6):
            (half / f"{i}.txt").write_text(
                f"Anna Lindqvist, the director of Nordbank, met Minister Karl Brandt of Norway, round {number}{i}.\n\n"
                f"Police in Norway arrested Piotr Wolski{' Jansen' if i % 2 else ''} on Monday."
            )
    assert clew.run("ingest", *halves, "--case", "whole").returncode == 0
    both = [clew.start("ingest", half, "--case", "parts") for half in halves]
    for process in both:
        _, err = process.communicate(timeout=180)
        assert process.returncode == 0, err
    whole, parts = graph(clew, "whole"), graph(clew, "parts")
    assert whole
    assert parts == whole
