"""What a write leaves in the store: the same graph for the same documents, whatever the order and the repetitions."""

from dataclasses import replace

import pytest

from graph.answers import ClaimsQuery, SubgraphQuery
from graph.errors import QuoteNotFound, RevisionConflict, UnknownRelation
from graph.explore import subgraph
from graph.model import Modality
from graph.store.fingerprint import dump_graph, fingerprint

EVERYTHING = SubgraphQuery(modalities=frozenset(Modality), explicit=False)


def edges_of(store):
    found = subgraph(store, EVERYTHING)
    names = {n.id: n.caption for n in found.nodes}
    return {(names[e.source], e.type, names[e.target]): e for e in found.edges}


def test_a_claim_becomes_an_affirmed_edge_with_its_evidence(desk, store):
    document = desk.publish(("Ana Ruiz", "ACCUSED_BY", "Bob Stone"))
    edge = edges_of(store)["Ana Ruiz", "ACCUSED_BY", "Bob Stone"]
    assert edge.affirmed
    assert edge.properties["modalities"] == {"asserted": 1}
    (claim,) = store.claims(ClaimsQuery(edge=edge.id)).claims.items
    assert claim.edge == edge.id
    assert claim.evidence[0].quote == document.quote(claim.evidence[0].span)


def test_writing_twice_changes_nothing(desk, store):
    said = [("Ana Ruiz", "ACCUSED_BY", "Bob Stone"), ("Bob Stone", "LINKED_TO", "Harbor Cartel", "alleged")]
    desk.publish(*said)
    once = dump_graph(store.connection)
    desk.publish(*said)
    assert dump_graph(store.connection) == once


def test_another_extraction_replaces_the_claims_and_names_of_the_first(desk, store):
    said = [("Ana Ruiz", "ACCUSED_BY", "Bob Stone"), ("Cem Oz", "ACCUSED_BY", "Ana Ruiz")]
    document, extraction = desk.draft(said)
    desk.write(document, extraction)
    less = type(extraction)(
        document=document.id, extractor="hand-2", mentions=extraction.mentions[:2], statements=extraction.statements[:1]
    )
    desk.write(document, less)
    assert set(edges_of(store)) == {("Ana Ruiz", "ACCUSED_BY", "Bob Stone")}
    assert store.held(document.id) == "hand-2"
    assert store.search("Cem Oz", label=None, limit=5).hits == ()
    desk.write(document, extraction)
    again = dump_graph(store.connection)
    desk.write(document, extraction)
    assert dump_graph(store.connection) == again


@pytest.mark.parametrize("modality", ["denied", "planned"])
def test_what_is_only_denied_or_planned_is_no_edge_of_its_relation(desk, store, modality):
    desk.publish(("Ana Ruiz", "PAID", "Bob Stone", modality))
    assert subgraph(store, SubgraphQuery()).edges == ()
    edge = edges_of(store)["Ana Ruiz", "PAID", "Bob Stone"]
    assert not edge.affirmed
    assert edge.properties["modality"] == modality
    assert store.nodes([edge.source])[0].properties["degree"] == 0


def test_an_affirmed_edge_goes_back_when_its_document_says_less(desk, store):
    desk.publish(("Ana Ruiz", "PAID", "Bob Stone", "denied"))
    text = "Ana Ruiz paid Bob Stone (asserted)."
    document, extraction = desk.draft([("Ana Ruiz", "PAID", "Bob Stone")], text=text)
    desk.write(document, extraction)
    edge = edges_of(store)["Ana Ruiz", "PAID", "Bob Stone"]
    assert (edge.affirmed, edge.properties["contested"]) == (True, True)
    assert edge.properties["modalities"] == {"asserted": 1, "denied": 1}
    assert edge.properties["origins"] == 1
    desk.write(document, type(extraction)(document=document.id, extractor="none", mentions=extraction.mentions))
    edge = edges_of(store)["Ana Ruiz", "PAID", "Bob Stone"]
    assert (edge.affirmed, edge.properties["contested"]) == (False, False)


