"""Subgraphs of a real store: closed, fair to every relation, complete page by page, and frank about what is missing."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import explore
from graph.analysis.overview import connected_part
from graph.answers import ClaimsQuery, Direction, EdgeEnds, SubgraphQuery, Total
from graph.errors import BadQuery, NotFound, UnknownRelation
from graph.model import Modality

ALL = frozenset(Modality)
NAMES = [f"Per{a}on Na{b}me" for a in "abcdefghij" for b in "abc"]


@pytest.fixture
def hub(desk):
    """Ana Ruiz paid ten people, accused three and owns a company; two of those she paid negotiate."""
    desk.publish(
        *(("Ana Ruiz", "PAID", name) for name in NAMES[:10]),
        *((name, "ACCUSED_BY", "Ana Ruiz") for name in NAMES[10:13]),
        ("Ana Ruiz", "OWNS", "Delta Mining"),
        (NAMES[0], "NEGOTIATED_WITH", NAMES[1]),
        ("Ana Ruiz", "SUPPORTED", NAMES[14], "denied"),
    )
    desk.publish(("Ana Ruiz", "PAID", NAMES[5]), (NAMES[14], "PAID", NAMES[15]))
    return desk.id_of("Ana Ruiz")


def captions(found):
    return {n.caption for n in found.nodes}


def test_one_hop_holds_the_neighbours_and_the_edges_between_them(store, hub):
    found = explore.subgraph(store, SubgraphQuery(nodes=(hub,)))
    assert captions(found) == {"Ana Ruiz", "Delta Mining", *NAMES[:13]}
    assert sorted({e.type for e in found.edges}) == ["ACCUSED_BY", "NEGOTIATED_WITH", "OWNS", "PAID"]
    assert (found.truncated, found.total_nodes, found.total_edges) == (False, Total(15), Total(15))


def test_any_anchor_is_an_address_and_an_unknown_one_is_not_found(store, hub, desk):
    with pytest.raises(NotFound, match="nobody"):
        explore.subgraph(store, SubgraphQuery(nodes=("nobody",)))
    with pytest.raises(NotFound):
        explore.node(store, "nobody")
    document = desk.publish(("Ana Ruiz", "PAID", "Zo Zed"))
    addresses = [
        row["id"]
        for row in store.connection.read(
            lambda transaction: list(
                transaction.run("MATCH (a:Anchor {document: $d}) RETURN a.id AS id", d=document.id)
            )
        )
    ]
    assert desk.id_of("Ana Ruiz") in {n.id for n in store.nodes(addresses)}


def test_directions_are_seen_from_the_start(store, hub):
    out = explore.subgraph(store, SubgraphQuery(nodes=(hub,), direction=Direction.OUT))
    assert {e.type for e in out.edges} == {"PAID", "OWNS"}
    into = explore.subgraph(store, SubgraphQuery(nodes=(hub,), direction=Direction.IN))
    assert {e.type for e in into.edges} == {"ACCUSED_BY"}


@pytest.mark.parametrize("direction", [Direction.IN, Direction.OUT])
@pytest.mark.parametrize("name", ["Bo Stone", "Cem Oz"])
def test_a_symmetric_relation_leads_both_ways(desk, store, direction, name):
    desk.publish(("Bo Stone", "NEGOTIATED_WITH", "Cem Oz"))
    start = desk.id_of(name)
    assert len(explore.subgraph(store, SubgraphQuery(nodes=(start,), direction=direction)).edges) == 1
    assert [c.direction for c in explore.node(store, start).neighbours] == [Direction.BOTH]


def test_filters_keep_what_they_name(store, hub):
    companies = explore.subgraph(store, SubgraphQuery(nodes=(hub,), labels=("Organization",)))
    assert captions(companies) == {"Ana Ruiz", "Delta Mining"}
    paid = explore.subgraph(store, SubgraphQuery(nodes=(hub,), types=("PAID",)))
    assert {e.type for e in paid.edges} == {"PAID"}
    denied = explore.subgraph(store, SubgraphQuery(nodes=(hub,), modalities=frozenset({Modality.DENIED})))
    (edge,) = denied.edges
    assert (edge.type, edge.affirmed) == ("SUPPORTED", False)
    of_type = replace(SubgraphQuery(nodes=(hub,), modalities=ALL, explicit=False), types=("SUPPORTED",))
    assert explore.subgraph(store, of_type).edges == denied.edges
    with pytest.raises(UnknownRelation, match="did you mean PAID"):
        explore.subgraph(store, SubgraphQuery(nodes=(hub,), types=("PAYD",)))


def test_a_hub_is_cut_fairly_and_says_so(store, hub):
    found = explore.subgraph(store, SubgraphQuery(nodes=(hub,), max_nodes=5))
    assert len(found.nodes) == 5
    assert {e.type for e in found.edges} >= {"PAID", "ACCUSED_BY", "OWNS"}
    best = next(e for e in found.edges if e.type == "PAID")
    assert best.properties["claims"] == 2
    assert (found.truncated, found.total_nodes) == (True, Total(15))
    assert "max_nodes=5" in found.reasons[0]


def test_few_edges_keep_every_node_attached(store, hub):
    found = explore.subgraph(store, SubgraphQuery(nodes=(hub,), max_edges=4))
    assert len(found.edges) == 4
    ends = {e.source for e in found.edges} | {e.target for e in found.edges}
    assert ends == {n.id for n in found.nodes}
    assert found.truncated


def test_depth_counts_hops_and_zero_draws_only_what_is_between(store, hub, desk):
    far = explore.subgraph(store, SubgraphQuery(nodes=(hub,), depth=2, modalities=ALL))
    assert NAMES[15] in captions(far)
    near = explore.subgraph(store, SubgraphQuery(nodes=(hub,), depth=1, modalities=ALL))
    assert NAMES[15] not in captions(near)
    pair = (desk.id_of(NAMES[0]), desk.id_of(NAMES[1]))
    between = explore.subgraph(store, SubgraphQuery(nodes=pair, depth=0))
    assert [e.type for e in between.edges] == ["NEGOTIATED_WITH"]
    assert len(between.nodes) == 2


@pytest.mark.parametrize("limit", [1, 4, 100])
def test_pages_are_complete_and_without_duplicates(store, hub, limit):
    seen, after = [], None
    while True:
        page = explore.subgraph(store, SubgraphQuery(nodes=(hub,), limit=limit, after=after))
        assert len(page.edges) <= limit
        seen += [e.id for e in page.edges]
        after = page.next
        if after is None:
            break
    assert len(seen) == len(set(seen)) == 14
    assert page.total_edges == Total(14)


def test_a_bad_cursor_and_a_page_of_two_hops_are_refused(store, hub):
    with pytest.raises(BadQuery, match="cursor"):
        explore.subgraph(store, SubgraphQuery(nodes=(hub,), after="x"))
    with pytest.raises(BadQuery, match="depth"):
        explore.subgraph(store, SubgraphQuery(nodes=(hub,), limit=3, depth=2))


def test_the_overview_shows_all_of_a_small_graph(store, hub):
    found = explore.subgraph(store, SubgraphQuery())
    assert (len(found.nodes), len(found.edges), found.truncated) == (17, 16, False)
    assert (found.total_nodes, found.total_edges) == store.totals(SubgraphQuery(), cap=100)


def test_the_overview_of_a_larger_graph_hangs_together(store, hub):
    found = explore.subgraph(store, SubgraphQuery(max_nodes=6))
    assert len(found.nodes) == 6
    assert all(hub in (e.source, e.target) or e.type == "NEGOTIATED_WITH" for e in found.edges)
    assert (found.truncated, found.total_nodes, found.total_edges) == (True, Total(17), Total(16))


def test_an_empty_store_has_an_empty_overview(store):
    found = explore.subgraph(store, SubgraphQuery())
    assert (found.nodes, found.edges, found.truncated) == ((), (), False)


def test_names_without_any_edge_are_shown_rather_than_nothing(desk, store):
    desk.publish(names=["Ana Ruiz", "Bob Stone"])
    desk.publish(names=["Bob Stone"])
    found = explore.subgraph(store, SubgraphQuery())
    assert [n.caption for n in found.nodes] == ["Bob Stone", "Ana Ruiz"], "those of the most documents first"
    assert (found.truncated, found.total_nodes, found.total_edges) == (False, Total(2), Total(0))
    cut = explore.subgraph(store, SubgraphQuery(max_nodes=1))
    assert [n.caption for n in cut.nodes] == ["Bob Stone"]
    assert (cut.truncated, cut.total_nodes) == (True, Total(2, exact=False))
    assert explore.subgraph(store, SubgraphQuery(types=("PAID",))).nodes == (), "a relation was asked for"


def test_documents_of_an_unknown_node_are_not_found(store, hub):
    assert explore.documents(store, mentioning=hub).total == 2
    with pytest.raises(NotFound):
        explore.documents(store, mentioning="nobody")


@pytest.mark.parametrize("after", ["x", "2020-01-01", "2020-01-01/" + "a" * 25, "' OR true"])
def test_a_cursor_of_another_list_is_refused(store, hub, after):
    with pytest.raises(BadQuery):
        explore.documents(store, after=after)
    with pytest.raises(BadQuery):
        explore.claims(store, ClaimsQuery(node=hub, after=after))


def test_a_nodes_view_counts_by_type_and_lists_its_documents(store, hub):
    view = explore.node(store, hub)
    counts = {(c.type, c.direction): c.count for c in view.neighbours}
    assert counts["PAID", Direction.OUT] == 10
    assert counts["ACCUSED_BY", Direction.IN] == 3
    assert counts["SUPPORTED", Direction.OUT] == 1
    assert view.node.properties["degree"] == 14
    assert len(view.documents) == view.node.properties["documents"] == 2


def test_claims_come_in_the_order_of_the_text_page_by_page(store, hub):
    seen, after = [], None
    while True:
        page = explore.claims(store, ClaimsQuery(node=hub, limit=4, after=after))
        assert {c.subject for c in page.claims.items} <= {n.id for n in page.nodes}
        seen += page.claims.items
        after = page.claims.next
        if after is None:
            break
    assert len({c.id for c in seen}) == len(seen) == page.claims.total == 16
    for document in {c.evidence[0].document for c in seen}:
        starts = [c.evidence[0].span.start for c in seen if c.evidence[0].document == document]
        assert starts == sorted(starts)


def test_documents_are_listed_without_their_text(store, hub):
    first = explore.documents(store, limit=1)
    second = explore.documents(store, limit=1, after=first.next)
    assert (first.total, second.next) == (2, None)
    assert first.items[0].id != second.items[0].id
    assert len(first.items[0].text) <= 200
    assert explore.document(store, first.items[0].id).text.startswith(first.items[0].text)
    with pytest.raises(NotFound):
        explore.document(store, "nothing")


def test_the_answer_is_the_same_every_time(store, hub):
    query = SubgraphQuery(nodes=(hub,), depth=2, max_nodes=7)
    assert explore.subgraph(store, query) == explore.subgraph(store, query)


pairs = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda p: p[0] != p[1]), max_size=25)


@given(pairs=pairs, max_nodes=st.integers(1, 9), max_edges=st.integers(1, 30))
def test_the_connected_part_is_closed_and_within_its_bounds(pairs, max_nodes, max_edges):
    edges = [EdgeEnds(id=str(i), source=str(a), target=str(b)) for i, (a, b) in enumerate(pairs)]
    nodes, shown = connected_part(edges, max_nodes=max_nodes, max_edges=max_edges)
    assert len(nodes) <= max_nodes
    assert len(shown) <= max_edges
    assert {e.source for e in shown} | {e.target for e in shown} == set(nodes)
    if max_nodes >= 9 and max_edges >= len(edges):
        assert {e.id for e in shown} == {e.id for e in edges}
