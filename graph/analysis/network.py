"""A Subgraph as a networkx graph: the form in which every measure is computed."""

import networkx as nx

from graph.answers import Subgraph


def to_networkx(subgraph: Subgraph) -> "nx.MultiDiGraph[str]":
    """The subgraph with every parallel edge and self-loop kept, keyed by edge id.

    Nodes carry `labels` (a list), `caption` and their properties; edges carry `type`, `affirmed` and theirs. A
    property that has one of these names does not replace it.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    # Attributes by update, not as keywords: a foreign graph's property may be called `key`, as networkx's parameter is.
    for node in subgraph.nodes:
        graph.add_node(node.id)
        graph.nodes[node.id].update({**node.properties, "labels": list(node.labels), "caption": node.caption})
    for edge in subgraph.edges:
        graph.add_edge(edge.source, edge.target, key=edge.id)
        attributes = {**edge.properties, "type": edge.type, "affirmed": edge.affirmed}
        graph.edges[edge.source, edge.target, edge.id].update(attributes)
    return graph
