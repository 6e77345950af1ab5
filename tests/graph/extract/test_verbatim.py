"""The verbatim check: what it lets through holds the rules, whatever it is given."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from graph.extract.verbatim import verified
from graph.model import (
    Attributed,
    Document,
    DocumentId,
    Extraction,
    Mention,
    Modality,
    Span,
    Statement,
    mention_clusters,
)
from graph.ontology import load_ontology

ONTOLOGY = load_ontology()
TEXT = "The FBI arrested Tomas Reyes. He denied it."
DOCUMENT = Document(id=DocumentId("d"), text_hash="t", source_hash="s", text=TEXT)
FBI = Mention(span=Span(4, 7), text="FBI", label="Organization")
REYES = Mention(span=Span(17, 28), text="Tomas Reyes", label="Person")
ARREST = Statement(
    relation="ARRESTED_BY", subject=1, object=0, modality=Modality.ASSERTED, span=Span(0, 29), rule="r", confidence=0.9
)

spans = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda p: Span(p[0], p[0] + p[1]))
mentions = st.builds(
    Mention,
    span=spans,
    text=st.sampled_from(["FBI", "Tomas Reyes", "The", "x", ""]),
    label=st.sampled_from(["Person", "Organization", "Place", "Dragon"]),
    antecedent=st.none() | st.integers(-2, 6),
) | st.sampled_from([FBI, REYES])
statements = st.builds(
    Statement,
    relation=st.sampled_from(["ARRESTED_BY", "LEADS", "NO_SUCH"]),
    subject=st.integers(-2, 6),
    object=st.integers(-2, 6),
    modality=st.sampled_from(Modality),
    span=spans,
    rule=st.just("r"),
    confidence=st.just(0.5),
    attribution=st.none() | st.builds(Attributed, span=spans, speaker=st.none() | st.integers(-2, 6)),
    explicit=st.booleans(),
)


def _extraction(found: tuple[Mention, ...], said: tuple[Statement, ...]) -> Extraction:
    return Extraction(document=DOCUMENT.id, extractor="test", mentions=found, statements=said)


def test_true_statement_passes_unchanged() -> None:
    extraction = _extraction((FBI, REYES), (ARREST,))
    assert verified(extraction, DOCUMENT, ONTOLOGY) == extraction


@given(st.lists(mentions, max_size=5).map(tuple), st.lists(statements, max_size=5).map(tuple))
def test_what_passes_holds_every_rule(found: tuple[Mention, ...], said: tuple[Statement, ...]) -> None:
    result = verified(_extraction(found, said), DOCUMENT, ONTOLOGY)
    cluster = {m: n for n, members in enumerate(mention_clusters(result.mentions)) for m in members}
    for mention in result.mentions:
        assert mention.text == TEXT[mention.span.start : mention.span.end]
        assert mention.label in ONTOLOGY.labels
    for s in result.statements:
        subject, other = result.mentions[s.subject], result.mentions[s.object]
        assert ONTOLOGY.allows(s.relation, subject.label, other.label)
        assert cluster[s.subject] != cluster[s.object]
        assert s.span.end <= len(TEXT)
        assert not s.explicit or (s.span.covers(subject.span) and s.span.covers(other.span))
        if s.attribution is not None:
            assert s.attribution.span.end <= len(TEXT)
            assert s.attribution.speaker is None or 0 <= s.attribution.speaker < len(result.mentions)


@given(st.lists(mentions, max_size=5).map(tuple), st.lists(statements, max_size=5).map(tuple))
def test_nothing_is_dropped_silently(found: tuple[Mention, ...], said: tuple[Statement, ...]) -> None:
    result = verified(_extraction(found, said), DOCUMENT, ONTOLOGY)
    kept = len(result.mentions) + len(result.statements)
    assert kept + len(result.rejected) == len(found) + len(said)
    assert all(r.reason for r in result.rejected)


@given(st.lists(mentions, max_size=5).map(tuple), st.lists(statements, max_size=5).map(tuple))
def test_checking_twice_is_checking_once(found: tuple[Mention, ...], said: tuple[Statement, ...]) -> None:
    once = verified(_extraction(found, said), DOCUMENT, ONTOLOGY)
    assert verified(once, DOCUMENT, ONTOLOGY) == once


def test_statement_outside_its_span_is_refused_with_its_words() -> None:
    stray = Statement(
        relation="ARRESTED_BY",
        subject=1,
        object=0,
        modality=Modality.ASSERTED,
        span=Span(30, 43),
        rule="stray",
        confidence=1.0,
    )
    result = verified(_extraction((FBI, REYES), (stray,)), DOCUMENT, ONTOLOGY)
    assert result.statements == ()
    assert result.rejected[0].rule == "stray"
    assert result.rejected[0].quote == "He denied it."


def test_a_role_is_kept_only_where_it_is_the_subjects() -> None:
    leads = replace(ARREST, relation="MEMBER_OF", role="agent")
    found = verified(_extraction((FBI, REYES), (leads, replace(ARREST, role="agent"))), DOCUMENT, ONTOLOGY)
    assert [(s.relation, s.role) for s in found.statements] == [("MEMBER_OF", "agent"), ("ARRESTED_BY", None)]
