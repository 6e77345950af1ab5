"""Entities that merge, split, change their label or get a newer version of a document: everything moves along."""

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.answers import ClaimsQuery, SubgraphQuery
from graph.errors import NotFound
from graph.explore import subgraph
from graph.model import Digested, Entity, EntityId, Modality
from graph.store.fingerprint import dump_graph, fingerprint
from graph.store.schema import prepare

EVERYTHING = SubgraphQuery(modalities=frozenset(Modality), explicit=False)


def written_together(batch, *, merged: bool):
    """The batch with all its persons as one entity, or each profile as one of its own."""
    profiles = [p for entity in batch.entities for p in entity.profiles]
    known = {p.id: p for p in batch.profiles}
    groups = [profiles] if merged else [[p] for p in profiles]
    return replace(
        batch,
        entities=tuple(
            Entity(
                id=EntityId(min(known[p].first for p in group)),
                label="Person",
                kind="",
                name=known[group[0]].name,
                aliases=tuple(known[p].name for p in group[1:]),
                profiles=tuple(group),
            )
            for group in groups
        ),
    )


def test_a_merge_moves_claims_mentions_and_edges_and_keeps_all_addresses(desk, store):
    document, extraction = desk.draft([("Ana Ruiz", "PAID", "Bob Stone"), ("Cem Oz", "PAID", "Bob Stone")])
    desk.write(document, extraction)
    split = fingerprint(store.connection)
    addresses = [desk.id_of(name) for name in ("Ana Ruiz", "Cem Oz", "Bob Stone")]
    batch = desk.batch(document, extraction)
    bob = next(e for e in batch.entities if e.name == "Bob Stone")
    others = [e for e in batch.entities if e is not bob]
    one = replace(
        min(others, key=lambda e: e.id),
        aliases=("Cem Oz", "Ana Ruiz"),
        profiles=tuple(p for e in others for p in e.profiles),
    )
    store.write(replace(batch, entities=(one, bob)))
    (edge,) = subgraph(store, EVERYTHING).edges
    assert (edge.properties["claims"], edge.source) == (2, one.id)
    assert [n.id for n in store.nodes(addresses)] == [one.id, bob.id]
    assert store.claims(ClaimsQuery(node=addresses[1])).claims.total == 2
    assert store.nodes([one.id])[0].properties["degree"] == 1
    assert store.reproject() == 0
    desk.write(document, extraction)
    assert fingerprint(store.connection) == split


def test_claims_of_other_documents_follow_a_merge(desk, store):
    desk.publish(("Ana Ruiz", "PAID", "Bob Stone"))
    desk.publish(("Cem Oz", "PAID", "Bob Stone", "denied"))
    batch = desk.batch(*desk.draft([], names=["Ana Ruiz", "Cem Oz"]))
    both = {e.name: e for e in batch.entities}
    one = replace(
        min(both.values(), key=lambda e: e.id),
        name="Ana Ruiz",
        aliases=("Cem Oz",),
        profiles=both["Ana Ruiz"].profiles + both["Cem Oz"].profiles,
    )
    store.write(replace(batch, entities=(one,)))
    (edge,) = subgraph(store, EVERYTHING).edges
    assert edge.properties["contested"] is True
    assert edge.properties["documents"] == 2
    assert store.nodes([one.id])[0].properties["documents"] == 3
    assert store.reproject() == 0


def test_a_claim_within_one_entity_is_no_edge_and_is_not_lost(desk, store):
    document, extraction = desk.draft([("Ana Ruiz", "ACCUSED_BY", "Anna Ruiz")])
    desk.write(document, extraction)
    store.write(written_together(desk.batch(document, extraction), merged=True))
    assert subgraph(store, EVERYTHING).edges == ()
    (claim,) = store.claims(ClaimsQuery(document=document.id)).claims.items
    assert (claim.edge, claim.subject) == (None, claim.object)
    store.write(written_together(desk.batch(document, extraction), merged=False))
    assert len(subgraph(store, EVERYTHING).edges) == 1


def test_an_entity_can_change_its_label(desk, store):
    desk.publish(("Ana Ruiz", "OPPOSED_TO", "Delta Mining"))
    desk.publish(("Delta Mining", "PAID", "Ana Ruiz"))
    document, extraction = desk.draft([], names=["Delta Mining"])
    batch = desk.batch(document, extraction)
    (delta,) = batch.entities
    store.write(replace(batch, entities=(replace(delta, label="Place"),)))
    found = store.nodes([delta.id])[0]
    assert found.labels == ("Place",)
    assert (found.properties["degree"], found.properties["documents"]) == (2, 3)
    assert len(subgraph(store, EVERYTHING).edges) == 2
    assert store.reproject() == 0


