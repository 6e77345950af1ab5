"""READS: subgraphs, neighbours, search and evidence - questions of a reader, answered by a store.

Every answer is in a fixed order, and says what it left out and why. A hop costs a fixed number of statements.
"""

from collections.abc import Sequence

from graph.analysis.overview import connected_part
from graph.answers import (
    MAX_EDGES,
    ClaimPage,
    ClaimsQuery,
    Direction,
    Edge,
    NodeView,
    Page,
    Schema,
    SearchResult,
    Subgraph,
    SubgraphQuery,
    Total,
)
from graph.errors import BadQuery
from graph.model import Document, DocumentId
from graph.store.port import GraphReader

COUNT_CAP = 10_000
"""Edges that are counted for a total; beyond, a total says `at least`."""
DEFAULT_PAGE = 50
MAX_HITS = 100
DOCUMENTS_OF_NODE = 50
"""Documents that a node's view lists."""


def subgraph(reader: GraphReader, query: SubgraphQuery) -> Subgraph:
    """The part of the graph that the query asks for. Raises NotFound, Gone, BadQuery.

    Its edges are all edges between its nodes that pass the query's filter; with a direction, those that lead that
    way from a node less than `depth` hops away. Where nodes must be left out, those at the far end of a hub's many
    edges are: each relation keeps its best supported ones.
    """
    if not query.nodes:
        return _overview(reader, query)
    if query.limit is not None or query.after is not None:
        return _page(reader, query)
    return _surroundings(reader, query)


def node(reader: GraphReader, address: str) -> NodeView:
    """One node, its edges by type and direction, and the documents that mention it. Raises NotFound, Gone."""
    found = reader.nodes([address])[0]
    documents = reader.documents(limit=DOCUMENTS_OF_NODE, after=None, mentioning=found.id)
    return NodeView(node=found, neighbours=tuple(reader.neighbour_counts(found.id)), documents=documents.items)


def search(reader: GraphReader, text: str, *, label: str | None = None, limit: int = 20) -> SearchResult:
    """Nodes by name; accents and case do not matter, nor does a single wrong letter. Raises BadQuery."""
    if not 1 <= limit <= MAX_HITS:
        raise BadQuery(f"limit is between 1 and {MAX_HITS}, not {limit}")
    return reader.search(text, label=label, limit=limit)


def claims(reader: GraphReader, query: ClaimsQuery) -> ClaimPage:
    """The claims of an edge, a node or a document, with their evidence. Raises NotFound."""
    return reader.claims(query)


def documents(
    reader: GraphReader, *, limit: int = DEFAULT_PAGE, after: str | None = None, mentioning: str | None = None
) -> Page[Document]:
    """Documents, newest first: all, or those that mention a node. Raises NotFound, BadQuery."""
    address = reader.nodes([mentioning])[0].id if mentioning is not None else None
    return reader.documents(limit=limit, after=after, mentioning=address)


def document(reader: GraphReader, document_id: str) -> Document:
    """One document, whole. Raises NotFound."""
    return reader.document(DocumentId(document_id))


def schema(reader: GraphReader) -> Schema:
    """What the database holds."""
    return reader.schema()


def _surroundings(reader: GraphReader, query: SubgraphQuery) -> Subgraph:
    start = tuple(reader.nodes(query.nodes))
    if len(start) > query.max_nodes:
        raise BadQuery(f"{len(start)} start nodes are more than max_nodes={query.max_nodes}")
    found = {n.id: n for n in start}
    near: list[str] = []
    tree: list[Edge] = []
    frontier: Sequence[str] = tuple(found)
    cut = 0
    for hop in range(1, query.depth + 1):
        room = min(query.max_nodes - len(found), query.max_edges - len(tree))
        rows = reader.neighbours(frontier, query, limit=room, without=near)
        near.extend(frontier)
        for edge, other in rows[:room]:
            tree.append(edge)
            found[other.id] = other
        frontier = [other.id for _, other in rows[:room]]
        if len(rows) > room:
            cut = hop
            break
        if not frontier:
            break
    edges, edges_cut = _edges(reader, query, tuple(found), near, tree)
    total_nodes, total_edges = Total(len(found), not cut), Total(len(edges), not (cut or edges_cut))
    if (cut or edges_cut) and query.depth == 1:
        beyond, incident = reader.count_neighbours([n.id for n in start], query, cap=COUNT_CAP)
        total_nodes = Total(len(start) + beyond.count, beyond.exact)
        total_edges = Total(max(incident.count, len(edges)), exact=False)
    reasons = []
    if cut:
        what = "nodes" if len(found) >= query.max_nodes else "edges"
        most = query.max_nodes if what == "nodes" else query.max_edges
        reasons.append(
            f"there are more neighbours at hop {cut} than max_{what}={most} allows:"
            " of each relation, the best supported ones are here"
        )
    if edges_cut:
        reasons.append(f"there are more than max_edges={query.max_edges} edges: the best supported ones are here")
    return Subgraph(
        nodes=tuple(found.values()),
        edges=edges,
        truncated=bool(reasons),
        reasons=tuple(reasons),
        total_nodes=total_nodes,
        total_edges=total_edges,
    )


