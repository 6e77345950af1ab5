"""The console on the real engine: what runs, what is cut, what each failure becomes."""

import json
import random
import re
import threading
import time
from functools import partial
from pathlib import Path

import pytest
from neo4j import ManagedTransaction, ResultSummary
from neo4j.exceptions import Neo4jError

from graph.answers import CypherLimits, CypherResult, Value
from graph.errors import CypherError, CypherRefused, CypherSyntaxError, StoreError, StoreTimeout
from graph.store.bolt import BoltStore
from graph.store.guard import check

HERE = Path(__file__).parent
HOSTILE = [s for group in json.loads((HERE / "hostile.json").read_text(encoding="utf-8")).values() for s in group]
HARMLESS: list[str] = json.loads((HERE / "harmless.json").read_text(encoding="utf-8"))
LIMITS = CypherLimits(seconds=5, rows=100, bytes=100_000, cell_bytes=10_000)


def ask(store: BoltStore, statement: str, limits: CypherLimits = LIMITS, **parameters: Value) -> CypherResult:
    return store.cypher(statement, parameters, limits)


def test_rows_come_with_their_columns(store: BoltStore) -> None:
    result = ask(store, "UNWIND $list AS x RETURN x AS a, x * 2 AS `b c`", list=[1, 2])
    assert result.fields == ("a", "b c")
    assert result.values == ((1, 2), (2, 4))
    assert not result.truncated
    assert result.counters["containsUpdates"] is False


def test_parameters_come_back_as_they_went(store: BoltStore) -> None:
    given: dict[str, Value] = {"text": "é 李 \u202e <b> \u0007", "list": [1, None, 2.5, True], "map": {"a": {"b": []}}}
    result = ask(store, "RETURN $text, $list, $map", **given)
    assert result.values == (tuple(given.values()),)


def test_values_that_json_lacks_are_text(store: BoltStore) -> None:
    result = ask(
        store,
        "RETURN 0.0 / 0.0 AS nan, 1.0 / 0.0 AS inf, date('2020-01-02') AS day, duration('P1DT2H') AS for,"
        " datetime('2020-01-02T03:04:05Z') AS at, point({x: 1, y: 2}) AS place",
    )
    nan, inf, day, lasting, at, place = result.values[0]
    assert (nan, inf, day, lasting) == ("NaN", "Infinity", "2020-01-02", "P1DT2H")
    assert str(at).startswith("2020-01-02T03:04:05")
    assert place == {"srid": 7203, "x": 1.0, "y": 2.0}


def test_rows_are_cut_exactly_at_the_cap(store: BoltStore) -> None:
    limits = CypherLimits(seconds=5, rows=10)
    all_of_them = ask(store, "UNWIND range(1, 10) AS x RETURN x", limits)
    assert (len(all_of_them.values), all_of_them.truncated) == (10, False)
    first_ones = ask(store, "UNWIND range(1, 11) AS x RETURN x", limits)
    assert [row[0] for row in first_ones.values] == list(range(1, 11))
    assert first_ones.truncated
    assert first_ones.reasons == ("only the first 10 rows are here: there are more",)


def test_a_cut_answer_comes_at_once_and_the_next_one_too(store: BoltStore) -> None:
    limits = CypherLimits(seconds=5, rows=10)
    started = time.monotonic()
    assert ask(store, "UNWIND range(1, 1000000) AS x RETURN x, x * 2", limits).truncated
    assert ask(store, "RETURN 1").values == ((1,),)
    assert time.monotonic() - started < 5


def test_bytes_are_cut_with_a_reason(store: BoltStore) -> None:
    limits = CypherLimits(seconds=5, rows=1_000, bytes=1_000)
    result = ask(store, "UNWIND range(1, 500) AS x RETURN 'some text ' + toString(x) AS text", limits)
    assert result.truncated
    assert "1000 bytes" in result.reasons[0]
    assert 0 < len(result.values) < 500


def test_a_large_cell_is_cut_with_a_reason(store: BoltStore) -> None:
    limits = CypherLimits(seconds=5, cell_bytes=100)
    result = ask(store, "RETURN reduce(s = '', x IN range(1, 500) | s + 'é') AS text, 1 AS one", limits)
    assert result.values == (("é" * 49, 1),)
    assert result.reasons == ("a value larger than 100 bytes was cut",)


