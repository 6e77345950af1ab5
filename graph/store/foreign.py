"""Reads any other property graph: its nodes, relationships and names as they are; never writes to it."""

from base64 import urlsafe_b64decode
from binascii import Error as NotBase64
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import NoReturn

from neo4j import Record, Transaction, graph

from graph.answers import (
    ClaimPage,
    ClaimsQuery,
    Direction,
    Edge,
    EdgeEnds,
    NeighbourCount,
    Node,
    Page,
    SearchHit,
    SearchResult,
    StoreInfo,
    Total,
)
from graph.batch import Batch, KnownNames
from graph.errors import NotFound
from graph.model import Document, DocumentId
from graph.store.choice import MAX_CANDIDATES, Candidate, choose_fairly
from graph.store.connection import Connection
from graph.store.known import chunks
from graph.store.port import EdgeFilter
from graph.store.rows import ForeignDrawing, element_address
from graph.store.schema import refuse_foreign
from graph.store.search import best_match, fold
from graph.store.statements import foreign as statements

SCANNED = 200_000
"""Nodes that a search looks at."""
CANDIDATES = 200
MANY = 2**31 - 1

_PATTERNS = {
    Direction.OUT: "(n)-[r]->(o)",
    Direction.IN: "(n)<-[r]-(o)",
    Direction.BOTH: "(n)-[r]-(o)",
}


