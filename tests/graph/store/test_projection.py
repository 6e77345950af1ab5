"""The edge that claims make: modality, counts and sources, as DESIGN section 2 has them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import AFFIRMING, Modality
from graph.ontology import Ontology
from graph.store.projection import Support, edge_properties, edge_type, triple
from graph.store.rows import NOT_AFFIRMED


def support(modality: str = "asserted", **more: object) -> Support:
    fields = {
        "modality": Modality(modality),
        "explicit": True,
        "document": "d1",
        "publisher": "The Paper",
        "published": date(2020, 11, 18),
        "text_hash": "t1",
        "report": None,
        "digest": False,
    }
    return Support(**{**fields, **more})


supports = st.builds(
    Support,
    modality=st.sampled_from(Modality),
    explicit=st.booleans(),
    document=st.sampled_from(["d1", "d2", "d3"]),
    publisher=st.sampled_from(["The Paper", "The Other Paper", None]),
    published=st.sampled_from([date(2020, 11, 18), date(2021, 1, 1), None]),
    text_hash=st.sampled_from(["t1", "t2"]),
    report=st.sampled_from(["r1", "r2", None]),
    digest=st.booleans(),
)


@given(claims=st.lists(supports, min_size=1, max_size=6), seed=st.randoms())
def test_the_order_of_claims_does_not_matter(claims: list[Support], seed, ontology: Ontology) -> None:
    found = triple("a", "PAID", "b", ontology)
    mixed = list(claims)
    seed.shuffle(mixed)
    assert edge_properties(found, mixed) == edge_properties(found, claims)


@given(claims=st.lists(supports, min_size=1, max_size=6))
def test_an_edge_is_affirmed_by_one_explicit_claim_that_is_no_denial_and_no_plan(claims: list[Support]) -> None:
    affirmed = any(c.explicit and c.modality in AFFIRMING for c in claims)
    assert edge_type(claims, "PAID") == ("PAID" if affirmed else NOT_AFFIRMED)


@given(claims=st.lists(supports, min_size=1, max_size=6))
def test_counts_add_up_and_denials_are_no_origins(claims: list[Support], ontology: Ontology) -> None:
    found = edge_properties(triple("a", "PAID", "b", ontology), claims)
    assert sum(found[m.value] for m in Modality) == found["claims"] == len(claims)
    assert found["contested"] == ({c.modality is Modality.DENIED for c in claims} == {True, False})
    assert (found["origins"] == 0) == all(c.modality is Modality.DENIED for c in claims)


@pytest.mark.parametrize(
    ("given", "drawn"),
    [
        (["denied", "planned", "alleged"], "alleged"),
        (["alleged", "ended"], "ended"),
        (["denied", "asserted"], "asserted"),
        (["denied"], "denied"),
    ],
)
def test_the_firmest_modality_is_drawn(given: list[str], drawn: str, ontology: Ontology) -> None:
    found = edge_properties(triple("a", "PAID", "b", ontology), [support(m) for m in given])
    assert found["modality"] == drawn


def test_a_digest_beside_its_report_is_no_second_origin(ontology: Ontology) -> None:
    found = triple("a", "PAID", "b", ontology)
    report = support(report="r1", text_hash="t1")
    digest = support(report="r1", text_hash="t2", document="d2", digest=True)
    assert edge_properties(found, [report, digest])["origins"] == 1
    assert edge_properties(found, [report, support(report="r1", text_hash="t2")])["origins"] == 2


def test_the_ends_of_a_symmetric_relation_are_ordered(ontology: Ontology) -> None:
    assert triple("b", "NEGOTIATED_WITH", "a", ontology) == triple("a", "NEGOTIATED_WITH", "b", ontology)
    assert triple("b", "PAID", "a", ontology) != triple("a", "PAID", "b", ontology)
    assert triple("a", "PAID", "a", ontology).is_loop