def test_an_inferred_claim_affirms_nothing(desk, store):
    desk.publish(("Ana Ruiz", "PAID", "Bob Stone"), explicit=False)
    edge = edges_of(store)["Ana Ruiz", "PAID", "Bob Stone"]
    assert (edge.affirmed, edge.properties["explicit"]) == (False, False)
    assert subgraph(store, SubgraphQuery(modalities=frozenset(Modality))).edges == ()


def test_a_symmetric_relation_is_one_edge_from_both_sides(desk, store):
    desk.publish(("Ana Ruiz", "NEGOTIATED_WITH", "Bob Stone"))
    desk.publish(("Bob Stone", "NEGOTIATED_WITH", "Ana Ruiz"))
    (edge,) = subgraph(store, SubgraphQuery()).edges
    assert edge.properties["claims"] == 2


def test_a_write_at_an_old_revision_is_refused_and_changes_nothing(desk, store):
    late = desk.batch(*desk.draft([("Ana Ruiz", "PAID", "Bob Stone")]))
    desk.publish(("Cem Oz", "PAID", "Dan Wu"))
    before = fingerprint(store.connection)
    with pytest.raises(RevisionConflict, match="resolve again"):
        store.write(late)
    assert fingerprint(store.connection) == before


def test_a_quote_that_is_not_there_is_refused(desk, store):
    document, extraction = desk.draft([("Ana Ruiz", "PAID", "Bob Stone")])
    batch = desk.batch(document, extraction)
    claim = batch.claims[0]
    forged = replace(claim.evidence[0], quote="x" * len(claim.evidence[0].quote))
    with pytest.raises(QuoteNotFound):
        store.write(replace(batch, claims=(replace(claim, evidence=(forged,)),)))
    with pytest.raises(UnknownRelation, match="PAID"):
        store.write(replace(batch, claims=(replace(claim, relation="PAYED"),)))
    assert store.info().documents == 0


def test_hostile_text_comes_back_byte_for_byte(desk, store):
    names = [
        "O'Ruiz `) DETACH DELETE n //",
        "Зоя ﷽ 李小龍",
        "e\u0301 \u202eEvil\u202c \U0001f468\u200d\U0001f469",
        '"\\u0060$x{} \x07 ~!+-',
    ]
    document = desk.publish((names[0], "PAID", names[1]), (names[2], "PAID", names[3]), title=names[3])
    stored = store.document(document.id)
    assert (stored.text, stored.title) == (document.text, document.title)
    assert {n.caption for n in subgraph(store, EVERYTHING).nodes} == set(names)
    for claim in store.claims(ClaimsQuery(document=document.id)).claims.items:
        assert claim.evidence[0].quote == document.quote(claim.evidence[0].span)


def test_reprojecting_a_sound_store_finds_nothing_wrong(desk, store):
    desk.publish(("Ana Ruiz", "PAID", "Bob Stone"), ("Bob Stone", "NEGOTIATED_WITH", "Cem Oz", "denied"))
    before = fingerprint(store.connection)
    assert store.reproject() == 0
    assert fingerprint(store.connection) == before


def test_reprojecting_mends_what_was_broken(desk, store):
    desk.publish(("Ana Ruiz", "PAID", "Bob Stone"), ("Bob Stone", "NEGOTIATED_WITH", "Cem Oz", "denied"))
    before = fingerprint(store.connection)
    for statement in (
        "MATCH ()-[r:PAID]->() DELETE r",
        "MATCH ()-[r:NOT_AFFIRMED]->() SET r.claims = 9",
        "MATCH (a:Entity {name: 'Ana Ruiz'}) MATCH (b:Entity {name: 'Cem Oz'})"
        " CREATE (a)-[:OWNS {id: 'x', relation: 'OWNS'}]->(b)",
    ):
        store.connection.write(lambda transaction, s=statement: transaction.run(s).consume())
    assert store.reproject() == 3
    assert fingerprint(store.connection) == before