class ForeignReader:
    """GraphReader of a graph that Clew did not write; it has no claims and no documents."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._drawing = ForeignDrawing()

    def info(self) -> StoreInfo:
        """Which database answers."""
        dialect = self._connection.dialect()
        return StoreInfo(engine=dialect.kind, name=dialect.name, version=dialect.version, ours=False)

    def nodes(self, ids: Sequence[str]) -> Sequence[Node]:
        """The nodes at these addresses, in the order given."""
        rows = self._rows(statements.NODES, ids=_element_ids(ids))
        found = {node.id: node for node in (self._drawing.node(row["n"]) for row in rows)}
        missing = [id_ for id_ in ids if id_ not in found]
        if missing:
            raise NotFound(f"no node has the address {missing[0]!r}")
        return tuple(found[id_] for id_ in dict.fromkeys(ids))

    def neighbours(
        self, ids: Sequence[str], edges: EdgeFilter, *, limit: int, without: Sequence[str] = ()
    ) -> Sequence[tuple[Edge, Node]]:
        """The nodes one relationship away, fairly by type."""
        seen = _element_ids([*ids, *without])
        rows = self._matched(statements.BEYOND, edges, ids=_element_ids(ids), without=seen, limit=MAX_CANDIDATES)
        chosen = choose_fairly((Candidate(**row) for row in rows), limit=limit + 1)
        found = self._chosen([asdict(c) for c in chosen])
        return tuple(
            (self._edge(found[c.edge]["r"]), self._drawing.node(found[c.edge]["o"])) for c in chosen if c.edge in found
        )

    def edges_among(
        self, ids: Sequence[str], edges: EdgeFilter, *, limit: int, seen_from: Sequence[str] | None = None
    ) -> Sequence[Edge]:
        """Relationships with both ends among these nodes."""
        near = ids if seen_from is None else seen_from
        rows = self._matched(
            statements.EDGES_AMONG, edges, ids=_element_ids(near), among=_element_ids(ids), limit=limit + 1
        )
        return tuple(self._edge(row["r"]) for row in rows)

    def edge_page(self, address: str, edges: EdgeFilter, *, limit: int, after: str | None) -> Page[tuple[Edge, Node]]:
        """One node's relationships, page by page."""
        ids = _element_ids([address])
        behind = _element_ids([after])[0] if after is not None else None
        rows = self._matched(statements.EDGE_PAGE, edges, ids=ids, after=behind, limit=limit + 1)
        total = self._matched(statements.COUNT_NEIGHBOURS, edges, ids=ids, limit=MANY)[0]["edges"]
        items = tuple((self._edge(row["r"]), self._drawing.node(row["o"])) for row in rows[:limit])
        return Page(items=items, total=total, next=items[-1][0].id if len(rows) > limit else None)

    def count_neighbours(self, ids: Sequence[str], edges: EdgeFilter, *, cap: int) -> tuple[Total, Total]:
        """Nodes one relationship away, and relationships."""
        row = self._matched(statements.COUNT_NEIGHBOURS, edges, ids=_element_ids(ids), limit=cap + 1)[0]
        return Total(row["nodes"], row["rows"] <= cap), Total(row["edges"], row["rows"] <= cap)

    def best_edges(self, edges: EdgeFilter, *, limit: int) -> Sequence[EdgeEnds]:
        """Some relationships with their ends: nothing in a foreign graph says which are better supported."""
        rows = self._matched(statements.SOME_EDGES, edges, limit=limit + 1)
        return tuple(
            EdgeEnds(
                id=element_address(row["id"]),
                source=element_address(row["source"]),
                target=element_address(row["target"]),
            )
            for row in rows
        )

    def draw(self, edges: Sequence[EdgeEnds]) -> tuple[Sequence[Node], Sequence[Edge]]:
        """These relationships and their ends."""
        wanted = [_element_ids([e.source, e.target, e.id]) for e in edges]
        found = self._chosen([{"near": near, "far": far, "edge": edge} for near, far, edge in wanted])
        rows = [found[edge] for _, _, edge in wanted if edge in found]
        nodes = [self._drawing.node(row[end]) for row in rows for end in ("n", "o")]
        return tuple({node.id: node for node in nodes}.values()), tuple(self._edge(row["r"]) for row in rows)

    def some_nodes(self, labels: Sequence[str], *, limit: int) -> Sequence[Node]:
        """Some nodes: nothing in a foreign graph says which matter more."""
        rows = self._rows(statements.SOME_NODES, labels=list(labels), limit=limit + 1)
        return tuple(self._drawing.node(row["n"]) for row in rows)

    def totals(self, edges: EdgeFilter, *, cap: int) -> tuple[Total, Total]:
        """Nodes with a relationship, and relationships."""
        row = self._matched(statements.TOTALS, edges, limit=cap + 1)[0]
        return Total(row["nodes"], row["edges"] <= cap), Total(row["edges"], row["edges"] <= cap)

    def neighbour_counts(self, address: str) -> Sequence[NeighbourCount]:
        """One node's relationships by type and direction."""
        counts: Counter[tuple[str, Direction]] = Counter()
        for row in self._rows(statements.NEIGHBOUR_COUNTS, ids=_element_ids([address])):
            counts[row["relation"], Direction.OUT if row["out"] else Direction.IN] += row["count"]
        found = (NeighbourCount(type=type_, direction=way, count=n) for (type_, way), n in counts.items())
        return tuple(sorted(found, key=lambda c: (-c.count, c.type, c.direction)))

    def search(self, text: str, *, label: str | None, limit: int) -> SearchResult:
        """Nodes with the text in one of their properties, best caption first."""
        labels = [label] if label is not None else []
        query = text.strip().lower()
        if not query:
            return SearchResult(hits=(), truncated=False)
        rows = self._rows(statements.SEARCH, text=query, labels=labels, scanned=SCANNED, limit=CANDIDATES)
        hits = []
        for row in rows:
            node = self._drawing.node(row["n"])
            texts = [node.caption, *(str(v) for v in node.properties.values() if query in str(v).lower())]
            score, match = best_match(text, texts)
            hits.append(SearchHit(node=node, match=match or node.caption, score=score))
        hits.sort(key=lambda h: (-round(h.score, 4), fold(h.node.caption), h.node.id))
        return SearchResult(hits=tuple(hits[:limit]), truncated=len(hits) > limit)

    def claims(self, query: ClaimsQuery) -> ClaimPage:  # noqa: ARG002 - the port has it
        """None: evidence is there where a graph has it, and this one has none that Clew knows."""
        return ClaimPage(claims=Page(items=(), total=0), nodes=())

    def documents(
        self,
        *,
        limit: int,  # noqa: ARG002
        after: str | None,  # noqa: ARG002
        mentioning: str | None = None,  # noqa: ARG002 - the port has it
    ) -> Page[Document]:
        """None."""
        return Page(items=(), total=0)

    def document(self, document: DocumentId) -> NoReturn:
        """Raises NotFound."""
        raise NotFound(f"this database is not one of Clew's and has no document {document!r}")

    def _chosen(self, rows: Sequence[Mapping[str, object]]) -> Mapping[str, Record]:
        """elementId -> the relationship with its ends."""
        return {
            row["r"].element_id: row for part in chunks(rows) for row in self._rows(statements.CHOSEN_EDGES, rows=part)
        }

    def _edge(self, found: graph.Relationship) -> Edge:
        if found.start_node is None or found.end_node is None:
            raise NotFound("a relationship came without its ends")
        return self._drawing.edge(
            found, element_address(found.start_node.element_id), element_address(found.end_node.element_id)
        )

    def _rows(self, statement: str, **parameters: object) -> list[Record]:
        def work(transaction: Transaction) -> list[Record]:
            return list(transaction.run(statement, parameters))

        return self._connection.read(work)

    def _matched(self, statement: str, edges: EdgeFilter, **parameters: object) -> list[Record]:
        shared = {"types": list(edges.types), "labels": list(edges.labels)}
        return self._rows(statement % {"pattern": _PATTERNS[edges.direction]}, **shared, **parameters)


class ForeignWriter:
    """Refuses every write, and says how to name another database."""

    def __init__(self, uri: str) -> None:
        self._uri = uri

    def known(self, keys: Sequence[str], document: DocumentId) -> KnownNames:  # noqa: ARG002
        """Raises ForeignDatabase."""
        raise refuse_foreign(self._uri)

    def held(self, document: DocumentId) -> str | None:  # noqa: ARG002
        """Raises ForeignDatabase."""
        raise refuse_foreign(self._uri)

    def write(self, batch: Batch) -> None:  # noqa: ARG002
        """Raises ForeignDatabase."""
        raise refuse_foreign(self._uri)

    def reproject(self) -> int:
        """Raises ForeignDatabase."""
        raise refuse_foreign(self._uri)


def _element_ids(addresses: Sequence[str]) -> list[str]:
    return [_element_id(address) for address in addresses]


def _element_id(address: str) -> str:
    try:
        return urlsafe_b64decode(address + "=" * (-len(address) % 4)).decode()
    except (NotBase64, ValueError) as error:
        raise NotFound(f"{address!r} is no address of a node in this database") from error
