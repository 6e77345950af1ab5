"""Writes one Batch inside one transaction: the document in place of what was stored of it, then what follows."""

from collections.abc import Mapping

from neo4j import ManagedTransaction

from graph.batch import Batch
from graph.errors import QuoteNotFound
from graph.model import Claim, Document
from graph.ontology import Ontology
from graph.store.claim_rows import claim_row, document_row, evidence_rows, extraction_row, url_key
from graph.store.edges import project
from graph.store.holding import settle_entities, settle_profiles
from graph.store.projection import triple
from graph.store.statements import writing
from graph.store.work import Work


def check_batch(batch: Batch, ontology: Ontology) -> None:
    """Raises UnknownRelation, QuoteNotFound, or ValueError for a batch that names what it does not bring."""
    profiles = {p.id for p in batch.profiles}
    held = [p for entity in batch.entities for p in entity.profiles]
    anchors: set[str] = {a.id for a in batch.anchors}
    for entity in batch.entities:
        ontology.label(entity.label)
    if len(held) != len(set(held)) or not profiles <= set(held):
        raise ValueError("each profile of a batch belongs to exactly one of its entities")
    if any(a.profile not in profiles or a.document != batch.document.id for a in batch.anchors):
        raise ValueError("the anchors of a batch belong to its document and its profiles")
    for claim in batch.claims:
        ontology.relation(claim.relation)
        _check_claim(claim, batch.document, anchors)


def write_batch(transaction: ManagedTransaction, batch: Batch, ontology: Ontology, *, size: int) -> None:
    """Writes a checked batch. Raises RevisionConflict before anything is changed."""
    work, document = Work(transaction, ontology, size), batch.document
    work.bump_revision(batch.revision)
    superseded_by = _settle_versions(work, document)
    lost = _clear(work, document)
    work.run(writing.MERGE_DOCUMENT, row=document_row(document, superseded_by=superseded_by))
    work.run(writing.CREATE_EXTRACTION, row=extraction_row(batch.extraction))
    settle_profiles(work, batch, lost)
    settle_entities(work, batch)
    holder = _holders(batch)
    _write_mentions(work, batch, holder)
    _write_claims(work, batch, holder, current=superseded_by is None)
    project(work)


def _check_claim(claim: Claim, document: Document, anchors: set[str]) -> None:
    speaker = claim.attribution.speaker if claim.attribution is not None else None
    if not {claim.subject, claim.object, speaker} - {None} <= anchors:
        raise ValueError(f"claim {claim.id} names an anchor that the batch does not bring")
    for evidence in claim.evidence:
        if evidence.document != document.id or document.quote(evidence.span) != evidence.quote:
            raise QuoteNotFound(f"the quote of claim {claim.id} does not stand at {evidence.span} of {document.id}")


def _settle_versions(work: Work, document: Document) -> str | None:
    """Retires the older versions of the document; the id of a newer one, if there is one.

    Of two dated versions of one url the later date is newer; otherwise the one that is written later. A document that
    is stored already keeps its place.
    """
    stored = work.run(writing.STORED_DOCUMENT, id=document.id)
    if stored:
        replaced: str | None = stored[0]["superseded_by"]
        return replaced
    others = {
        row["id"]: row["published"]
        for statement, key in (
            (writing.VERSIONS_BY_SOURCE, document.source_hash or None),
            (writing.VERSIONS_BY_URL, url_key(document.url)),
        )
        if key is not None
        for row in work.run(statement, id=document.id, key=key, text_hash=document.text_hash)
        if row["superseded_by"] is None
    }
    newer = [
        (published.to_native(), id_)
        for id_, published in others.items()
        if published is not None and document.published is not None and published.to_native() > document.published
    ]
    _retire(work, others.keys() - {id_ for _, id_ in newer}, by=document.id)
    return max(newer)[1] if newer else None


def _retire(work: Work, documents: set[str], *, by: str) -> None:
    claims = work.by_id(writing.CLAIMS_OF_DOCUMENTS, documents)
    work.touch(claims)
    work.by_id(writing.RETIRE_CLAIMS, (c["id"] for c in claims))
    work.entities.update(row["id"] for row in work.by_id(writing.ENTITIES_OF_DOCUMENTS, documents))
    work.by_id(writing.DELETE_MENTIONS, documents)
    if documents:
        work.run(writing.SUPERSEDE_DOCUMENTS, ids=sorted(documents), by=by)


def _clear(work: Work, document: Document) -> set[str]:
    """Deletes what a former write left of this document; the profiles that it had anchors of."""
    claims = work.by_id(writing.CLAIMS_OF_DOCUMENTS, [document.id])
    work.touch(claims)
    work.by_id(writing.DELETE_CLAIMS, (c["id"] for c in claims))
    anchors = work.run(writing.ANCHORS_OF_DOCUMENT, id=document.id)
    work.entities.update(row["entity"] for row in anchors if row["entity"] is not None)
    work.by_id(writing.DELETE_MENTIONS, [document.id])
    work.by_id(writing.DELETE_ANCHORS, (row["anchor"] for row in anchors))
    work.run(writing.DELETE_EXTRACTION, id=document.id)
    return {row["profile"] for row in anchors}


def _holders(batch: Batch) -> Mapping[str, str]:
    """Anchor -> the entity that holds it."""
    of_profile = {profile: entity.id for entity in batch.entities for profile in entity.profiles}
    return {anchor.id: of_profile[anchor.profile] for anchor in batch.anchors}


def _write_mentions(work: Work, batch: Batch, holder: Mapping[str, str]) -> None:
    work.entities.update(holder.values())
    rows = [
        {
            "anchor": anchor.id,
            "entity": holder[anchor.id],
            "document": anchor.document,
            "starts": [span.start for span in anchor.spans],
            "ends": [span.end for span in anchor.spans],
        }
        for anchor in batch.anchors
    ]
    work.by_row(writing.CREATE_MENTIONS, rows)


def _write_claims(work: Work, batch: Batch, holder: Mapping[str, str], *, current: bool) -> None:
    rows, speakers = [], []
    for claim in batch.claims:
        found = triple(holder[claim.subject], claim.relation, holder[claim.object], work.ontology)
        edge = found.id if current and not found.is_loop else None
        if edge is not None:
            work.triples[edge] = found
        ends = {"subject": holder[claim.subject], "object": holder[claim.object], "edge": edge, "current": current}
        rows.append({**claim_row(claim, batch.document), **ends})
        if claim.attribution is not None and claim.attribution.speaker is not None:
            speakers.append({"claim": claim.id, "entity": holder[claim.attribution.speaker]})
    work.by_row(writing.CREATE_CLAIMS, rows)
    work.by_row(writing.CREATE_CLAIM_ENDS["SPEAKER"], speakers)
    work.by_row(writing.CREATE_STATED_IN, [row for claim in batch.claims for row in evidence_rows(claim)])
