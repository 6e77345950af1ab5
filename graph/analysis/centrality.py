"""How central each node of a subgraph is."""

from collections.abc import Mapping

from graph.analysis.network import to_networkx
from graph.answers import Subgraph


def degree(subgraph: Subgraph) -> Mapping[str, int]:
    """The number of affirmed edges at each node.

    Parameters
    ----------
    subgraph : Subgraph
        Direction does not matter; parallel edges count each, a self-loop counts twice.

    Returns
    -------
    Mapping[str, int]
        Node id to degree, for every node.

    Examples
    --------
    >>> from graph.answers import Edge, Node, Subgraph, Total
    >>> a, b = (Node(id=x, labels=(), caption=x) for x in "ab")
    >>> edges = tuple(Edge(id=str(i), type="KNOWS", source="a", target="b", affirmed=i < 2) for i in range(3))
    >>> degree(Subgraph(nodes=(a, b), edges=edges, truncated=False, total_nodes=Total(2), total_edges=Total(3)))
    {'a': 2, 'b': 2}

    Notes
    -----
    Linear in nodes and edges. This is the degree inside the subgraph; the property `degree` of a stored node is the
    one in the whole graph.
    """
    graph = to_networkx(subgraph)
    for edge in subgraph.edges:
        if not edge.affirmed:
            graph.remove_edge(edge.source, edge.target, key=edge.id)
    return dict(graph.degree())
