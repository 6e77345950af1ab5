"""The nouns of writing refuse what cannot be, and their ids depend on content alone."""

from dataclasses import FrozenInstanceError
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from graph.errors import QuoteNotFound
from graph.model import (
    Claim,
    ClaimId,
    Document,
    DocumentId,
    EntityId,
    Evidence,
    Mention,
    MentionKind,
    Modality,
    Span,
    Statement,
    When,
    content_id,
    edge_id,
    mention_clusters,
)

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def mention(start, antecedent=None):
    return Mention(span=Span(start, start + 3), text="abc", label="Person", antecedent=antecedent)


def document(text="Anna met Bob."):
    return Document(id=DocumentId("d"), text_hash="", source_hash="", text=text)


@given(st.lists(TEXT, max_size=4), st.lists(TEXT, max_size=4))
def test_ids_differ_when_the_parts_differ(one, other):
    assume(one != other)
    assert content_id(*one) != content_id(*other)


@given(st.lists(TEXT, max_size=4))
def test_an_id_is_26_characters_that_fit_into_an_address(parts):
    found = content_id(*parts)
    assert len(found) == 26
    assert set(found) <= set("abcdefghijklmnopqrstuvwxyz234567")


def test_ids_stay_what_they_were():
    # Links and judgements hold them: another hash would break every stored case. Made with a shell:
    # printf '8:document6:a text0:0:' | openssl dgst -sha256 -binary | head -c16 | base32
    assert content_id("document", "a text", "", "") == "fs5ojpv2eaf2sv7g6n62kpm2ci"


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 3), (4, 3), (-1, 2)])
def test_a_span_holds_at_least_one_character(start, end):
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


@given(*[st.integers(0, 30), st.integers(1, 30)] * 2)
def test_a_span_that_covers_another_overlaps_it(a, length, c, other_length):
    b, d = a + length, c + other_length
    one, other = Span(a, b), Span(c, d)
    assert one.overlaps(other) == other.overlaps(one) == bool(set(range(a, b)) & set(range(c, d)))
    assert one.covers(other) == (set(range(c, d)) <= set(range(a, b)))


@pytest.mark.parametrize("text", ["", " \n ", "a\rb", "a\0b", "\ufeffa", "a\ud800b"])
def test_a_document_has_normalised_text(text):
    with pytest.raises(ValueError, match="text"):
        document(text)


def test_a_quote_is_the_text_at_its_span():
    assert document("Anna met Böb.").quote(Span(9, 12)) == "Böb"


def test_a_quote_beyond_the_text_is_refused():
    with pytest.raises(QuoteNotFound):
        document().quote(Span(0, 14))


def test_nouns_do_not_change():
    with pytest.raises(FrozenInstanceError):
        document().title = "another"


@pytest.mark.parametrize("confidence", [-0.1, 1.1, float("nan")])
def test_a_confidence_is_between_0_and_1(confidence):
    with pytest.raises(ValueError, match="confidence"):
        Statement(
            relation="PAID",
            subject=0,
            object=1,
            modality=Modality.ASSERTED,
            span=Span(0, 1),
            rule="r",
            confidence=confidence,
        )


def test_a_time_does_not_end_before_it_begins():
    When(text="in 2012", earliest=date(2012, 1, 1), latest=date(2012, 1, 1))
    When(text="since 2012", earliest=date(2012, 1, 1))
    with pytest.raises(ValueError, match="before it begins"):
        When(text="from 2018 to 2012", earliest=date(2018, 1, 1), latest=date(2012, 1, 1))


def test_a_claim_without_evidence_is_refused():
    with pytest.raises(QuoteNotFound):
        Claim(
            id=ClaimId("c"),
            subject=EntityId("a"),
            relation="PAID",
            object=EntityId("b"),
            modality=Modality.ASSERTED,
            evidence=(),
            extractor="test",
            confidence=1.0,
        )


def test_evidence_whose_quote_is_not_as_long_as_its_span_is_refused():
    with pytest.raises(QuoteNotFound):
        Evidence(document=DocumentId("d"), span=Span(0, 5), quote="Anna", subject=Span(0, 4), object=Span(0, 4))


def test_mentions_cluster_over_their_antecedents():
    mentions = [mention(0), mention(5), mention(10, antecedent=0), mention(15, antecedent=2), mention(20, antecedent=1)]
    assert mention_clusters(mentions) == ((0, 2, 3), (1, 4))


def test_an_antecedent_may_come_later_in_the_text_and_go_in_a_circle():
    assert mention_clusters([mention(9, antecedent=1), mention(0, antecedent=0), mention(4)]) == ((1, 0), (2,))


@given(st.data())
def test_clusters_are_a_partition_in_text_order(data):
    size = data.draw(st.integers(0, 12))
    antecedents = [data.draw(st.none() | st.integers(0, size - 1)) for _ in range(size)]
    mentions = [mention(data.draw(st.integers(0, 40)), antecedent=a) for a in antecedents]
    clusters = mention_clusters(mentions)
    assert sorted(i for cluster in clusters for i in cluster) == list(range(size))
    firsts = [mentions[cluster[0]].span for cluster in clusters]
    assert firsts == sorted(firsts)
    cluster_of = {i: n for n, cluster in enumerate(clusters) for i in cluster}
    assert all(cluster_of[i] == cluster_of[a] for i, a in enumerate(antecedents) if a is not None)


def test_a_mention_is_a_name_unless_said_otherwise():
    assert mention(0).kind is MentionKind.NAME


@given(TEXT, TEXT)
def test_the_ends_of_a_symmetric_edge_have_no_order(a, b):
    assert edge_id(a, "MET", b, symmetric=True) == edge_id(b, "MET", a, symmetric=True)
    assert a == b or edge_id(a, "PAID", b, symmetric=False) != edge_id(b, "PAID", a, symmetric=False)
