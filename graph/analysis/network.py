"""A Subgraph as a networkx graph: the form in which every measure is computed."""

import networkx as nx

from graph.answers import Subgraph


def to_networkx(subgraph: Subgraph) -> "nx.MultiDiGraph[str]":
    """The subgraph with every parallel edge and self-loop kept, keyed by edge id.

    Nodes carry `labels` (a list), `caption` and their properties; edges carry `type`, `affirmed` and theirs. A
    property that has one of these names does not replace it.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    # As tuples, not as keywords: a property of a foreign graph may be called `key`, as a parameter of networkx is.
    graph.add_nodes_from(
        (node.id, {**node.properties, "labels": list(node.labels), "caption": node.caption}) for node in subgraph.nodes
    )
    graph.add_edges_from(
        (edge.source, edge.target, edge.id, {**edge.properties, "type": edge.type, "affirmed": edge.affirmed})
        for edge in subgraph.edges
    )
    return graph
