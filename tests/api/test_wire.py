"""The wire shapes: names and shapes that clients are written against."""

from datetime import date

import orjson
from pydantic import TypeAdapter

from api import wire
from api.shapes import ClaimShape, CypherShape, DocumentShape, SubgraphShape
from graph.answers import CypherResult, Edge, Node, Subgraph, Total
from graph.model import (
    Attribution,
    Claim,
    ClaimId,
    Digested,
    Document,
    DocumentId,
    EdgeId,
    EntityId,
    Evidence,
    Modality,
    Span,
    When,
)

A, B = EntityId("a"), EntityId("b")


def claim(**changes: object) -> Claim:
    quote = "B charged A."
    fields: dict[str, object] = {
        "id": ClaimId("c"),
        "subject": A,
        "relation": "CHARGED_BY",
        "object": B,
        "modality": Modality.ALLEGED,
        "evidence": (
            Evidence(document=DocumentId("d"), span=Span(5, 17), quote=quote, subject=Span(15, 16), object=Span(5, 6)),
        ),
        "extractor": "rules",
        "confidence": 0.75,
        "edge": EdgeId("e"),
    }
    return Claim(**{**fields, **changes})  # type: ignore[arg-type]


def test_a_claim_has_exactly_the_fixed_shape() -> None:
    said = claim(
        attribution=Attribution(text="prosecutors said", speaker=B),
        when=When(text="in May", earliest=date(2020, 5, 1), latest=date(2020, 5, 31)),
        role="judge",
        explicit=False,
    )
    assert wire.claim(said) == {
        "id": "c",
        "edge": "e",
        "subject": "a",
        "relation": "CHARGED_BY",
        "object": "b",
        "modality": "alleged",
        "speaker": {"text": "prosecutors said", "node": "b"},
        "when": {"text": "in May", "earliest": "2020-05-01", "latest": "2020-05-31"},
        "role": "judge",
        "explicit": False,
        "confidence": 0.75,
        "extractor": "rules",
        "evidence": [
            {
                "document": "d",
                "start": 5,
                "end": 17,
                "quote": "B charged A.",
                "subject": {"start": 15, "end": 16},
                "object": {"start": 5, "end": 6},
            }
        ],
    }


def test_what_is_not_said_is_null() -> None:
    shape = wire.claim(claim(when=When(text="lately")))
    assert shape["speaker"] is None
    assert shape["role"] is None
    assert shape["when"] == {"text": "lately", "earliest": None, "latest": None}
    TypeAdapter(ClaimShape).validate_python(shape, strict=True)


def test_a_total_that_was_not_counted_to_the_end_says_so() -> None:
    shape = wire.subgraph(
        Subgraph(
            nodes=(Node(id="a", labels=("Entity", "Person"), caption="A", properties={"name": "A"}),),
            edges=(Edge(id="e", type="MET_WITH", source="a", target="a", affirmed=False),),
            truncated=True,
            reasons=("only 1 node",),
            total_nodes=Total(10, exact=False),
            total_edges=Total(1),
        )
    )
    assert shape == {
        "nodes": [{"id": "a", "labels": ["Entity", "Person"], "caption": "A", "properties": {"name": "A"}}],
        "edges": [{"id": "e", "type": "MET_WITH", "source": "a", "target": "a", "affirmed": False, "properties": {}}],
        "truncated": True,
        "reasons": ["only 1 node"],
        "totals": {"nodes": {"at_least": 10}, "edges": 1},
        "next": None,
    }
    TypeAdapter(SubgraphShape).validate_python(shape, strict=True)


def test_a_digest_says_what_it_digests_and_a_list_leaves_texts_out() -> None:
    document = Document(
        id=DocumentId("d"),
        text_hash="",
        source_hash="",
        text="Some text.",
        title="T",
        publisher="Clew example digest",
        published=date(2020, 11, 19),
        digest_of=Digested(publisher="BBC News", title="Report", published=date(2020, 11, 18)),
    )
    shape = wire.document(document)
    assert shape["digest_of"] == {"publisher": "BBC News", "title": "Report", "published": "2020-11-18"}
    assert "text" not in shape
    assert wire.whole_document(document) == {**shape, "text": "Some text."}
    TypeAdapter(DocumentShape).validate_python(shape, strict=True)


def test_cypher_has_the_body_of_the_query_api() -> None:
    shape = wire.cypher(CypherResult(fields=("a",), values=((1,),), counters={"containsUpdates": False}))
    assert shape["data"] == {"fields": ["a"], "values": [[1]]}
    assert {"counters", "notifications", "truncated", "graph"} <= set(shape)
    TypeAdapter(CypherShape).validate_python(shape, strict=True)


def test_text_stays_as_it_is_byte_for_byte() -> None:
    strange = "<script>\u202e\u0007\u2028 é e\u0301 李 👩‍👩‍👧 \\ \" '"
    body = wire.Json({"name": strange}).body
    assert orjson.loads(body) == {"name": strange}
    assert "李".encode() in body
