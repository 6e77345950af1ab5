"""Statements between mentions become claims between addresses, each with its evidence."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.batch import KnownNames
from graph.errors import QuoteNotFound
from graph.model import (
    Attributed,
    Extraction,
    Mention,
    MentionKind,
    Modality,
    Span,
    Statement,
    When,
)
from graph.ontology import load_ontology
from graph.read.text import make_document
from graph.resolve.claims import claim_document
from graph.resolve.profiles import profile_document
from graph.resolve.resolution import document_keys, resolve_document

TEXT = "Ann Smith paid Bob Li, Carl Fox said. He denied it. Ann Smith met Bob Li."
DOCUMENT = make_document(TEXT)
ONTOLOGY = load_ontology()


def at(text, start=0):
    found = TEXT.index(text, start)
    return Span(found, found + len(text))


MENTIONS = (
    Mention(span=at("Ann Smith"), text="Ann Smith", label="Person"),
    Mention(span=at("Bob Li"), text="Bob Li", label="Person"),
    Mention(span=at("Carl Fox"), text="Carl Fox", label="Person"),
    Mention(span=at("He"), text="He", label="Person", kind=MentionKind.PRONOUN),
    Mention(span=at("Ann Smith", 9), text="Ann Smith", label="Person", antecedent=0),
    Mention(span=at("Bob Li", 30), text="Bob Li", label="Person", antecedent=1),
)
PAID = Statement(
    relation="PAID", subject=0, object=1, modality=Modality.ALLEGED, span=Span(0, 37), rule="pay", confidence=0.9
)


def claims(*statements, mentions=MENTIONS, document=DOCUMENT):
    extraction = Extraction(document=document.id, extractor="test-1", mentions=mentions, statements=statements)
    profiled = profile_document(extraction, ONTOLOGY)
    return claim_document(document, extraction, profiled.anchor_of, ONTOLOGY), profiled.anchor_of


def test_a_claim_carries_all_that_its_statement_says():
    statement = replace(
        PAID,
        attribution=Attributed(span=at("Carl Fox said"), speaker=2),
        when=When(text="in 2020", earliest=date(2020, 1, 1), latest=date(2020, 12, 31)),
        role="briber",
        explicit=False,
    )
    (claim,), anchors = claims(statement)
    assert (claim.subject, claim.object) == (anchors[0], anchors[1])
    assert claim.attribution is not None
    assert (claim.attribution.text, claim.attribution.speaker) == ("Carl Fox said", anchors[2])
    assert (claim.relation, claim.modality, claim.when, claim.role) == ("PAID", "alleged", statement.when, "briber")
    assert (claim.explicit, claim.confidence, claim.extractor) == (False, 0.9, "test-1")


def test_the_quote_is_the_text_at_its_span():
    (claim,), _ = claims(PAID)
    (evidence,) = claim.evidence
    assert evidence.quote == TEXT[evidence.span.start : evidence.span.end] == "Ann Smith paid Bob Li, Carl Fox said."
    assert (evidence.subject, evidence.object) == (MENTIONS[0].span, MENTIONS[1].span)


def test_a_quote_beyond_the_text_is_refused():
    with pytest.raises(QuoteNotFound):
        claims(replace(PAID, span=Span(0, len(TEXT) + 1)))


def test_the_journalists_own_voice_has_no_attribution():
    (claim,), _ = claims(PAID)
    assert claim.attribution is None


def test_a_speaker_whom_the_document_never_names_leaves_the_words():
    (claim,), _ = claims(replace(PAID, attribution=Attributed(span=at("He denied"), speaker=3)))
    assert claim.attribution is not None
    assert (claim.attribution.text, claim.attribution.speaker) == ("He denied", None)


def test_about_whom_the_document_never_names_there_is_no_claim():
    assert claims(replace(PAID, object=3))[0] == ()


def test_about_one_entity_with_itself_there_is_no_claim():
    assert claims(replace(PAID, object=4, span=Span(0, len(TEXT))))[0] == ()


def test_saying_it_in_two_places_makes_two_claims_of_one_pair():
    found, anchors = claims(PAID, replace(PAID, subject=4, object=5, span=Span(52, len(TEXT))))
    assert len({c.id for c in found}) == 2
    assert {(c.subject, c.object) for c in found} == {(anchors[0], anchors[1])}


@pytest.mark.parametrize(
    "change",
    [
        {"relation": "SUPPORTED"},
        {"modality": Modality.DENIED},
        {"span": Span(0, 36)},
        {"role": "briber"},
        {"subject": 1, "object": 0},
        {"attribution": Attributed(span=at("Carl Fox said"))},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_makes_a_claim_changes_its_id(change):
    (plain,), _ = claims(PAID)
    (changed,), _ = claims(replace(PAID, **change))
    assert changed.id != plain.id


@pytest.mark.parametrize(
    "change", [{"confidence": 0.1}, {"rule": "other"}, {"when": When(text="then")}, {"explicit": False}]
)
def test_what_an_extractor_thinks_of_it_does_not_change_its_id(change):
    # A judgement overlays a claim by its id, and is to outlive a better extractor.
    (plain,), _ = claims(PAID)
    (changed,), _ = claims(replace(PAID, **change))
    assert changed.id == plain.id


def test_the_two_sides_of_a_symmetric_relation_are_one_claim():
    met = replace(PAID, relation="NEGOTIATED_WITH")
    found, _ = claims(met, replace(met, subject=1, object=0))
    assert len(found) == 1
    assert len(claims(PAID, replace(PAID, subject=1, object=0))[0]) == 2


@given(st.permutations([PAID, replace(PAID, relation="SUPPORTED"), replace(PAID, modality=Modality.DENIED)]))
def test_the_order_of_statements_does_not_matter(statements):
    found, _ = claims(*statements)
    assert found == claims(*sorted(statements, key=str))[0]
    assert [c.id for c in found] == sorted(c.id for c in found)


def test_another_document_makes_other_claims():
    other = make_document(TEXT + " More.")
    assert claims(PAID)[0][0].id != claims(PAID, document=other)[0][0].id


def resolved(document, known=()):
    extraction = Extraction(document=document.id, extractor="test-1", mentions=MENTIONS, statements=(PAID,))
    profiled = profile_document(extraction, ONTOLOGY)
    return resolve_document(document, extraction, profiled, KnownNames(revision=7, profiles=tuple(known)), ONTOLOGY)


def test_a_batch_holds_what_one_write_changes():
    batch = resolved(DOCUMENT)
    assert batch.revision == 7
    assert {e.name for e in batch.entities} == {"Ann Smith", "Bob Li", "Carl Fox"}
    assert {a.profile for a in batch.anchors} == {p.id for p in batch.profiles}
    addresses = {a.id for a in batch.anchors}
    assert all(c.subject in addresses and c.object in addresses for c in batch.claims)


def test_two_documents_make_the_same_entities_whichever_comes_first():
    other = make_document(TEXT + " More.")
    one_way = resolved(other, resolved(DOCUMENT).profiles).entities
    other_way = resolved(DOCUMENT, resolved(other).profiles).entities
    assert one_way == other_way
    assert resolved(DOCUMENT, resolved(DOCUMENT).profiles).entities == resolved(DOCUMENT).entities


def test_the_keys_of_a_document_are_those_of_its_profiles():
    extraction = Extraction(document=DOCUMENT.id, extractor="test-1", mentions=MENTIONS)
    assert document_keys(profile_document(extraction, ONTOLOGY)) == (
        "Person:ann|smith",
        "Person:bob|li",
        "Person:carl|fox",
    )
