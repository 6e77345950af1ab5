"""WRITES: documents into the store, one at a time - read, extract, resolve, write.

The steps between reading and writing are pure; a document that fails is one entry of the report, never a
half-written graph.
"""

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Protocol

from graph.errors import ClewError, ForeignDatabase, RevisionConflict, StoreError
from graph.extract.extractor import Extractor
from graph.extract.verbatim import verified
from graph.model import Document, DocumentId, Extraction
from graph.ontology import Ontology
from graph.read.folder import find_text_files
from graph.read.text import read_text_file
from graph.resolve.resolution import document_keys, profile_document, resolve_document
from graph.store.port import GraphWriter

log = logging.getLogger(__name__)

MAX_ATTEMPTS = 20
"""How often a document is resolved again because somebody else wrote in between."""


class IngestStore(GraphWriter, Protocol):
    """A store that lets one writer in at a time."""

    def write_lock(self) -> AbstractContextManager[None]:
        """Held while a document is resolved and written. Raises StoreLocked."""

    def document(self, document: DocumentId) -> Document:
        """One document as it is stored. Raises NotFound."""


class Outcome(StrEnum):
    """What became of one document."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestEntry:
    """One document's line in the report."""

    source: str
    outcome: Outcome
    document: DocumentId | None = None
    title: str = ""
    mentions: int = 0
    claims: int = 0
    rejected: int = 0
    ms: float = 0.0
    error: str = ""


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What became of each document, in the order given."""

    entries: tuple[IngestEntry, ...]

    @property
    def failed(self) -> tuple[IngestEntry, ...]:
        """The entries that failed."""
        return tuple(e for e in self.entries if e.outcome is Outcome.FAILED)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document comes from: `read` gives it, or raises UnreadableDocument."""

    name: str
    read: Callable[[], Document]


def file_sources(paths: Sequence[Path], *, max_bytes: int) -> tuple[Source, ...]:
    """The text files named, and those below the folders named, as sources."""
    return tuple(
        Source(str(file.path), partial(read_text_file, file.path, file.imprint, max_bytes=max_bytes))
        for file in find_text_files(paths)
    )


@dataclass(frozen=True, slots=True)
class Ingester:
    """Everything a document passes through on its way into the graph."""

    store: IngestStore
    extractor: Extractor
    ontology: Ontology

    def ingest(self, sources: Iterable[Source]) -> IngestReport:
        """Reads and writes all sources; see `entries` for one at a time."""
        return IngestReport(tuple(self.entries(sources)))

    def entries(self, sources: Iterable[Source]) -> Iterator[IngestEntry]:
        """Reads and writes one source after the other, yielding its entry when it is done.

        Raises StoreError when the store is out of reach and ForeignDatabase when it is not ours: going on would fail
        for every document.
        """
        for source in sources:
            started = time.monotonic()
            try:
                entry = self._one(source)
            except (StoreError, ForeignDatabase):
                raise
            except ClewError as error:
                entry = IngestEntry(source=source.name, outcome=Outcome.FAILED, error=str(error))
            except Exception as error:  # an extractor is a plug-in and may raise anything
                log.exception("extraction of %s failed", source.name)
                entry = IngestEntry(
                    source=source.name,
                    outcome=Outcome.FAILED,
                    error=f"{type(error).__name__} in the extractor {self.extractor.id}; the log has the details",
                )
            yield _timed(entry, started)

    def _one(self, source: Source) -> IngestEntry:
        document = source.read()
        if self.store.held(document.id) == self.extractor.id and self._same_imprint(document):
            return IngestEntry(
                source=source.name, outcome=Outcome.UNCHANGED, document=document.id, title=document.title
            )
        extraction = verified(self.extractor.extract(document, self.ontology), document, self.ontology)
        claims = self._write(document, extraction)
        return IngestEntry(
            source=source.name,
            outcome=Outcome.WRITTEN,
            document=document.id,
            title=document.title,
            mentions=len(extraction.mentions),
            claims=claims,
            rejected=len(extraction.rejected),
        )

    def _same_imprint(self, document: Document) -> bool:
        """Whether what is stored beside the text is what is given now: a corrected date or title is a change."""
        known = self.store.document(document.id)
        return (known.title, known.published, known.language, known.digest_of) == (
            document.title,
            document.published,
            document.language,
            document.digest_of,
        )

    def _write(self, document: Document, extraction: Extraction) -> int:
        profiled = profile_document(extraction, self.ontology)
        keys = document_keys(profiled)
        for attempt in range(1, MAX_ATTEMPTS + 1):
            try:
                with self.store.write_lock():
                    known = self.store.known(keys, document.id)
                    batch = resolve_document(document, extraction, profiled, known, self.ontology)
                    self.store.write(batch)
                    return len(batch.claims)
            except RevisionConflict:
                log.info("%s: somebody else wrote first, resolving again (attempt %d)", document.id, attempt)
        raise RevisionConflict(f"{document.title}: others kept writing during {MAX_ATTEMPTS} attempts")


def _timed(entry: IngestEntry, started: float) -> IngestEntry:
    ms = (time.monotonic() - started) * 1000
    log.info("%s: %s, %d claims, %.0f ms", entry.source, entry.outcome, entry.claims, ms)
    return replace(entry, ms=ms)
