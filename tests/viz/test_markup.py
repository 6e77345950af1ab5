import json
from datetime import UTC, date, datetime
from enum import Enum

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from graph.model import Modality
from viz.markup import environment, json_block, plain

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates() | st.datetimes(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.frozensets(st.text()),
)


@given(VALUES)
def test_any_value_is_json_that_cannot_end_its_script_element(value):
    block = str(json_block(value))
    assert not set("<>&") & set(block)
    assert json.loads(block) == json.loads(json.dumps(plain(value)))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(float("nan"), None, id="nan"),
        pytest.param(float("-inf"), None, id="infinity"),
        pytest.param(date(2020, 11, 18), "2020-11-18", id="date"),
        pytest.param(datetime(2020, 11, 18, 9, tzinfo=UTC), "2020-11-18T09:00:00+00:00", id="datetime"),
        pytest.param({"b", "a"}, ["a", "b"], id="set"),
        pytest.param((1, [2]), [1, [2]], id="tuple"),
        pytest.param(numpy.int64(7), 7, id="numpy integer"),
        pytest.param(numpy.float64("nan"), None, id="numpy nan"),
        pytest.param(numpy.array([1.5]), [1.5], id="numpy array"),
        pytest.param(Modality.DENIED, "denied", id="enum of text"),
        pytest.param(Enum("E", {"A": 3}).A, 3, id="enum"),
        pytest.param({1: True}, {"1": True}, id="keys that are no text"),
        pytest.param(b"\xff", "b'\\xff'", id="bytes"),
    ],
)
def test_a_value_becomes_plain_json(value, expected):
    assert plain(value) == expected


def test_a_template_escapes_and_refuses_what_is_missing():
    templates = environment()
    assert templates.from_string("{{ name }}").render(name="<b>") == "&lt;b&gt;"
    with pytest.raises(UndefinedError):
        templates.from_string("{{ nmae }}").render(name="x")
