"""Reads our own stores: every question of GraphReader that is about entities and their edges."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from neo4j import Record, Transaction

from graph.answers import Direction, Edge, EdgeEnds, NeighbourCount, Node, Page, SearchHit, SearchResult, Total
from graph.errors import BadQuery, NotFound
from graph.ontology import Ontology
from graph.store.choice import MAX_CANDIDATES, Candidate, choose_fairly
from graph.store.connection import Connection
from graph.store.dialect import alternation
from graph.store.edge_patterns import EdgePattern, edge_pattern
from graph.store.known import chunks
from graph.store.port import EdgeFilter
from graph.store.rows import NOT_AFFIRMED, edge_of, node_of
from graph.store.search import best_match, index_query
from graph.store.statements import reading

CANDIDATES = 200
"""Hits of the full-text index that are ranked; its own scores differ from engine to engine."""
MIN_SCORE = 0.2
"""Hits below are no answer."""


class EntityReader:
    """Entities and edges of one of our own stores."""

    def __init__(self, connection: Connection, ontology: Ontology) -> None:
        self._connection = connection
        self._ontology = ontology

    def nodes(self, ids: Sequence[str]) -> Sequence[Node]:
        """The entities that hold these addresses, in the order given, each once."""
        rows = self._rows(reading.NODES, ids=list(dict.fromkeys(ids)))
        found = {row["address"]: node_of(row["properties"], row["labels"]) for row in rows}
        missing = [id_ for id_ in ids if id_ not in found]
        if missing:
            raise NotFound(f"no entity has the address {missing[0]!r}")
        return tuple({found[id_].id: found[id_] for id_ in ids}.values())

    def neighbours(
        self, ids: Sequence[str], edges: EdgeFilter, *, limit: int, without: Sequence[str] = ()
    ) -> Sequence[tuple[Edge, Node]]:
        """The nodes one edge away, each with its best edge, chosen fairly."""
        pattern, seen = edge_pattern(edges, self._ontology), [*ids, *without]
        rows = self._matched(reading.BEYOND, pattern, ids=list(ids), without=seen, limit=MAX_CANDIDATES)
        chosen = choose_fairly((Candidate(**row) for row in rows), limit=limit + 1)
        found = self._chosen([asdict(c) for c in chosen])
        return tuple((_edge(found[c.edge]), _node(found[c.edge])) for c in chosen if c.edge in found)

    def edges_among(
        self, ids: Sequence[str], edges: EdgeFilter, *, limit: int, seen_from: Sequence[str] | None = None
    ) -> Sequence[Edge]:
        """Edges with both ends among these nodes, best supported first."""
        pattern = edge_pattern(edges, self._ontology)
        near = ids if seen_from is None else seen_from
        rows = self._matched(reading.EDGES_AMONG, pattern, ids=list(near), among=list(ids), limit=limit + 1)
        return tuple(_edge(row) for row in rows)

    def edge_page(self, address: str, edges: EdgeFilter, *, limit: int, after: str | None) -> Page[tuple[Edge, Node]]:
        """One node's edges, best supported first, page by page."""
        pattern = edge_pattern(edges, self._ontology)
        behind = _edge_cursor(after)
        rows = self._matched(reading.EDGE_PAGE, pattern, ids=[address], limit=limit + 1, **behind)
        count = self._matched(reading.COUNT_NEIGHBOURS, pattern, ids=[address], limit=None)
        last = rows[limit - 1]["edge"] if len(rows) > limit else None
        return Page(
            items=tuple((_edge(row), _node(row)) for row in rows[:limit]),
            total=count[0]["edges"],
            next=f"{last['origins']}.{last['claims'] - last['denied']}.{last['id']}" if last is not None else None,
        )

    def count_neighbours(self, ids: Sequence[str], edges: EdgeFilter, *, cap: int) -> tuple[Total, Total]:
        """Nodes one edge away, and edges."""
        pattern = edge_pattern(edges, self._ontology)
        row = self._matched(reading.COUNT_NEIGHBOURS, pattern, ids=list(ids), limit=cap + 1)[0]
        exact = row["rows"] <= cap
        return Total(row["nodes"], exact), Total(row["edges"], exact)

    def best_edges(self, edges: EdgeFilter, *, limit: int) -> Sequence[EdgeEnds]:
        """The best supported edges of the whole graph."""
        rows = self._matched(reading.BEST_EDGES, edge_pattern(edges, self._ontology), limit=limit + 1)
        return tuple(EdgeEnds(**row) for row in rows)

    def draw(self, edges: Sequence[EdgeEnds]) -> tuple[Sequence[Node], Sequence[Edge]]:
        """These edges and their ends."""
        found = self._chosen([{"near": e.source, "far": e.target, "edge": e.id} for e in edges])
        rows = [found[e.id] for e in edges if e.id in found]
        nodes: dict[str, Node] = {}
        for row in rows:
            for node in (node_of(row["near_properties"], row["near_labels"]), _node(row)):
                nodes.setdefault(node.id, node)
        return tuple(nodes.values()), tuple(_edge(row) for row in rows)

    def some_nodes(self, labels: Sequence[str], *, limit: int) -> Sequence[Node]:
        """Entities, those of the most documents first."""
        names = [self._ontology.label(name).name for name in labels]
        return tuple(_node(row) for row in self._rows(reading.SOME_NODES, labels=names, limit=limit + 1))

    def totals(self, edges: EdgeFilter, *, cap: int) -> tuple[Total, Total]:
        """Nodes with an edge, and edges, of the whole graph."""
        row = self._matched(reading.TOTALS, edge_pattern(edges, self._ontology), limit=cap + 1)[0]
        exact = row["edges"] <= cap
        return Total(row["nodes"], exact), Total(row["edges"], exact)

    def neighbour_counts(self, address: str) -> Sequence[NeighbourCount]:
        """One node's edges by relation and direction."""
        types = alternation((*self._ontology.relations, NOT_AFFIRMED))
        counts: Counter[tuple[str, Direction]] = Counter()
        for row in self._rows(reading.NEIGHBOUR_COUNTS % {"types": types}, ids=[address]):
            known = self._ontology.relations.get(row["relation"])
            if known is not None and known.symmetric:
                direction = Direction.BOTH
            else:
                direction = Direction.OUT if row["out"] else Direction.IN
            counts[row["relation"], direction] += row["count"]
        found = (NeighbourCount(type=type_, direction=way, count=n) for (type_, way), n in counts.items())
        return tuple(sorted(found, key=lambda c: (-c.count, c.type, c.direction)))

    def search(self, text: str, *, label: str | None, limit: int) -> SearchResult:
        """Entities by name or alias, ranked by us."""
        query = index_query(text)
        if not query:
            return SearchResult(hits=(), truncated=False)
        hits = []
        for row in self._rows(reading.SEARCH, text=query, label=label, limit=CANDIDATES):
            node = _node(row)
            score, match = best_match(text, (row["properties"]["name"], *row["properties"]["aliases"]))
            if score >= MIN_SCORE:
                hits.append((SearchHit(node=node, match=match, score=score), row["properties"]))
        hits.sort(key=lambda h: (-round(h[0].score, 4), -h[1]["degree"], -h[1]["documents"], h[0].node.id))
        return SearchResult(hits=tuple(hit for hit, _ in hits[:limit]), truncated=len(hits) > limit)

    def _chosen(self, rows: Sequence[Mapping[str, object]]) -> Mapping[str, Record]:
        """Edge id -> the edge with its ends."""
        return {row["edge"]["id"]: row for part in chunks(rows) for row in self._rows(reading.CHOSEN_EDGES, rows=part)}

    def _rows(self, statement: str, **parameters: object) -> list[Record]:
        def work(transaction: Transaction) -> list[Record]:
            return list(transaction.run(statement, parameters))

        return self._connection.read(work)

    def _matched(self, statement: str, pattern: EdgePattern, **parameters: object) -> list[Record]:
        if parameters.get("limit", 0) is None:
            parameters["limit"] = 2**31 - 1
        return self._rows(statement % pattern.slots, **pattern.parameters, **parameters)


def _edge(row: Record) -> Edge:
    return edge_of(row["edge"], row["type"], row["source"], row["target"])


def _node(row: Record) -> Node:
    return node_of(row["properties"], row["labels"])


def _edge_cursor(after: str | None) -> Mapping[str, Any]:
    if after is None:
        return {"origins": None, "claims": None, "id": None}
    origins, _, rest = after.partition(".")
    claims, _, id_ = rest.partition(".")
    if not (origins.isdecimal() and claims.isdecimal() and id_):
        raise BadQuery(f"after={after!r} is no cursor of this list; take `next` of the page before")
    return {"origins": int(origins), "claims": int(claims), "id": id_}
