"""The hard check that every extractor's output passes: what is not in the text, or not allowed, is refused."""

from collections.abc import Sequence
from dataclasses import replace

from graph.model import Document, Extraction, Mention, Rejection, Span, Statement, mention_clusters
from graph.ontology import Ontology

QUOTED = 200
"""Code points of the text that a Rejection quotes at most."""


def verified(extraction: Extraction, document: Document, ontology: Ontology) -> Extraction:
    """The extraction without what breaks the rules of `graph.extract.extractor`; a refusal comes back as a Rejection.

    A mention must be the text at its span and have a label of the ontology; its antecedent must exist and have the
    same label. A statement must have a relation of the ontology that its labels allow, two different entities, and a
    span in the text that holds both mentions when it is explicit; the words and the speaker of its attribution must
    exist. A role is kept only where the relation says which office the subject holds: a lawyer's is not his client's.
    Never raises for wrong content.
    """
    length = len(document.text)
    reasons = [_mention_problem(m, extraction.mentions, document, ontology) for m in extraction.mentions]
    rejected = list(extraction.rejected)
    for mention, reason in zip(extraction.mentions, reasons, strict=True):
        if reason:
            rejected.append(Rejection(reason=reason, rule="mention", quote=mention.text[:QUOTED]))
    good = [index for index, reason in enumerate(reasons) if not reason]
    renumbered = {old: new for new, old in enumerate(good)}
    mentions = _relinked(extraction.mentions, good, renumbered)
    entity = {m: number for number, cluster in enumerate(mention_clusters(mentions)) for m in cluster}
    statements = []
    for statement in extraction.statements:
        moved, reason = _renumbered(statement, renumbered)
        reason = reason or _statement_problem(moved, mentions, entity, length, ontology)
        if reason:
            rejected.append(Rejection(reason=reason, rule=statement.rule, quote=_quote(document.text, statement.span)))
        else:
            statements.append(moved if ontology.relation(moved.relation).office else replace(moved, role=None))
    return replace(extraction, mentions=mentions, statements=tuple(statements), rejected=tuple(rejected))


def _mention_problem(mention: Mention, mentions: Sequence[Mention], document: Document, ontology: Ontology) -> str:
    if mention.span.end > len(document.text):
        return f"the mention lies outside the text: {mention.span.start}..{mention.span.end}"
    if document.text[mention.span.start : mention.span.end] != mention.text:
        return "the mention is not the text at its span"
    if mention.label not in ontology.labels:
        return f"the ontology has no label {mention.label!r}"
    before = mention.antecedent
    if before is not None and not 0 <= before < len(mentions):
        return "the mention's antecedent does not exist"
    if before is not None and mentions[before].label != mention.label:
        return "the mention and its antecedent have different labels"
    return ""


def _relinked(mentions: Sequence[Mention], good: Sequence[int], renumbered: dict[int, int]) -> tuple[Mention, ...]:
    """The good mentions with antecedents renumbered; the first good one of a cluster leads it."""
    leader: dict[int, int] = {}
    known = [
        m if m.antecedent is None or 0 <= m.antecedent < len(mentions) else replace(m, antecedent=None)
        for m in mentions
    ]
    for cluster in mention_clusters(known):
        kept = [m for m in cluster if m in renumbered]
        leader.update((m, kept[0]) for m in kept)
    return tuple(
        replace(mentions[old], antecedent=None if leader[old] == old else renumbered[leader[old]]) for old in good
    )


def _renumbered(statement: Statement, renumbered: dict[int, int]) -> tuple[Statement, str]:
    if statement.subject not in renumbered or statement.object not in renumbered:
        return statement, "a mention of the statement does not exist or was refused"
    attribution = statement.attribution
    if attribution is not None and attribution.speaker is not None:
        if attribution.speaker not in renumbered:
            return statement, "the speaker's mention does not exist or was refused"
        attribution = replace(attribution, speaker=renumbered[attribution.speaker])
    moved = replace(
        statement, subject=renumbered[statement.subject], object=renumbered[statement.object], attribution=attribution
    )
    return moved, ""


def _statement_problem(
    statement: Statement, mentions: Sequence[Mention], entity: dict[int, int], length: int, ontology: Ontology
) -> str:
    subject, other = mentions[statement.subject], mentions[statement.object]
    if statement.relation not in ontology.relations:
        return f"the ontology has no relation {statement.relation!r}"
    if not ontology.allows(statement.relation, subject.label, other.label):
        return f"{statement.relation} does not lead from {subject.label} to {other.label}"
    if entity[statement.subject] == entity[statement.object]:
        return "subject and object are the same entity"
    if statement.span.end > length:
        return "the statement's span lies outside the text"
    if statement.explicit and not (statement.span.covers(subject.span) and statement.span.covers(other.span)):
        return "the statement's span does not hold both of its mentions"
    if statement.attribution is not None and statement.attribution.span.end > length:
        return "the attribution lies outside the text"
    return ""


def _quote(text: str, span: Span) -> str:
    return text[span.start : min(span.end, span.start + QUOTED)]
