"""Which part of a large graph stands for the whole: the best supported edges that hang together."""

from collections.abc import Sequence
from heapq import heappop, heappush

from graph.answers import EdgeEnds


def connected_part(
    edges: Sequence[EdgeEnds], *, max_nodes: int, max_edges: int
) -> tuple[tuple[str, ...], tuple[EdgeEnds, ...]]:
    """The ids of at most `max_nodes` nodes, and at most `max_edges` of these edges between them, given best first.

    It grows from the best edge, always by the best one that touches it; when nothing touches it any more, it goes on
    from the best edge elsewhere. Edges that brought a node come before those that only join two.
    """
    touching: dict[str, list[int]] = {}
    for rank, edge in enumerate(edges):
        touching.setdefault(edge.source, []).append(rank)
        touching.setdefault(edge.target, []).append(rank)
    nodes: dict[str, None] = {}
    grown: dict[int, None] = {}
    for seed in range(len(edges)):
        heap = [seed]
        while heap and len(grown) < max_edges:
            rank = heappop(heap)
            ends = (edges[rank].source, edges[rank].target)
            new = [end for end in ends if end not in nodes]
            if not new or len(nodes) + len(new) > max_nodes:
                continue
            grown[rank] = None
            for end in new:
                nodes[end] = None
                for other in touching[end]:
                    heappush(heap, other)
    joining = [
        rank for rank, edge in enumerate(edges) if rank not in grown and edge.source in nodes and edge.target in nodes
    ]
    ranks = [*grown, *joining[: max(0, max_edges - len(grown))]]
    return tuple(nodes), tuple(edges[rank] for rank in ranks)
