"""Subgraphs as networkx sees them."""

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.centrality import degree
from graph.analysis.communities import communities
from graph.analysis.network import to_networkx
from graph.answers import Edge, Node, Subgraph, Total


def subgraph(nodes, edges, **properties):
    made = tuple(Node(id=n, labels=("Person",), caption=n.upper(), properties=properties) for n in nodes)
    between = tuple(
        Edge(id=str(i), type="PAID", source=s, target=t, affirmed=affirmed, properties=properties)
        for i, (s, t, affirmed) in enumerate(edges)
    )
    return Subgraph(
        nodes=made, edges=between, truncated=False, total_nodes=Total(len(made)), total_edges=Total(len(between))
    )


@st.composite
def subgraphs(draw):
    nodes = draw(st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8))
    ends = st.sampled_from(nodes) if nodes else st.nothing()
    return subgraph(nodes, draw(st.lists(st.tuples(ends, ends, st.booleans()), max_size=20)) if nodes else [])


@given(subgraphs())
def test_nothing_is_lost_on_the_way_to_networkx(given_graph):
    graph = to_networkx(given_graph)
    assert isinstance(graph, nx.MultiDiGraph)
    assert set(graph) == {n.id for n in given_graph.nodes}
    assert {(s, t, k) for s, t, k in graph.edges(keys=True)} == {(e.source, e.target, e.id) for e in given_graph.edges}


def test_parallel_edges_and_loops_stay():
    graph = to_networkx(subgraph("ab", [("a", "b", True), ("a", "b", True), ("b", "a", False), ("a", "a", True)]))
    assert graph.number_of_edges("a", "b") == 2
    assert graph.number_of_edges() == 4


@pytest.mark.parametrize("name", ["key", "u_for_edge", "node_for_adding", "self", "attr", "weight", "a b", ""])
def test_any_property_of_a_foreign_graph_comes_along(name):
    graph = to_networkx(subgraph("ab", [("a", "b", True)], **{name: 1}))
    assert graph.nodes["a"][name] == 1
    assert graph.edges["a", "b", "0"][name] == 1


def test_a_property_does_not_replace_what_is_ours():
    names = {"labels": 1, "caption": 1, "type": 1, "affirmed": 1}
    graph = to_networkx(subgraph("ab", [("a", "b", False)], **names))
    assert (graph.nodes["a"]["labels"], graph.nodes["a"]["caption"]) == (["Person"], "A")
    assert (graph.edges["a", "b", "0"]["type"], graph.edges["a", "b", "0"]["affirmed"]) == ("PAID", False)


@given(subgraphs())
def test_degrees_add_up_to_twice_the_affirmed_edges(given_graph):
    found = degree(given_graph)
    assert set(found) == {n.id for n in given_graph.nodes}
    assert sum(found.values()) == 2 * sum(e.affirmed for e in given_graph.edges)


def test_what_is_not_affirmed_does_not_count_as_degree():
    assert degree(subgraph("abc", [("a", "b", True), ("a", "c", False)])) == {"a": 1, "b": 1, "c": 0}


@given(subgraphs(), st.randoms(use_true_random=False))
def test_communities_do_not_depend_on_the_order_of_nodes_and_edges(given_graph, random):
    nodes, edges = list(given_graph.nodes), list(given_graph.edges)
    random.shuffle(nodes)
    random.shuffle(edges)
    shuffled = Subgraph(
        nodes=tuple(nodes),
        edges=tuple(edges),
        truncated=False,
        total_nodes=given_graph.total_nodes,
        total_edges=given_graph.total_edges,
    )
    assert communities(shuffled) == communities(given_graph)


@given(subgraphs())
def test_communities_are_numbered_from_the_largest(given_graph):
    found = communities(given_graph)
    assert set(found) == {n.id for n in given_graph.nodes}
    sizes = [list(found.values()).count(number) for number in range(len(set(found.values())))]
    assert sizes == sorted(sizes, reverse=True)
    assert sum(sizes) == len(found)


@given(subgraphs())
def test_a_community_hangs_together_by_affirmed_edges(given_graph):
    found = communities(given_graph)
    graph = nx.Graph([(e.source, e.target) for e in given_graph.edges if e.affirmed])
    graph.add_nodes_from(found)
    for number in set(found.values()):
        assert nx.is_connected(graph.subgraph([n for n, c in found.items() if c == number]))


def test_two_triangles_with_a_bridge_are_two_communities():
    triangles = ["ab", "bc", "ca", "de", "ef", "fd", "cd"]
    found = communities(subgraph("abcdef", [(s, t, True) for s, t in triangles]))
    assert found["a"] == found["b"] == found["c"] != found["d"] == found["e"] == found["f"]


def test_an_empty_subgraph_has_no_communities_and_no_degrees():
    assert communities(subgraph("", [])) == degree(subgraph("", [])) == {}
