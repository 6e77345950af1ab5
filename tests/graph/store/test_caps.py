"""The caps on an answer are exact, and each cut has its reason."""

import orjson
from hypothesis import given
from hypothesis import strategies as st

from graph.answers import CypherLimits, Node, Value
from graph.store.caps import Caps, cut

ROW: tuple[Value, ...] = ("x" * 8,)  # ["xxxxxxxx"]: 12 bytes of JSON


def limits(**changes: int) -> CypherLimits:
    return CypherLimits(**{"rows": 100, "bytes": 10_000, "cell_bytes": 1_000, **changes})  # type: ignore[arg-type]


def test_rows_are_cut_at_the_cap_and_not_before() -> None:
    caps = Caps(limits(rows=3))
    assert [caps.take(ROW) for _ in range(3)] == [ROW] * 3
    assert not caps.full
    assert caps.reasons == []
    assert caps.take(ROW) is None
    assert caps.full
    assert caps.reasons == ["only the first 3 rows are here: there are more"]


def test_bytes_are_cut_at_the_cap_and_not_before() -> None:
    caps = Caps(limits(bytes=36))
    assert [caps.take(ROW) for _ in range(3)] == [ROW] * 3
    assert caps.take(ROW) is None
    assert caps.reasons == ["only the first 3 rows are here: more would exceed 36 bytes"]


def test_a_large_cell_is_cut_and_the_others_stay() -> None:
    caps = Caps(limits(cell_bytes=10))
    assert caps.take(("a" * 50, "b", [1] * 50, {"k": "v" * 50}, 7)) == ("a" * 8, "b", [1] * 4, None, 7)
    assert not caps.full
    assert caps.reasons == ["a value larger than 10 bytes was cut"]


def test_nodes_have_a_cap_of_their_own() -> None:
    caps = Caps(limits(bytes=400))
    nodes = [Node(id=str(at), labels=(), caption="", properties={"text": "x" * 80}) for at in range(9)]
    kept = caps.take_graph(nodes, "nodes")
    assert 0 < len(kept) < 9
    assert caps.reasons == [f"only the first {len(kept)} nodes are here: the rest exceeds the bytes"]


@given(st.text() | st.lists(st.integers(-(2**63), 2**63 - 1) | st.text()), st.integers(2, 60))
def test_what_is_cut_fits_and_is_a_beginning(value: str | list[Value], max_bytes: int) -> None:
    kept = cut(value, max_bytes)
    assert isinstance(kept, str | list)
    assert len(orjson.dumps(kept)) <= max_bytes
    assert value[: len(kept)] == kept
