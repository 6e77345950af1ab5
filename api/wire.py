"""How the nouns look on the wire: the one place that turns a model into JSON (DESIGN section 8)."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

import orjson
from starlette.responses import Response

from api.shapes import (
    CheckShape,
    ClaimShape,
    ClaimsShape,
    CypherShape,
    DocumentShape,
    DocumentsShape,
    EdgeShape,
    EvidenceShape,
    GraphShape,
    HealthShape,
    HitShape,
    LabelShape,
    NeighbourShape,
    NodeShape,
    NodeViewShape,
    OntologyShape,
    RelationShape,
    SchemaEntryShape,
    SchemaShape,
    SearchShape,
    SpanShape,
    Status,
    SubgraphShape,
    TotalShape,
    WholeDocumentShape,
)
from graph.answers import (
    Check,
    ClaimPage,
    CypherResult,
    Edge,
    NeighbourCount,
    Node,
    NodeView,
    Page,
    Schema,
    SearchResult,
    StoreInfo,
    Subgraph,
    Total,
)
from graph.model import Claim, Document, Evidence, Span
from graph.ontology import Ontology

T = TypeVar("T")
S = TypeVar("S")


class Json(Response):
    """A JSON answer, written by orjson: NaN cannot occur, text stays as it is, byte for byte."""

    media_type = "application/json"

    def render(self, content: object) -> bytes:
        """The bytes of the body."""
        return orjson.dumps(content)


def node(value: Node) -> NodeShape:
    """A node; `properties` stay as the database holds them."""
    return {
        "id": value.id,
        "labels": list(value.labels),
        "caption": value.caption,
        "properties": dict(value.properties),
    }


def edge(value: Edge) -> EdgeShape:
    """An edge; `type` is the relation's name, also when the edge is not affirmed."""
    return {
        "id": value.id,
        "type": value.type,
        "source": value.source,
        "target": value.target,
        "affirmed": value.affirmed,
        "properties": dict(value.properties),
    }


def total(value: Total) -> TotalShape:
    """A number when it is exact, otherwise `{"at_least": number}`."""
    return value.count if value.exact else {"at_least": value.count}


def subgraph(value: Subgraph) -> SubgraphShape:
    """Nodes and edges, and what was left out."""
    return {
        "nodes": _all(node, value.nodes),
        "edges": _all(edge, value.edges),
        "truncated": value.truncated,
        "reasons": list(value.reasons),
        "totals": {"nodes": total(value.total_nodes), "edges": total(value.total_edges)},
        "next": value.next,
    }


def search(value: SearchResult) -> SearchShape:
    """Hits, best first."""
    results: list[HitShape] = [
        {"node": node(hit.node), "match": hit.match, "score": round(hit.score, 4)} for hit in value.hits
    ]
    return {"results": results, "truncated": value.truncated}


def neighbour(value: NeighbourCount) -> NeighbourShape:
    """How many edges of one type and direction."""
    return {"type": value.type, "direction": value.direction.value, "count": value.count}


def node_view(value: NodeView) -> NodeViewShape:
    """A node with its neighbours' counts and the documents that mention it."""
    return {
        "node": node(value.node),
        "neighbours": _all(neighbour, value.neighbours),
        "documents": _all(document, value.documents),
    }


def claims(value: ClaimPage) -> ClaimsShape:
    """A page of claims with the nodes that they name."""
    return {
        "claims": _all(claim, value.claims.items),
        "total": value.claims.total,
        "next": value.claims.next,
        "nodes": _all(node, value.nodes),
    }


def claim(value: Claim) -> ClaimShape:
    """A claim; offsets are code points, `quote == text[start:end]`."""
    said, when = value.attribution, value.when
    return {
        "id": value.id,
        "edge": value.edge,
        "subject": value.subject,
        "relation": value.relation,
        "object": value.object,
        "modality": value.modality.value,
        "speaker": None if said is None else {"text": said.text, "node": said.speaker},
        "when": None
        if when is None
        else {"text": when.text, "earliest": _day(when.earliest), "latest": _day(when.latest)},
        "role": value.role,
        "explicit": value.explicit,
        "confidence": value.confidence,
        "extractor": value.extractor,
        "evidence": _all(evidence, value.evidence),
    }


