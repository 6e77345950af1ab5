"""Records of the driver as nodes, edges and JSON values; `Any` stays in this file and in `claim_rows.py`."""

from base64 import urlsafe_b64encode
from collections.abc import Mapping, Sequence
from typing import Any

from neo4j import graph

from graph.answers import Edge, Node, Value
from graph.model import Modality
from graph.store.values import Found, to_json

ENTITY = "Entity"
"""The technical label that every entity has beside its label of the ontology; never shown."""
NOT_AFFIRMED = "NOT_AFFIRMED"
"""The relationship type of an edge that rests on denied, planned or inferred claims only."""
NODE_PROPERTIES = ("name", "aliases", "kind", "degree", "documents")
EDGE_PROPERTIES = ("modality", "contested", "explicit", "claims", "documents", "publishers", "origins", "first", "last")
CAPTION_KEYS = ("name", "title", "label", "caption", "displayName", "fullName", "full_name", "id")
"""What a foreign node is called by: the first of these that holds text or a number, else its first short text."""
MAX_CAPTION = 120


def to_value(found: object) -> Value:
    """What JSON can hold of a value: times as ISO text, points as maps, bytes as base64, NaN and infinities as text."""
    return to_json(found, Found(lambda entity: entity.element_id))


def node_of(properties: Mapping[str, Any], labels: Sequence[str]) -> Node:
    """An entity of ours as a node."""
    shown = {key: to_value(properties[key]) for key in NODE_PROPERTIES if key in properties}
    return Node(
        id=str(properties["id"]),
        labels=tuple(sorted(label for label in labels if label != ENTITY)),
        caption=str(properties.get("name") or properties["id"]),
        properties=shown,
    )


def edge_of(properties: Mapping[str, Any], type_: str, source: str, target: str) -> Edge:
    """A projection of ours as an edge; its type is the relation, its counts per modality one map."""
    shown: dict[str, Value] = {key: to_value(properties[key]) for key in EDGE_PROPERTIES if key in properties}
    shown["modalities"] = {m.value: properties[m.value] for m in Modality if properties.get(m.value)}
    return Edge(
        id=str(properties["id"]),
        type=str(properties["relation"]),
        source=source,
        target=target,
        affirmed=type_ != NOT_AFFIRMED,
        properties=shown,
    )


def caption_of(properties: Mapping[str, Any], labels: Sequence[str]) -> str:
    """What a node of any graph is called: see CAPTION_KEYS; without any text, its first label."""
    for key in CAPTION_KEYS:
        value = properties.get(key)
        if isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
            return _short(str(value))
    texts = [v for _, v in sorted(properties.items()) if isinstance(v, str) and 0 < len(v.strip()) <= MAX_CAPTION]
    return texts[0].strip() if texts else (sorted(labels)[0] if labels else "node")


def element_address(element_id: str) -> str:
    """The address of a node or relationship that has no id of ours."""
    return urlsafe_b64encode(element_id.encode()).decode().rstrip("=")


class OurDrawing:
    """How nodes and relationships of our own stores are drawn: by their own id, entities as the explorer has them."""

    def address(self, found: graph.Entity) -> str:
        """Our id; SUBJECT, HELD_BY and the like have none."""
        own = found.get("id")
        return own if isinstance(own, str) else element_address(found.element_id)

    def node(self, found: graph.Node) -> Node:
        """An entity, or a document, claim ... with all its properties."""
        if ENTITY in found.labels:
            return node_of(found, tuple(found.labels))
        labels = tuple(sorted(found.labels))
        return Node(
            id=self.address(found), labels=labels, caption=caption_of(found, labels), properties=properties_of(found)
        )

    def edge(self, found: graph.Relationship, source: str, target: str) -> Edge:
        """An edge that sums claims, or any other relationship with all its properties."""
        if "relation" in found and "modality" in found:
            return edge_of(found, found.type, source, target)
        return Edge(
            id=self.address(found), type=found.type, source=source, target=target, properties=properties_of(found)
        )


class ForeignDrawing:
    """How any other graph is drawn: addresses from elementId, every property as it is."""

    def address(self, found: graph.Entity) -> str:
        """base64url of the elementId; an `id` property of theirs means nothing to us."""
        return element_address(found.element_id)

    def node(self, found: graph.Node) -> Node:
        """A node with the caption that `caption_of` finds."""
        labels = tuple(sorted(found.labels))
        return Node(
            id=self.address(found), labels=labels, caption=caption_of(found, labels), properties=properties_of(found)
        )

    def edge(self, found: graph.Relationship, source: str, target: str) -> Edge:
        """A relationship of its own type; a foreign graph affirms what it holds."""
        return Edge(
            id=self.address(found), type=found.type, source=source, target=target, properties=properties_of(found)
        )


def properties_of(found: Mapping[str, Any]) -> dict[str, Value]:
    """All properties as JSON values, by name."""
    return {str(key): to_value(value) for key, value in sorted(found.items())}


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= MAX_CAPTION else text[: MAX_CAPTION - 1] + "…"
