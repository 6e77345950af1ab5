"""The nouns of reading: what can be asked of a store, and what it answers, for any labelled property graph."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Generic, TypeAlias, TypeVar, Union

from graph.errors import BadQuery
from graph.model import AFFIRMING, Claim, Document, Modality

Scalar: TypeAlias = str | int | float | bool | None
Value: TypeAlias = Union[Scalar, Sequence["Value"], Mapping[str, "Value"]]
"""What a property or a cell can hold once it is JSON: temporal and spatial values are ISO text and maps."""

T = TypeVar("T")

MAX_DEPTH = 4
MAX_NODES = 2_000
MAX_EDGES = 10_000
MAX_PAGE = 500


class Direction(StrEnum):
    """Seen from the node that is asked about."""

    IN = "in"
    OUT = "out"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A node to draw; of ours: properties name, aliases, kind, degree, documents."""

    id: str
    labels: tuple[str, ...]
    caption: str
    properties: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A relationship to draw; of ours it sums all claims of one (subject, relation, object).

    `type` is the relation's name, also when the edge is not affirmed. Properties of ours: modality, modalities
    (count per modality), contested, claims, documents, publishers, origins, first, last (ISO dates), explicit.
    """

    id: str
    type: str
    source: str
    target: str
    affirmed: bool = True
    properties: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeEnds:
    """An edge by its ids alone: enough to choose among many."""

    id: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Total:
    """How many there are; `exact=False` means at least so many."""

    count: int
    exact: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Subgraph:
    """Nodes and the edges between them; an edge that leads out of the nodes is refused."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    truncated: bool
    reasons: tuple[str, ...] = ()
    """Why something is missing, one sentence each."""
    total_nodes: Total
    total_edges: Total
    next: str | None = None
    """The `after` of the following page, when one node's neighbours are paged."""

    def __post_init__(self) -> None:
        known = {node.id for node in self.nodes}
        stray = [e.id for e in self.edges if e.source not in known or e.target not in known]
        if stray:
            raise ValueError(f"edges lead out of the subgraph: {stray[:3]}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SubgraphQuery:
    """Which part of the graph: without `nodes` an overview, the best supported part.

    `types`, `labels` and `modalities` keep what is in them (empty = all types, all labels); `explicit=True` leaves out
    edges that only inference supports. With one node, `limit` and `after` page its neighbours (depth 1).
    """

    nodes: tuple[str, ...] = ()
    depth: int = 1
    direction: Direction = Direction.BOTH
    types: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    modalities: frozenset[Modality] = AFFIRMING
    explicit: bool = True
    max_nodes: int = 300
    max_edges: int = 1_000
    limit: int | None = None
    after: str | None = None

    def __post_init__(self) -> None:
        for name, value, low, high in (
            ("depth", self.depth, 0, MAX_DEPTH),
            ("max_nodes", self.max_nodes, 1, MAX_NODES),
            ("max_edges", self.max_edges, 1, MAX_EDGES),
            ("limit", self.limit if self.limit is not None else 1, 1, MAX_PAGE),
        ):
            if not low <= value <= high:
                raise BadQuery(f"{name} is between {low} and {high}, not {value}")
        if (self.limit is not None or self.after is not None) and len(self.nodes) != 1:
            raise BadQuery("limit and after page the neighbours of one node: give exactly one node")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[T]):
    """A slice of a longer list; `next` is the `after` of the following slice, None at the end."""

    items: tuple[T, ...]
    total: int
    next: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NeighbourCount:
    """How many edges of one type lead in (`IN`) or out (`OUT`) of a node."""

    type: str
    direction: Direction
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeView:
    """A node with what surrounds it; `documents` holds those that mention it, newest first."""

    node: Node
    neighbours: tuple[NeighbourCount, ...]
    documents: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """A node found by name: `match` is the name that matched, `score` is ours, 0 to 1."""

    node: Node
    match: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """The best hits, best first."""

    hits: tuple[SearchHit, ...]
    truncated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsQuery:
    """Which claims: of one edge, one node or one document (exactly one of them)."""

    edge: str | None = None
    node: str | None = None
    document: str | None = None
    limit: int = 100
    after: str | None = None

    def __post_init__(self) -> None:
        if sum(x is not None for x in (self.edge, self.node, self.document)) != 1:
            raise BadQuery("give exactly one of edge, node and document")
        if not 1 <= self.limit <= MAX_PAGE:
            raise BadQuery(f"limit is between 1 and {MAX_PAGE}, not {self.limit}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPage:
    """Claims, with the nodes they name, so that a reader needs no second request."""

    claims: Page[Claim]
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """What the database holds: counts per label and type, property keys per label and type."""

    labels: Mapping[str, int]
    types: Mapping[str, int]
    label_properties: Mapping[str, tuple[str, ...]]
    type_properties: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class CypherLimits:
    """The caps of one console statement: seconds, rows, bytes of JSON, bytes of one cell."""

    seconds: float = 5.0
    rows: int = 1_000
    bytes: int = 5_000_000
    cell_bytes: int = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class CypherResult:
    """Rows of a statement as JSON values, and every node and relationship found anywhere in them."""

    fields: tuple[str, ...]
    values: tuple[tuple[Value, ...], ...]
    counters: Mapping[str, int | bool]
    notifications: tuple[Mapping[str, Value], ...] = ()
    truncated: bool = False
    reasons: tuple[str, ...] = ()
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    plan: Mapping[str, Value] | None = None
    """How the engine would run it, for a statement that begins with EXPLAIN."""


class EngineKind(StrEnum):
    """Whether the engine is the one that Clew starts itself, or somebody's Neo4j."""

    EMBEDDED = "embedded"
    NEO4J = "neo4j"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreInfo:
    """Which database answers: `ours` is False for a graph that Clew did not write."""

    engine: EngineKind
    name: str
    version: str
    ours: bool
    store_id: str = ""
    schema: int = 0
    revision: int = 0
    documents: int = 0
    latest: date | None = None
    """Publication date of the newest document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One line of the health report."""

    name: str
    ok: bool
    detail: str = ""
