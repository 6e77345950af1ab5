"""Values of the driver as strict JSON, and the nodes and relationships found anywhere in them."""

import math
import re
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from neo4j import graph
from neo4j.spatial import Point
from neo4j.time import Date, DateTime, Duration, Time
from neo4j.vector import Vector

from graph.answers import Value

MAX_DEPTH = 60
"""Levels of lists and maps that a value keeps; deeper ones become null."""

_WHOLE = (str, bytes, bytearray, Point, Duration)
"""Sequences that are one value."""
_FRACTION = re.compile(r"\.(\d*?)0+(?!\d)")
"""The zeros that the driver fills a second up with to nanoseconds."""


@dataclass(slots=True)
class Found:
    """The nodes and relationships that values held, by the engine's own id, in the order they came."""

    address: Callable[[graph.Entity], str]
    """The address of a node or relationship."""
    nodes: dict[str, graph.Node] = field(default_factory=dict)
    relationships: dict[str, graph.Relationship] = field(default_factory=dict)
    too_deep: bool = False
    """Whether a value was deeper than MAX_DEPTH and lost its innermost part."""


def to_json(value: object, found: Found, depth: int = 0) -> Value:
    """`value` as JSON can hold it; nodes and relationships in it are noted in `found`.

    A node is `{id, labels, properties}`, a relationship `{id, type, properties}`, a path `{nodes, relationships}`;
    temporal values are ISO text, a point is `{srid, x, y}`, bytes are base64 text, NaN and infinities text.
    """
    if depth > MAX_DEPTH:
        found.too_deep = True
        return None
    if isinstance(value, graph.Node | graph.Relationship | graph.Path):
        return _entity(value, found, depth)
    if isinstance(value, Mapping):
        return {str(key): to_json(item, found, depth + 1) for key, item in value.items()}
    if isinstance(value, Vector):
        return [to_json(item, found, depth + 1) for item in value.to_native()]
    if isinstance(value, Sequence | set | frozenset) and not isinstance(value, _WHOLE):
        return [to_json(item, found, depth + 1) for item in value]
    return _leaf(value)


def _leaf(value: object) -> Value:
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, Date | Time | DateTime | Duration):
        return _FRACTION.sub(lambda digits: f".{digits[1]}" if digits[1] else "", value.iso_format())
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return Duration(seconds=value.total_seconds()).iso_format()
    if isinstance(value, Point):
        return {"srid": value.srid, **{axis: _number(part) for axis, part in zip("xyz", value, strict=False)}}
    if isinstance(value, bytes | bytearray):
        return b64encode(value).decode("ascii")
    return str(value)


def _number(value: float) -> Value:
    if math.isfinite(value):
        return value
    return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"


def _entity(value: graph.Node | graph.Relationship | graph.Path, found: Found, depth: int) -> Value:
    if isinstance(value, graph.Path):
        return {
            "nodes": [to_json(node, found, depth + 1) for node in value.nodes],
            "relationships": [to_json(item, found, depth + 1) for item in value.relationships],
        }
    properties = {key: to_json(item, found, depth + 1) for key, item in value.items()}
    if isinstance(value, graph.Node):
        found.nodes.setdefault(value.element_id, value)
        return {"id": found.address(value), "labels": sorted(value.labels), "properties": properties}
    found.relationships.setdefault(value.element_id, value)
    return {"id": found.address(value), "type": value.type, "properties": properties}
