"""Documents and claims as parameters of statements, and back from records."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import orjson

from graph.model import (
    Attribution,
    Claim,
    ClaimId,
    Digested,
    Document,
    DocumentId,
    EdgeId,
    EntityId,
    Evidence,
    Extraction,
    Modality,
    Span,
    When,
    content_id,
)
from graph.store.search import fold

Row = Mapping[str, Any]


def document_row(document: Document, *, superseded_by: str | None) -> Row:
    """The properties of a Document node; `url_key` and `shelf` are there to look it up and to sort by."""
    digest = document.digest_of
    return {
        "id": document.id,
        "text_hash": document.text_hash,
        "source_hash": document.source_hash,
        "text": document.text,
        "title": document.title,
        "publisher": document.publisher,
        "url": document.url,
        "url_key": url_key(document.url),
        "source": document.source,
        "published": document.published,
        "language": document.language,
        "digest_publisher": digest.publisher if digest is not None else None,
        "digest_title": digest.title if digest is not None else None,
        "digest_published": digest.published if digest is not None else None,
        "superseded_by": superseded_by,
        "shelf": f"{document.published or '0001-01-01'}/{document.id}",
    }


def url_key(url: str) -> str | None:
    """What documents of one url share; a hash, because Neo4j does not index a long url. None without a url."""
    return content_id("url", url) if url else None


def document_of(row: Row) -> Document:
    """The document of a node's properties."""
    digest = None
    if row.get("digest_publisher") is not None:
        digest = Digested(
            publisher=row["digest_publisher"],
            title=row.get("digest_title") or "",
            published=_day(row.get("digest_published")),
        )
    newer = row.get("superseded_by")
    return Document(
        id=DocumentId(row["id"]),
        text_hash=row["text_hash"],
        source_hash=row["source_hash"],
        text=row["text"],
        title=row.get("title") or "",
        publisher=row.get("publisher") or "",
        url=row.get("url") or "",
        source=row.get("source") or "",
        published=_day(row.get("published")),
        language=row.get("language") or "",
        digest_of=digest,
        superseded_by=DocumentId(newer) if newer is not None else None,
    )


def extraction_row(extraction: Extraction) -> Row:
    """The properties of an Extraction node."""
    return {
        "id": content_id("extraction", extraction.document),
        "document": extraction.document,
        "extractor": extraction.extractor,
        "json": orjson.dumps(extraction, option=orjson.OPT_SORT_KEYS).decode(),
    }


def claim_row(claim: Claim, document: Document) -> Row:
    """What a Claim node holds of the claim itself and of its document; the ends are still anchors."""
    when, said, digest = claim.when, claim.attribution, document.digest_of
    speaker = said.speaker if said is not None else None
    start = min(e.span.start for e in claim.evidence)
    return {
        "id": claim.id,
        "relation": claim.relation,
        "modality": claim.modality.value,
        "explicit": claim.explicit,
        "confidence": claim.confidence,
        "role": claim.role,
        "extractor": claim.extractor,
        "attribution": said.text if said is not None else None,
        "when_text": when.text if when is not None else None,
        "when_earliest": when.earliest if when is not None else None,
        "when_latest": when.latest if when is not None else None,
        "subject_anchor": claim.subject,
        "object_anchor": claim.object,
        "speaker_anchor": speaker,
        "document": document.id,
        "publisher": (digest.publisher if digest is not None else document.publisher) or None,
        "published": document.published,
        "text_hash": document.text_hash,
        "report": _report(document),
        "digest": digest is not None,
        "place": f"{document.published or '9999-12-31'}/{document.id}/{start:09d}/{claim.id}",
    }


def evidence_rows(claim: Claim) -> list[Row]:
    """The properties of a claim's STATED_IN relationships."""
    return [
        {
            "id": content_id("evidence", claim.id, number),
            "claim": claim.id,
            "document": evidence.document,
            "start": evidence.span.start,
            "end": evidence.span.end,
            "quote": evidence.quote,
            "subject_start": evidence.subject.start,
            "subject_end": evidence.subject.end,
            "object_start": evidence.object.start,
            "object_end": evidence.object.end,
        }
        for number, evidence in enumerate(claim.evidence)
    ]


def claim_of(row: Row, subject: str, object_: str, speaker: str | None, evidence: Sequence[Row]) -> Claim:
    """The claim of a node's properties and its relationships; `speaker` is an entity or None."""
    attribution = None
    if row.get("attribution") is not None:
        attribution = Attribution(text=row["attribution"], speaker=EntityId(speaker) if speaker is not None else None)
    when = None
    if row.get("when_text") is not None:
        when = When(text=row["when_text"], earliest=_day(row.get("when_earliest")), latest=_day(row.get("when_latest")))
    edge = row.get("edge")
    return Claim(
        id=ClaimId(row["id"]),
        subject=EntityId(subject),
        relation=row["relation"],
        object=EntityId(object_),
        modality=Modality(row["modality"]),
        evidence=tuple(_evidence(row["document"], e) for e in sorted(evidence, key=lambda e: (e["start"], e["id"]))),
        extractor=row["extractor"],
        confidence=float(row["confidence"]),
        attribution=attribution,
        when=when,
        role=row.get("role"),
        explicit=row["explicit"],
        edge=EdgeId(edge) if edge is not None else None,
    )


def _evidence(document: str, row: Row) -> Evidence:
    return Evidence(
        document=DocumentId(document),
        span=Span(row["start"], row["end"]),
        quote=row["quote"],
        subject=Span(row["subject_start"], row["subject_end"]),
        object=Span(row["object_start"], row["object_end"]),
    )


def _report(document: Document) -> str | None:
    """What a digest shares with the report that it retells, and two digests of one report with each other."""
    digest = document.digest_of
    publisher, title = (document.publisher, document.title) if digest is None else (digest.publisher, digest.title)
    return content_id("report", fold(publisher), fold(title)) if publisher and title else None


def _day(found: Any) -> date | None:
    """A date of the driver as Python's."""
    if found is None or isinstance(found, date):
        return found
    native: date = found.to_native()
    return native