def test_a_newer_version_takes_the_place_of_the_older(desk, store):
    old = desk.publish(("Ana Ruiz", "PAID", "Bob Stone"), url="https://example.org/1")
    edge = subgraph(store, EVERYTHING).edges[0].id
    new = desk.publish(("Ana Ruiz", "PAID", "Cem Oz"), url="https://example.org/1")
    assert store.document(old.id).superseded_by == new.id
    assert store.document(new.id).superseded_by is None
    assert [n.caption for n in subgraph(store, EVERYTHING).nodes] == ["Ana Ruiz", "Cem Oz"]
    with pytest.raises(NotFound):
        store.claims(ClaimsQuery(edge=edge))
    assert store.claims(ClaimsQuery(document=old.id)).claims.total == 1
    assert store.nodes([desk.id_of("Ana Ruiz")])[0].properties["documents"] == 1
    assert store.info().documents == 1
    before = fingerprint(store.connection)
    desk.publish(("Ana Ruiz", "PAID", "Bob Stone"), url="https://example.org/1")
    assert fingerprint(store.connection) == before


def test_of_two_dated_versions_the_later_date_wins_in_any_order(desk, store):
    late = date(2020, 11, 19)
    new = desk.publish(("Ana Ruiz", "PAID", "Cem Oz"), url="https://example.org/1", published=late)
    old = desk.publish(("Ana Ruiz", "PAID", "Bob Stone"), url="https://example.org/1", published=date(2020, 11, 18))
    assert store.document(old.id).superseded_by == new.id
    assert len(subgraph(store, EVERYTHING).edges) == 1


def test_one_wire_text_in_two_papers_is_two_documents_and_one_origin(desk, store):
    for publisher in ("The Paper", "The Other Paper"):
        desk.publish(("Ana Ruiz", "PAID", "Bob Stone"), publisher=publisher, source_bytes=b"the same wire")
    (edge,) = subgraph(store, EVERYTHING).edges
    assert (edge.properties["documents"], edge.properties["origins"]) == (2, 1)
    assert list(edge.properties["publishers"]) == ["The Other Paper", "The Paper"]


def test_a_digest_counts_as_its_report(desk, store):
    report = Digested(publisher="The Paper", title="Who paid")
    said = ("Ana Ruiz", "PAID", "Bob Stone")
    desk.publish(said, publisher="The Paper", title="Who paid")
    desk.publish(said, names=["Cem Oz"], publisher="Digests", digest_of=report)
    desk.publish(said, names=["Dan Wu"], publisher="Digests", digest_of=report)
    (edge,) = subgraph(store, EVERYTHING).edges
    assert (edge.properties["documents"], edge.properties["origins"]) == (3, 1)
    assert list(edge.properties["publishers"]) == ["The Paper"]


SAID = (
    (("Ana Maria Ruiz", "PAID", "Bob Stone"), ("Bob Stone", "NEGOTIATED_WITH", "Cem Oz")),
    (("Ana Ruiz", "PAID", "Bob Stone", "denied"), ("Delta Mining", "PAID", "Robert Stone")),
    (("Cem Oz", "NEGOTIATED_WITH", "Bob Stone", "alleged"), ("Ana Maria Ruiz", "LEADS", "Delta Mining", "ended")),
    (("Ana Ruiz", "LEADS", "Delta Mining", "planned"), ("Maria Ruiz", "FAMILY_OF", "Ana Ruiz")),
)


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(order=st.sampled_from(list(permutations(range(len(SAID))))), again=st.integers(0, len(SAID) - 1))
def test_the_order_of_documents_does_not_matter(desk, store, order, again):
    dumps = []
    for sequence in (range(len(SAID)), (*order, again)):
        store.connection.write(lambda transaction: transaction.run("MATCH (n) DETACH DELETE n").consume())
        prepare(store.connection)
        for number in sequence:
            desk.publish(*SAID[number], title=str(number))
        dumps.append(dump_graph(store.connection))
    assert dumps[0] == dumps[1]
    assert store.reproject() == 0