def evidence(value: Evidence) -> EvidenceShape:
    """The sentence that says it, and where in it subject and object stand."""
    return {
        "document": value.document,
        "start": value.span.start,
        "end": value.span.end,
        "quote": value.quote,
        "subject": _span(value.subject),
        "object": _span(value.object),
    }


def document(value: Document) -> DocumentShape:
    """A document without its text."""
    digested = value.digest_of
    return {
        "id": value.id,
        "title": value.title,
        "publisher": value.publisher,
        "published": _day(value.published),
        "url": value.url,
        "language": value.language,
        "digest_of": None
        if digested is None
        else {
            "publisher": digested.publisher,
            "title": digested.title,
            "published": _day(digested.published),
        },
        "superseded_by": value.superseded_by,
    }


def whole_document(value: Document) -> WholeDocumentShape:
    """A document with its text."""
    return {**document(value), "text": value.text}


def documents(value: Page[Document]) -> DocumentsShape:
    """A page of documents without their texts."""
    return {"documents": _all(document, value.items), "total": value.total, "next": value.next}


def ontology(value: Ontology) -> OntologyShape:
    """The labels and relations, in the order of the file."""
    labels: list[LabelShape] = [
        {
            "name": label.name,
            "plural": label.plural,
            "definition": label.definition,
            "example": label.example,
        }
        for label in value.labels.values()
    ]
    relations: list[RelationShape] = [
        {
            "name": relation.name,
            "label": relation.label,
            "inverse": relation.inverse,
            "group": relation.group,
            "domain": list(relation.domain),
            "range": list(relation.range),
            "symmetric": relation.symmetric,
            "state": relation.state,
            "implies": relation.implies,
            "definition": relation.definition,
            "example": relation.example,
        }
        for relation in value.relations.values()
    ]
    return {"labels": labels, "relations": relations}


def schema(value: Schema) -> SchemaShape:
    """What the database holds, label by label and type by type."""
    return {
        "labels": _schema_entries(value.labels, value.label_properties),
        "types": _schema_entries(value.types, value.type_properties),
    }


def cypher(value: CypherResult) -> CypherShape:
    """The body of Neo4j's Query API v2, with `truncated`, `reasons` and the `graph` in the rows."""
    graph: GraphShape = {"nodes": _all(node, value.nodes), "edges": _all(edge, value.edges)}
    return {
        "data": {"fields": list(value.fields), "values": [list(row) for row in value.values]},
        "counters": dict(value.counters),
        "notifications": [dict(notification) for notification in value.notifications],
        "queryPlan": None if value.plan is None else dict(value.plan),
        "truncated": value.truncated,
        "reasons": list(value.reasons),
        "graph": graph,
    }


def health(status: Status, version: str, info: StoreInfo, checks: Iterable[Check]) -> HealthShape:
    """Whether the program can do its work, and what it works on."""
    lines: dict[str, CheckShape] = {check.name: {"ok": check.ok, "detail": check.detail} for check in checks}
    return {
        "status": status,
        "version": version,
        "engine": {"kind": info.engine.value, "name": info.name, "version": info.version},
        "checks": lines,
    }


def _all(shape: Callable[[T], S], values: Iterable[T]) -> list[S]:
    return [shape(value) for value in values]


def _schema_entries(counts: Mapping[str, int], properties: Mapping[str, tuple[str, ...]]) -> list[SchemaEntryShape]:
    return [
        {"name": name, "count": count, "properties": list(properties.get(name, ()))} for name, count in counts.items()
    ]


def _span(value: Span) -> SpanShape:
    return {"start": value.start, "end": value.end}


def _day(value: object) -> str | None:
    return None if value is None else str(value)
