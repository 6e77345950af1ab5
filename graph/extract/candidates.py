"""What the rules propose before it becomes a statement, and how proposals become the statements of an Extraction."""

from collections.abc import Iterable
from dataclasses import dataclass

from graph.extract.attribution import Speaker
from graph.extract.cast import Cast
from graph.model import Attributed, Mention, Modality, Rejection, Span, Statement, When
from graph.ontology import Ontology

LEAST_CONFIDENCE = 0.6
"""Below it a candidate is refused; most of these hang on a pronoun that two persons fit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A relation between two references that some rule proposes; `word` triggers it."""

    relation: str
    subject: int
    object: int
    modality: Modality
    word: int
    rule: str
    confidence: float
    speaker: Speaker | None = None
    when: When | None = None
    role: str | None = None
    explicit: bool = True


def mentions_of(cast: Cast) -> tuple[Mention, ...]:
    """The references as mentions, each pointing at the first one of its actor."""
    first: dict[int, int] = {}
    mentions = []
    for index, reference in enumerate(cast.references):
        actor = cast.actors[reference.actor]
        span = cast.span(index)
        mentions.append(
            Mention(
                span=span,
                text=cast.parse.text[span.start : span.end],
                label=actor.label,
                kind=reference.mention,
                antecedent=first.get(reference.actor),
                entity_kind=actor.kind,
            )
        )
        first.setdefault(reference.actor, index)
    return tuple(mentions)


def statements_of(
    cast: Cast, candidates: Iterable[Candidate], ontology: Ontology
) -> tuple[tuple[Statement, ...], tuple[Rejection, ...]]:
    """The candidates that the ontology allows as statements, the surest of equal ones, in text order.

    What is less sure than LEAST_CONFIDENCE comes back as rejections.
    """
    best: dict[tuple[object, ...], Candidate] = {}
    unsure: list[Candidate] = []
    for candidate in candidates:
        if not _allowed(cast, candidate, ontology):
            continue
        if candidate.confidence < LEAST_CONFIDENCE and candidate.explicit:
            unsure.append(candidate)
            continue
        key = _key(cast, candidate, ontology)
        if key not in best or candidate.confidence > best[key].confidence:
            best[key] = candidate
    kept = sorted(best.values(), key=lambda c: (c.word, c.relation, c.subject, c.object, c.modality, c.role or ""))
    statements = tuple(_statement(cast, candidate) for candidate in kept)
    unsure.sort(key=lambda c: (c.word, c.relation, c.subject, c.object))
    return statements, tuple(_rejection(cast, candidate) for candidate in unsure)


def _rejection(cast: Cast, candidate: Candidate) -> Rejection:
    span = _span(cast, candidate)
    reason = f"too unsure ({candidate.confidence:.2f}) whom it is about: {candidate.relation}"
    return Rejection(reason=reason, rule=candidate.rule, quote=cast.parse.text[span.start : span.end])


def _allowed(cast: Cast, candidate: Candidate, ontology: Ontology) -> bool:
    subject, other = cast.references[candidate.subject], cast.references[candidate.object]
    labels = cast.actors[subject.actor].label, cast.actors[other.actor].label
    return subject.actor != other.actor and ontology.allows(candidate.relation, *labels)


def _key(cast: Cast, candidate: Candidate, ontology: Ontology) -> tuple[object, ...]:
    ends = (cast.references[candidate.subject].actor, cast.references[candidate.object].actor)
    if ontology.relation(candidate.relation).symmetric:
        ends = (min(ends), max(ends))
    sentence = cast.parse.words[candidate.word].sentence
    return (candidate.relation, ends, candidate.modality, sentence)


def _statement(cast: Cast, candidate: Candidate) -> Statement:
    speaker = candidate.speaker
    return Statement(
        relation=candidate.relation,
        subject=candidate.subject,
        object=candidate.object,
        modality=candidate.modality,
        span=_span(cast, candidate),
        rule=candidate.rule,
        confidence=round(min(1.0, max(0.0, candidate.confidence)), 3),
        attribution=None if speaker is None else Attributed(span=speaker.span, speaker=speaker.reference),
        when=candidate.when,
        role=candidate.role,
        explicit=candidate.explicit,
    )


def _span(cast: Cast, candidate: Candidate) -> Span:
    words = cast.parse.words
    ends = (cast.references[candidate.subject].head, cast.references[candidate.object].head, candidate.word)
    sentences = [words[i].sentence for i in ends] if candidate.explicit else [words[candidate.word].sentence]
    return Span(cast.parse.sentence_span(min(sentences)).start, cast.parse.sentence_span(max(sentences)).end)
