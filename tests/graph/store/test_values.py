"""Values of the driver become strict JSON: nothing is lost silently, nothing breaks a parser."""

import datetime

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from neo4j.spatial import CartesianPoint, WGS84Point
from neo4j.time import Date, DateTime, Duration, Time

from graph.store.values import MAX_DEPTH, Found, to_json


def found() -> Found:
    return Found(lambda entity: entity.element_id)


@pytest.mark.parametrize(
    ("value", "json"),
    [
        (float("nan"), "NaN"),
        (float("inf"), "Infinity"),
        (float("-inf"), "-Infinity"),
        (-0.0, -0.0),
        (2**63 - 1, 2**63 - 1),
        (-(2**63), -(2**63)),
        (True, True),
        (None, None),
        (b"\x00\xff", "AP8="),
        (Date(2020, 1, 2), "2020-01-02"),
        (Time(10, 30, 0), "10:30:00"),
        (Time(10, 30, 1, 500_000_000), "10:30:01.5"),
        (Time(10, 30, 1, 1), "10:30:01.000000001"),
        (DateTime(2020, 1, 2, 3, 4, 5), "2020-01-02T03:04:05"),
        (DateTime(2020, 1, 2, tzinfo=datetime.UTC), "2020-01-02T00:00:00+00:00"),
        (Duration(months=14, days=3, seconds=1), "P1Y2M3DT1S"),
        (datetime.date(2020, 1, 2), "2020-01-02"),
        (WGS84Point((1.5, 2.5)), {"srid": 4326, "x": 1.5, "y": 2.5}),
        (CartesianPoint((1, 2, 3)), {"srid": 9157, "x": 1.0, "y": 2.0, "z": 3.0}),
        ([1, [float("nan")], {"a": None}], [1, ["NaN"], {"a": None}]),
        ((), []),
    ],
    ids=repr,
)
def test_a_value_becomes_json(value: object, json: object) -> None:
    assert to_json(value, found()) == json
    orjson.dumps(to_json(value, found()))


values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats() | st.text() | st.binary(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(values)
def test_any_value_survives_a_strict_parser(value: object) -> None:
    json = to_json(value, found())
    assert orjson.loads(orjson.dumps(json)) == json


def test_what_is_nested_too_deep_is_cut_and_said() -> None:
    deep: list[object] = []
    for _ in range(MAX_DEPTH * 20):
        deep = [deep]
    noted = found()
    orjson.dumps(to_json(deep, noted))
    assert noted.too_deep
