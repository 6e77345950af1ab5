import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.store.embedded.messages import decode, encode
from graph.store.embedded.records import Credentials, Engine, engine_from_fields, engine_to_fields

SCALARS = st.none() | st.booleans() | st.integers() | st.text(max_size=20)
VALUES = SCALARS | st.lists(SCALARS, max_size=3) | st.dictionaries(st.text(max_size=5), SCALARS, max_size=3)


@given(st.dictionaries(st.text(max_size=5), VALUES, max_size=4))
def test_message_comes_back_from_its_line(message: dict[str, object]) -> None:
    line = encode(message)
    assert line.index(b"\n") == len(line) - 1
    assert decode(line) == message


@pytest.mark.parametrize("line", [b"", b"[]", b"1", b'"a"', b"\xff", b"{"])
def test_what_is_no_message_is_refused(line: bytes) -> None:
    with pytest.raises(ValueError, match=r".*"):
        decode(line)


def test_engine_comes_back_from_its_fields() -> None:
    engine = Engine("bolt://127.0.0.1:1", "clew", Credentials("a", "b"), Credentials("c", "d"), {"limit": "1"}, 3)
    assert engine_from_fields(engine_to_fields(engine)) == engine
