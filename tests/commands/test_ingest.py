"""`clew ingest` and `clew query` as a user runs them."""

import json

import pytest


def test_texts_go_in_and_come_out_of_cypher(clew, texts):
    report = clew.run("ingest", texts, "--json", "--case", "mine")
    assert report.returncode == 0, report.stderr
    entries = [json.loads(line) for line in report.stdout.splitlines()]
    assert [e["outcome"] for e in entries] == ["written", "written"]
    rows = clew.run("query", "MATCH (p:Person) RETURN p.name ORDER BY p.name", "--json")
    names = [json.loads(line)["p.name"] for line in rows.stdout.splitlines()]
    assert "Anna Lindqvist" in names, "the case used last is asked when none is named"
    assert names.count("Anna Lindqvist") == 1, "both documents mean one person"
    again = clew.run("ingest", texts, "--json", "--case", "mine")
    assert [json.loads(line)["outcome"] for line in again.stdout.splitlines()] == ["unchanged", "unchanged"]
    clew.wait_until_nobody_runs()
    assert clew.processes() == []


def test_bad_files_are_reported_and_the_good_ones_are_in(clew, texts):
    (texts / "empty.txt").write_text("")
    (texts / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 8)
    report = clew.run("ingest", texts, texts / "missing.txt", "--case", "mine")
    assert report.returncode == 1
    assert "empty.txt: it is empty" in report.stdout
    assert "picture.txt: it is not" in report.stdout
    assert "missing.txt: there is no such file" in report.stdout
    assert "2 written" in report.stderr
    assert "3 failed" in report.stderr


def test_the_example_takes_no_documents(clew, texts):
    report = clew.run("ingest", texts, "--case", "example")
    assert report.returncode == 1
    assert "takes no documents" in report.stderr
    assert "--case NAME" in report.stderr


@pytest.mark.parametrize(
    ("statement", "complaint"),
    [
        ("CREATE (n:Person) RETURN n", "CREATE"),
        ("MATCH (n RETURN n", "line 1"),
        ("MATCH (n) SET n.name = 'x'", "SET"),
    ],
)
def test_statements_that_cannot_run_are_one_plain_line(clew, statement, complaint):
    answer = clew.run("query", statement)
    assert answer.returncode == 1
    assert complaint in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_mistyped_case_is_not_made(clew):
    (clew.home / "cases" / "mine").mkdir(parents=True)
    for command in (("query", "RETURN 1"), ("store", "status"), ("store", "stop"), ("store", "start"), ("doctor",)):
        answer = clew.run(*command, "--case", "mien")
        assert answer.returncode == 1, command
        assert "there is no case 'mien'; there are: mine" in answer.stdout + answer.stderr
    assert [p.name for p in (clew.home / "cases").iterdir()] == ["mine"]
