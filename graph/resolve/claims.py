"""Statements between mentions to claims between addresses, with their evidence."""

from collections.abc import Mapping

from graph.model import (
    AnchorId,
    Attributed,
    Attribution,
    Claim,
    ClaimId,
    Document,
    EntityId,
    Evidence,
    Extraction,
    Statement,
    content_id,
)
from graph.ontology import Ontology


def claim_document(
    document: Document, extraction: Extraction, anchor_of: Mapping[int, AnchorId], ontology: Ontology
) -> tuple[Claim, ...]:
    """The claims of one document; subject, object and speaker are anchors of it.

    A statement about a cluster that the document never names, or about one entity twice, is left out.
    """
    claims: dict[ClaimId, Claim] = {}
    for statement in extraction.statements:
        subject, object_ = anchor_of.get(statement.subject), anchor_of.get(statement.object)
        if subject is None or object_ is None or subject == object_:
            continue
        claim = _claim(document, extraction, statement, anchor_of, ontology)
        claims.setdefault(claim.id, claim)
    return tuple(claims[key] for key in sorted(claims))


def _claim(
    document: Document,
    extraction: Extraction,
    statement: Statement,
    anchor_of: Mapping[int, AnchorId],
    ontology: Ontology,
) -> Claim:
    subject = extraction.mentions[statement.subject]
    object_ = extraction.mentions[statement.object]
    ends = [subject.span, object_.span]
    if ontology.relation(statement.relation).symmetric:
        ends.sort()
    said = statement.attribution
    key = content_id(
        "claim",
        document.id,
        statement.span,
        *ends,
        statement.relation,
        statement.modality,
        said.span if said is not None else "",
        statement.role or "",
    )
    return Claim(
        id=ClaimId(key),
        subject=EntityId(anchor_of[statement.subject]),
        relation=statement.relation,
        object=EntityId(anchor_of[statement.object]),
        modality=statement.modality,
        evidence=(
            Evidence(
                document=document.id,
                span=statement.span,
                quote=document.quote(statement.span),
                subject=subject.span,
                object=object_.span,
            ),
        ),
        extractor=extraction.extractor,
        confidence=statement.confidence,
        attribution=_attribution(document, said, anchor_of) if said is not None else None,
        when=statement.when,
        role=statement.role,
        explicit=statement.explicit,
    )


def _attribution(document: Document, said: Attributed, anchor_of: Mapping[int, AnchorId]) -> Attribution:
    speaker = anchor_of.get(said.speaker) if said.speaker is not None else None
    return Attribution(text=document.quote(said.span), speaker=EntityId(speaker) if speaker is not None else None)
