"""The shapes of the JSON bodies, as OpenAPI documents them; clients are written against these names."""

from typing import Any, Literal

from typing_extensions import TypedDict

Properties = dict[str, Any]


class NodeShape(TypedDict):
    """A node; properties of ours: name, aliases, kind, degree, documents."""

    id: str
    labels: list[str]
    caption: str
    properties: Properties


class EdgeShape(TypedDict):
    """An edge; properties of ours: modality, modalities, contested, claims, documents, publishers, ..."""

    id: str
    type: str
    source: str
    target: str
    affirmed: bool
    properties: Properties


class AtLeastShape(TypedDict):
    """A total that was not counted to the end."""

    at_least: int


TotalShape = int | AtLeastShape


class TotalsShape(TypedDict):
    """How many there are, in the answer or not."""

    nodes: TotalShape
    edges: TotalShape


class SubgraphShape(TypedDict):
    """Nodes and the edges between them; `reasons` say what is missing when `truncated`.

    `next` is the `after` of the following page when one node's neighbours are paged.
    """

    nodes: list[NodeShape]
    edges: list[EdgeShape]
    truncated: bool
    reasons: list[str]
    totals: TotalsShape
    next: str | None


class HitShape(TypedDict):
    """A node found by name; `match` is the name that matched, `score` is between 0 and 1."""

    node: NodeShape
    match: str
    score: float


class SearchShape(TypedDict):
    """The best hits, best first."""

    results: list[HitShape]
    truncated: bool


class NeighbourShape(TypedDict):
    """How many edges of one type lead in or out of a node."""

    type: str
    direction: Literal["in", "out", "both"]
    count: int


class DigestShape(TypedDict):
    """The report that a digest retells."""

    publisher: str
    title: str
    published: str | None


class DocumentShape(TypedDict):
    """A document without its text; with `digest_of` it is a digest of somebody's report and must say so."""

    id: str
    title: str
    publisher: str
    published: str | None
    url: str
    language: str
    digest_of: DigestShape | None
    superseded_by: str | None


class WholeDocumentShape(DocumentShape):
    """A document with its text."""

    text: str


class DocumentsShape(TypedDict):
    """A page of documents, newest first; `next` is the `after` of the following page."""

    documents: list[DocumentShape]
    total: int
    next: str | None


class NodeViewShape(TypedDict):
    """A node with what surrounds it."""

    node: NodeShape
    neighbours: list[NeighbourShape]
    documents: list[DocumentShape]


class SpanShape(TypedDict):
    """A half-open range of code points of the document's text."""

    start: int
    end: int


class EvidenceShape(TypedDict):
    """The sentence that says it: `quote == text[start:end]`, in code points."""

    document: str
    start: int
    end: int
    quote: str
    subject: SpanShape
    object: SpanShape


class SpeakerShape(TypedDict):
    """Who says it: the words of the text, and the node when the speaker is one."""

    text: str
    node: str | None


class WhenShape(TypedDict):
    """A time as the text gives it, and the dates it means: inclusive, null = open or unknown."""

    text: str
    earliest: str | None
    latest: str | None


class ClaimShape(TypedDict):
    """One statement of one document between two nodes, with its evidence."""

    id: str
    edge: str | None
    subject: str
    relation: str
    object: str
    modality: Literal["asserted", "ended", "alleged", "planned", "denied"]
    speaker: SpeakerShape | None
    when: WhenShape | None
    role: str | None
    explicit: bool
    confidence: float
    extractor: str
    evidence: list[EvidenceShape]


class ClaimsShape(TypedDict):
    """A page of claims with the nodes that they name."""

    claims: list[ClaimShape]
    total: int
    next: str | None
    nodes: list[NodeShape]


class LabelShape(TypedDict):
    """A kind of node."""

    name: str
    plural: str
    definition: str
    example: str


class RelationShape(TypedDict):
    """A kind of edge: it reads subject, `label`, object; from the object's side `inverse`."""

    name: str
    label: str
    inverse: str
    group: str
    domain: list[str]
    range: list[str]
    symmetric: bool
    state: bool
    implies: str | None
    definition: str
    example: str


class OntologyShape(TypedDict):
    """What Clew knows to look for."""

    labels: list[LabelShape]
    relations: list[RelationShape]


class SchemaEntryShape(TypedDict):
    """A label or type of the database with its count and property keys."""

    name: str
    count: int
    properties: list[str]


class SchemaShape(TypedDict):
    """What the database holds."""

    labels: list[SchemaEntryShape]
    types: list[SchemaEntryShape]


class GraphShape(TypedDict):
    """The nodes and relationships found anywhere in the rows, each once."""

    nodes: list[NodeShape]
    edges: list[EdgeShape]


class RowsShape(TypedDict):
    """The columns and the rows under them."""

    fields: list[str]
    values: list[list[Any]]


class CypherShape(TypedDict):
    """The answer to a Cypher statement, as Neo4j's Query API v2 gives it, and more."""

    data: RowsShape
    counters: dict[str, int | bool]
    notifications: list[dict[str, Any]]
    queryPlan: dict[str, Any] | None
    truncated: bool
    reasons: list[str]
    graph: GraphShape


class EngineShape(TypedDict):
    """The database engine that answers."""

    kind: Literal["embedded", "neo4j"]
    name: str
    version: str


class CheckShape(TypedDict):
    """One line of the health report."""

    ok: bool
    detail: str


Status = Literal["ok", "degraded", "down"]


class HealthShape(TypedDict):
    """Whether the program can do its work."""

    status: Status
    version: str
    engine: EngineShape
    checks: dict[str, CheckShape]
