"""The console's first wall, from the text alone: what it refuses, what it must let through, and where it points."""

import contextlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import CypherError, CypherRefused, CypherSyntaxError
from graph.store.cypher_bounds import MAX_STATEMENT_BYTES, check_parameters
from graph.store.cypher_words import REFUSED
from graph.store.guard import check

HERE = Path(__file__).parent
HOSTILE: dict[str, list[str]] = json.loads((HERE / "hostile.json").read_text(encoding="utf-8"))
HARMLESS: list[str] = json.loads((HERE / "harmless.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("statement", [statement for group in HOSTILE.values() for statement in group])
def test_a_statement_that_does_more_than_read_is_refused(statement: str) -> None:
    with pytest.raises(CypherError):
        check(statement)


@pytest.mark.parametrize("statement", HARMLESS)
def test_a_harmless_look_alike_is_let_through(statement: str) -> None:
    assert len(check(statement).text) == len(statement)


def test_the_tables_are_as_long_as_promised() -> None:
    assert sum(map(len, HOSTILE.values())) >= 150
    assert len(HARMLESS) >= 60


@pytest.mark.parametrize("word", sorted(REFUSED))
@pytest.mark.parametrize(
    "before",
    [
        "",
        "MATCH (n) ",
        "MATCH (n) WHERE n.x = 1 ",
        "WITH 1 AS x ",
        "RETURN 1 UNION ",
        "EXPLAIN ",
        "UNWIND $x AS y ",
        "CALL { ",
        "CALL db.labels() YIELD label ",
        "MATCH ((a)-->(b))+ ",
        "WITH * ",
        "WITH [1][0] AS x WITH x ORDER BY x DESC LIMIT 1 ",
    ],
)
def test_no_refused_word_opens_a_clause_anywhere(before: str, word: str) -> None:
    with pytest.raises(CypherRefused, match=word):
        check(f"{before}{word} (n)")


@pytest.mark.parametrize("word", sorted(REFUSED))
@pytest.mark.parametrize(
    "statement",
    [
        "MATCH ({w}:{w} {{{w}: 1}})-[{w}2:{w}]->() WHERE {w}.{w} = ${w} RETURN {w}.{w} AS {w}",
        "WITH {{{w}: '{w}'}} AS `{w}` RETURN `{w}`.{w}, \"{w}\" // {w}",
        "UNWIND [1] AS {w} WITH {w} WHERE {w} > 0 RETURN 1 + {w}, [x IN [{w}] | x] /* {w} */",
        "CALL db.labels() YIELD label AS {w} RETURN {w} ORDER BY {w}",
    ],
)
def test_every_refused_word_is_a_fine_name(statement: str, word: str) -> None:
    check(statement.format(w=word.lower()))
    check(statement.format(w=word))


@pytest.mark.parametrize(
    ("statement", "line", "column"),
    [
        ("CREATE (n)", 1, 1),
        ("MATCH (n)\nWHERE n.x = 1\n  DELETE n", 3, 3),
        ("MATCH (n) /* é\n */ SET n.x = 1", 2, 5),
        ("MATCH (n)\r\nREMOVE n.x", 2, 1),
        ("RETURN 1,\n  apoc.load.json('x')", 2, 3),
        ("RETURN '👩' CREATE (n)", 1, 12),
    ],
)
def test_a_refusal_says_where(statement: str, line: int, column: int) -> None:
    with pytest.raises(CypherRefused) as caught:
        check(statement)
    assert (caught.value.line, caught.value.column) == (line, column)


@pytest.mark.parametrize(
    ("statement", "says", "column"),
    [
        ("MTCH (n) RETURN n", "did you mean MATCH", 1),
        ("MATCH (n) RETRN n", "did you mean RETURN", 11),
        ("RETURN (1", "not closed", 8),
        ("RETURN 1)", "closes nothing", 9),
        ("RETURN 'a", "does not end", 8),
        ("RETURN /* a", "does not end", 8),
        ("RETURN 1CREATE", "runs into a word", 8),
        ("RETURN \u200b1", r"U\+200B", 8),
        ("", "should begin", 1),
        ("EXPLAIN", "should begin", 8),
    ],
)
def test_what_is_no_cypher_gets_a_place_and_a_hint(statement: str, says: str, column: int) -> None:
    with pytest.raises(CypherSyntaxError, match=says) as caught:
        check(statement)
    assert (caught.value.line, caught.value.column) == (1, column)


@pytest.mark.parametrize(
    "statement",
    [
        "RETURN " + "NOT " * 500 + "true",
        "RETURN " + " OR ".join(["true"] * 1_000),
        "RETURN " + "+".join(["1"] * 4_000),
        "RETURN " + "-" * 2_000 + "1",
        "RETURN " + "[" * 60 + "]" * 60,
        "RETURN " + "(" * 400 + "1" + ")" * 400,
        "MATCH (a)" + "-->()" * 30 + " RETURN a",
        "MATCH (a)" + "-[]-()" * 30 + " RETURN a",
        "MATCH (a)" + "<--()" * 30 + " RETURN a",
        " UNION ".join(["RETURN 1 AS x"] * 200),
        "CALL { RETURN 1 AS x } " * 60 + "RETURN 1",
        "RETURN n" + ".a" * 1_000,
        "RETURN n" + "[0]" * 1_000,
        "MATCH (n) WHERE n" + ":A" * 1_000 + " RETURN n",
        "MATCH (n:" + "!" * 1_000 + "A) RETURN n",
        "RETURN CASE " + "WHEN true THEN 1 " * 500 + "END",
        "RETURN 1 " + "IS NULL " * 500,
        "RETURN " + " < ".join(["1"] * 1_000),
        "RETURN '" + "a" * MAX_STATEMENT_BYTES + "'",
        "/*" + "*" * 70_000 + "*/ RETURN 1",
        "RETURN 'é" + "é" * (MAX_STATEMENT_BYTES // 2) + "'",
    ],
    ids=lambda statement: statement[:20],
)
def test_what_a_planner_could_not_finish_is_refused(statement: str) -> None:
    with pytest.raises(CypherRefused):
        check(statement)


def test_a_statement_of_just_the_allowed_size_is_let_through() -> None:
    filler = MAX_STATEMENT_BYTES - len("RETURN ''")
    assert check("RETURN '" + "a" * filler + "'")
    with pytest.raises(CypherRefused, match="10000 bytes"):
        check("RETURN '" + "a" * (filler + 1) + "'")


def test_a_setting_allows_more_procedures_and_functions() -> None:
    assert check("CALL apoc.text.join(['a'], '') YIELD value RETURN value", procedures=["apoc.text.join"])
    assert check("RETURN apoc.text.join(['a'], '')", procedures=["apoc.text.*"])
    with pytest.raises(CypherRefused, match=r"apoc\.load\.json"):
        check("RETURN apoc.load.json('a')", procedures=["apoc.text.*"])


def test_half_a_character_is_refused() -> None:
    with pytest.raises(CypherRefused, match="half a character"):
        check("RETURN '\ud800'")
    with pytest.raises(CypherError, match="half a character"):
        check_parameters({"a": [{"b": "\udfff"}]})


@pytest.mark.parametrize(
    ("parameters", "says"),
    [
        ({"a": "x" * 300_000}, "bytes"),
        ({"a": 2**63}, "64 bits"),
        ({"a": [[[[[]]]]] * 10}, None),
    ],
)
def test_parameters_are_bounded(parameters: dict[str, object], says: str | None) -> None:
    if says is None:
        check_parameters(parameters)  # type: ignore[arg-type]
    else:
        with pytest.raises(CypherError, match=says):
            check_parameters(parameters)  # type: ignore[arg-type]


def test_parameters_nest_only_so_deep() -> None:
    deep: list[object] = []
    for _ in range(60):
        deep = [deep]
    with pytest.raises(CypherError, match="deep"):
        check_parameters({"a": deep})  # type: ignore[dict-item]


def test_what_is_sent_has_no_comments_and_no_unusual_blanks_and_the_same_places() -> None:
    statement = "MATCH\u00a0(n) /* é\n DELETE */ RETURN\u3000'a\u00a0// b' // end"
    sent = check(statement).text
    assert sent == "MATCH (n)     \n           RETURN 'a\u00a0// b'       "
    assert len(sent) == len(statement)


@given(st.text(max_size=200))
def test_any_text_is_answered_and_nothing_but_our_errors_is_raised(text: str) -> None:
    with contextlib.suppress(CypherError):
        check(text)


@given(st.text(max_size=60))
def test_a_string_can_hold_anything(text: str) -> None:
    quoted = text.encode("utf-8", "replace").decode().replace("\\", "\\\\").replace("'", "\\'")
    assert check(f"RETURN '{quoted}' AS x").text == f"RETURN '{quoted}' AS x"


@given(st.text(min_size=1, max_size=40).filter(lambda t: "\\" not in t))
def test_a_name_in_backticks_can_hold_anything_but_a_backslash(text: str) -> None:
    quoted = text.encode("utf-8", "replace").decode().replace("`", "``")
    assert check(f"MATCH (n:`{quoted}`) RETURN n")
