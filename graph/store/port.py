"""What a store can do: questions of the domain in, model types out, only errors of `graph.errors` raised."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from graph.answers import (
    Check,
    ClaimPage,
    ClaimsQuery,
    CypherLimits,
    CypherResult,
    Direction,
    Edge,
    EdgeEnds,
    NeighbourCount,
    Node,
    Page,
    Schema,
    SearchResult,
    StoreInfo,
    Total,
    Value,
)
from graph.batch import Batch, KnownNames
from graph.model import Document, DocumentId, Modality


class EdgeFilter(Protocol):
    """The part of a SubgraphQuery that decides about a single edge."""

    @property
    def direction(self) -> Direction:
        """Which way edges lead, seen from the node asked about; a symmetric relation leads both ways."""

    @property
    def types(self) -> tuple[str, ...]:
        """The relations to keep; empty = all."""

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that the node at the other end may have; empty = any."""

    @property
    def modalities(self) -> frozenset[Modality]:
        """An edge is kept when at least one of its claims has one of these modalities ..."""

    @property
    def explicit(self) -> bool:
        """... and, if true, that claim is explicit."""


class GraphReader(Protocol):
    """Reads; safe to share between threads."""

    def info(self) -> StoreInfo:
        """Which database answers, and at which revision."""

    def checks(self) -> Sequence[Check]:
        """A real read of the real database, the reader's rights, the limits in force; never raises."""

    def nodes(self, ids: Sequence[str]) -> Sequence[Node]:
        """The nodes that hold these addresses, in the order given, each once. Raises NotFound, Gone."""

    def neighbours(
        self, ids: Sequence[str], edges: EdgeFilter, *, limit: int, without: Sequence[str] = ()
    ) -> Sequence[tuple[Edge, Node]]:
        """The nodes one edge away, each with the best supported edge that leads there; at most `limit` + 1.

        A fair choice: first the best node of each start node and relation, then the second of each, and so on. Nodes
        of `ids` and `without` are left out.
        """

    def edges_among(
        self, ids: Sequence[str], edges: EdgeFilter, *, limit: int, seen_from: Sequence[str] | None = None
    ) -> Sequence[Edge]:
        """Edges with both ends among these nodes, best supported first; at most `limit` + 1.

        With `seen_from`, only those that lead from (or to: `edges.direction`) one of these.
        """

    def edge_page(self, address: str, edges: EdgeFilter, *, limit: int, after: str | None) -> Page[tuple[Edge, Node]]:
        """One node's edges, best supported first, from behind the cursor `after`. Raises BadQuery for a bad cursor."""

    def count_neighbours(self, ids: Sequence[str], edges: EdgeFilter, *, cap: int) -> tuple[Total, Total]:
        """How many nodes are one edge away, and how many edges these nodes have; counted over `cap` edges at most."""

    def best_edges(self, edges: EdgeFilter, *, limit: int) -> Sequence[EdgeEnds]:
        """The best supported edges of the whole graph; at most `limit` + 1."""

    def draw(self, edges: Sequence[EdgeEnds]) -> tuple[Sequence[Node], Sequence[Edge]]:
        """These edges and the nodes at their ends, in the order given; what was deleted meanwhile is left out."""

    def some_nodes(self, labels: Sequence[str], *, limit: int) -> Sequence[Node]:
        """Nodes with any of these labels (none = all), those of the most documents first; at most `limit` + 1."""

    def totals(self, edges: EdgeFilter, *, cap: int) -> tuple[Total, Total]:
        """How many nodes and edges the whole graph has under this filter; counted up to `cap`."""

    def neighbour_counts(self, address: str) -> Sequence[NeighbourCount]:
        """Edges of one node by type and direction, affirmed or not, most first; symmetric ones lead `BOTH` ways."""

    def search(self, text: str, *, label: str | None, limit: int) -> SearchResult:
        """Nodes by name or alias; accents and case do not matter."""

    def claims(self, query: ClaimsQuery) -> ClaimPage:
        """Claims in a fixed order: by document's date and id, then by place in the text."""

    def documents(self, *, limit: int, after: str | None, mentioning: str | None = None) -> Page[Document]:
        """Documents, newest first, without their text (`text` holds the first 200 characters)."""

    def document(self, document: DocumentId) -> Document:
        """One document, whole. Raises NotFound."""

    def schema(self) -> Schema:
        """Labels and types with counts and property keys."""

    def cypher(self, statement: str, parameters: Mapping[str, Value], limits: CypherLimits) -> CypherResult:
        """One reading statement, past all walls of the console (DESIGN section 8).

        Raises CypherRefused, CypherSyntaxError, CypherError, StoreTimeout, StoreUnavailable.
        """


class GraphWriter(Protocol):
    """Writes; one writer at a time per database."""

    def known(self, keys: Sequence[str], document: DocumentId) -> KnownNames:
        """Every profile that shares a key with these, transitively, as if `document` were not there.

        The keys that `document`'s present clusters have count as given too.
        """

    def held(self, document: DocumentId) -> str | None:
        """The extractor id that the stored extraction of this document was made with; None if unknown."""

    def write(self, batch: Batch) -> None:
        """Writes the document and all that follows from it, in one transaction.

        Raises RevisionConflict when another write came in between, StoreLocked, StoreUnavailable.
        """

    def reproject(self) -> int:
        """Rebuilds every edge from the claims; the number of edges that were not as they should be."""