def _edges(
    reader: GraphReader, query: SubgraphQuery, ids: Sequence[str], near: Sequence[str], tree: Sequence[Edge]
) -> tuple[tuple[Edge, ...], bool]:
    """The edges by which the nodes were reached, then the best supported others; whether some are left out."""
    seen_from = None if query.direction is Direction.BOTH or query.depth == 0 else near
    among = reader.edges_among(ids, query, limit=query.max_edges, seen_from=seen_from)
    reached = {edge.id for edge in tree}
    others = [edge for edge in among if edge.id not in reached]
    room = query.max_edges - len(tree)
    return (*tree, *others[:room]), len(others) > room


def _page(reader: GraphReader, query: SubgraphQuery) -> Subgraph:
    if query.depth != 1:
        raise BadQuery(f"limit and after page the neighbours of one node, at depth=1, not depth={query.depth}")
    start = reader.nodes(query.nodes)[0]
    limit = query.limit if query.limit is not None else DEFAULT_PAGE
    page = reader.edge_page(start.id, query, limit=limit, after=query.after)
    beyond, _ = reader.count_neighbours([start.id], query, cap=COUNT_CAP)
    found = {start.id: start} | {other.id: other for _, other in page.items}
    part = len(page.items) < page.total
    return Subgraph(
        nodes=tuple(found.values()),
        edges=tuple(edge for edge, _ in page.items),
        truncated=part,
        reasons=(f"this page holds {len(page.items)} of {page.total} edges",) if part else (),
        total_nodes=Total(beyond.count + 1, beyond.exact),
        total_edges=Total(page.total),
        next=page.next,
    )


def _overview(reader: GraphReader, query: SubgraphQuery) -> Subgraph:
    best = reader.best_edges(query, limit=MAX_EDGES)
    if not best and not query.types:
        return _unconnected(reader, query)
    _, chosen = connected_part(best, max_nodes=query.max_nodes, max_edges=query.max_edges)
    nodes, edges = reader.draw(chosen)
    whole = len(chosen) == len(best)
    total_nodes, total_edges = Total(len(nodes)), Total(len(edges))
    if not whole:
        total_nodes, total_edges = reader.totals(query, cap=COUNT_CAP)
    return Subgraph(
        nodes=tuple(nodes),
        edges=tuple(edges),
        truncated=not whole,
        reasons=() if whole else (_overview_reason(query),),
        total_nodes=total_nodes,
        total_edges=total_edges,
    )


def _unconnected(reader: GraphReader, query: SubgraphQuery) -> Subgraph:
    """The names of a graph whose texts say nothing between them."""
    found = reader.some_nodes(query.labels, limit=query.max_nodes)
    nodes = tuple(found[: query.max_nodes])
    cut = len(found) > len(nodes)
    return Subgraph(
        nodes=nodes,
        edges=(),
        truncated=cut,
        reasons=(f"there are more than max_nodes={query.max_nodes} nodes, and no edges",) if cut else (),
        total_nodes=Total(len(found), exact=not cut),
        total_edges=Total(0),
    )


def _overview_reason(query: SubgraphQuery) -> str:
    return (
        f"this is the best supported part of a larger graph, up to max_nodes={query.max_nodes}"
        f" and max_edges={query.max_edges}; start from a node to see its surroundings"
    )