@pytest.mark.parametrize(
    ("statement", "line", "column"),
    [
        ("RETURN 1 +", 1, 11),
        ("RETURN 1\n  AS", 2, 5),
        ("UNWIND [1] RETURN 1", 1, 12),
        ("MATCH (n) RETRN n", 1, 11),
        ("MATCH (n) /* é\n */ RETURN n..x", 2, 13),
    ],
)
def test_a_syntax_error_says_where(store: BoltStore, statement: str, line: int, column: int) -> None:
    with pytest.raises(CypherSyntaxError) as caught:
        ask(store, statement)
    assert (caught.value.line, caught.value.column) == (line, column)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("RETURN $missing", "missing"),
        ("RETURN x", "x"),
        ("RETURN abs('a')", "abs"),
        ("RETURN 1 / 0", "zero"),
        ("RETURN date('no day')", "no day"),
    ],
)
def test_a_statement_that_cannot_run_says_why(store: BoltStore, statement: str, says: str) -> None:
    with pytest.raises(CypherError, match=says):
        ask(store, statement)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE (n:Intruder)",
        "MATCH (n) DETACH DELETE n",
        "CALL { CREATE (n:Intruder) }",
        "LOAD CSV FROM 'http://127.0.0.1:1/' AS row RETURN row",
        "CALL dbms.listConfig()",
        "EXPLAIN CREATE INDEX x FOR (n:Intruder) ON (n.x)",
    ],
)
def test_what_does_more_than_read_is_refused_before_the_engine_sees_it(store: BoltStore, statement: str) -> None:
    with pytest.raises(CypherRefused):
        ask(store, statement)
    assert ask(store, "MATCH (n:Intruder) RETURN count(n) AS n").values == ((0,),)


def test_no_hostile_statement_changes_anything(store: BoltStore) -> None:
    store.connection.write(
        lambda transaction: transaction.run("CREATE (:Marked {id: 'a'})-[:KNOWS]->(:Marked)").consume()
    )
    everything = "MATCH (n) OPTIONAL MATCH (n)-[r]->(m) RETURN labels(n), properties(n), type(r), properties(m)"
    before = sorted(map(str, ask(store, everything).values))
    for statement in HOSTILE:
        with pytest.raises(CypherError):
            ask(store, statement)
    assert sorted(map(str, ask(store, everything).values)) == before


def test_a_harmless_statement_changes_nothing_even_for_a_writer(store: BoltStore) -> None:
    """What the guard lets through must be harmless by itself: here no other wall stands behind it."""
    values = {"p": 1, "a": "a", "b": "b", "q": "a", "x": 1, "create": 1, "delete": 1, "1": 1}
    ran = 0
    for statement in HARMLESS:
        try:
            summary = store.connection.write(partial(_run, statement=statement, values=values))
        except StoreError:
            continue  # a feature that this engine lacks, or a parameter of another type
        ran += 1
        assert not summary.counters.contains_updates, statement
    assert ran >= 50


@pytest.mark.slow
def test_no_mixture_of_hostile_and_harmless_gets_past_the_guard_and_writes(store: BoltStore) -> None:
    """Beginnings and ends of the tables' statements, spliced at every kind of place; run as the writer."""
    chance = random.Random(3)
    pieces = [re.findall(r"\s*(?:\w+|.)", s) for s in HOSTILE + HARMLESS if "LOAD" not in s and "USER" not in s]
    allowed = 0
    for _ in range(20_000):
        first, second = chance.choice(pieces), chance.choice(pieces)
        at, on = chance.randint(0, len(first)), chance.randint(0, len(second))
        statement = "".join([*first[:at], " ", *second[on:]])
        try:
            text = check(statement).text
            summary = store.connection.write(partial(_run, statement=text, values={}))
        except (CypherError, StoreError):
            continue
        allowed += 1
        assert not summary.counters.contains_updates, statement
    assert allowed > 50


def _run(transaction: ManagedTransaction, *, statement: str, values: dict[str, object]) -> ResultSummary:
    return transaction.run(statement, values).consume()


def test_the_reader_cannot_write_even_where_the_guard_does_not_look(store: BoltStore) -> None:
    with store.connection.reading_session() as session:
        for statement in ("CREATE (n:Intruder)", "CALL merge.node(['Intruder'], {id: 1})"):
            with pytest.raises(Neo4jError):
                session.run(statement).consume()
    assert ask(store, "MATCH (n:Intruder) RETURN count(n) AS n").values == ((0,),)


def test_explain_gives_a_plan_and_no_rows(store: BoltStore) -> None:
    result = ask(store, "EXPLAIN MATCH (n) RETURN n")
    assert result.values == ()
    assert result.plan is not None
    assert ask(store, "MATCH (n) RETURN n LIMIT 1").plan is None


def test_parameters_that_no_engine_takes_are_refused(store: BoltStore) -> None:
    with pytest.raises(CypherError, match="64 bits"):
        ask(store, "RETURN $x", x=2**64)
    with pytest.raises(CypherError, match="half a character"):
        ask(store, "RETURN $x", x="\ud800")


def test_readers_do_not_disturb_each_other(store: BoltStore) -> None:
    answers: list[int] = []

    def read(number: int) -> None:
        for _ in range(10):
            answers.append(int(str(ask(store, "RETURN $x", x=number).values[0][0])))

    threads = [threading.Thread(target=read, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == sorted([0, 1, 2, 3] * 10)


@pytest.mark.slow
def test_a_statement_that_runs_too_long_is_cut_off_in_time_and_others_are_answered(store: BoltStore) -> None:
    started = time.monotonic()
    with pytest.raises(StoreTimeout, match="1 seconds"):
        ask(
            store,
            "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b WITH a, b WHERE a + b < 0 RETURN count(*)",
            CypherLimits(seconds=1),
        )
    assert time.monotonic() - started < 3
    assert ask(store, "RETURN 1").values == ((1,),)
