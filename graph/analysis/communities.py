"""Which nodes of a subgraph belong together."""

from collections import Counter
from collections.abc import Mapping

import networkx as nx

from graph.answers import Subgraph


def communities(subgraph: Subgraph, *, seed: int = 7) -> Mapping[str, int]:
    """Louvain communities by affirmed edges, numbered from 0, the largest first.

    Parameters
    ----------
    subgraph : Subgraph
        Taken as undirected; parallel edges add up to a weight.
    seed : int
        Of the order in which nodes are visited: the same subgraph and seed give the same communities.

    Returns
    -------
    Mapping[str, int]
        Node id to community, for every node; a node without affirmed edge is a community by itself.

    Examples
    --------
    >>> from graph.answers import Edge, Node, Subgraph, Total
    >>> nodes = tuple(Node(id=x, labels=(), caption=x) for x in "abcd")
    >>> edges = tuple(Edge(id=f"{s}{t}", type="KNOWS", source=s, target=t) for s, t in ("ab", "cd"))
    >>> found = communities(Subgraph(nodes=nodes, edges=edges, truncated=False, total_nodes=Total(4),
    ...                              total_edges=Total(2)))
    >>> found["a"] == found["b"] != found["c"] == found["d"]
    True

    Notes
    -----
    Close to linear in edges in practice. The number says nothing but which nodes share it.

    References
    ----------
    Blondel et al., Fast unfolding of communities in large networks, J. Stat. Mech. (2008) P10008,
    https://doi.org/10.1088/1742-5468/2008/10/P10008
    """
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted(node.id for node in subgraph.nodes))
    together = Counter(tuple(sorted((e.source, e.target))) for e in subgraph.edges if e.affirmed)
    for (one, other), weight in sorted(together.items()):
        if one != other:
            graph.add_edge(one, other, weight=weight)
    found = nx.community.louvain_communities(graph, weight="weight", seed=seed)
    ordered = sorted(found, key=lambda group: (-len(group), min(group)))
    return {node: number for number, group in enumerate(ordered) for node in sorted(group)}
