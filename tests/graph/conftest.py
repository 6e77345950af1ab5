"""A desk that publishes: documents with hand-made statements, resolved and written as `ingest` does it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pytest

from graph.batch import Batch
from graph.model import Digested, Document, Extraction, Mention, Modality, Span, Statement
from graph.ontology import Ontology
from graph.read.text import Imprint, make_document
from graph.resolve.resolution import document_keys, profile_document, resolve_document
from graph.store.bolt import BoltStore

Said = tuple[str, str, str] | tuple[str, str, str, str]
ORGANIZATIONS = ("Delta Mining", "Ministry of Finance", "Harbor Cartel", "Northern Court")


@dataclass(frozen=True, slots=True)
class Desk:
    """Writes documents about whoever the statements name; a name is a Person unless it is in ORGANIZATIONS."""

    store: BoltStore
    ontology: Ontology

    def publish(self, *said: Said, names: Sequence[str] = (), explicit: bool = True, **imprint: object) -> Document:
        """Writes a document that says just this, and gives it."""
        document, extraction = self.draft(said, names=names, explicit=explicit, **imprint)
        self.write(document, extraction)
        return document

    def draft(
        self,
        said: Iterable[Said],
        *,
        names: Sequence[str] = (),
        explicit: bool = True,
        extractor: str = "hand-1",
        text: str | None = None,
        publisher: str = "The Paper",
        title: str = "A report",
        url: str = "",
        published: date | None = None,
        source_bytes: bytes | None = None,
        digest_of: Digested | None = None,
    ) -> tuple[Document, Extraction]:
        """The document and its extraction, unwritten: one line for each statement."""
        given = [(*s, "asserted") if len(s) == 3 else s for s in said]
        lines = [f"{s} {relation.lower()} {o} ({modality})." for s, relation, o, modality in given]
        lines += [f"{name} was there." for name in names]
        text = "\n".join(lines) if text is None else text
        imprint = Imprint(title=title, publisher=publisher, url=url, published=published, digest_of=digest_of)
        document = make_document(text, imprint, source_bytes=source_bytes)
        mentions: list[Mention] = []
        first: dict[str, int] = {}
        statements = []
        at = 0

        def mention(name: str, start: int) -> int:
            kind = "Organization" if name in ORGANIZATIONS else "Person"
            mentions.append(
                Mention(span=Span(start, start + len(name)), text=name, label=kind, antecedent=first.get(name))
            )
            first.setdefault(name, len(mentions) - 1)
            return len(mentions) - 1

        for line, (subject, relation, object_, modality) in zip(lines, given, strict=False):
            statements.append(
                Statement(
                    relation=relation,
                    subject=mention(subject, at),
                    object=mention(object_, at + line.index(object_, len(subject))),
                    modality=Modality(modality),
                    span=Span(at, at + len(line)),
                    rule="hand",
                    confidence=0.9,
                    explicit=explicit,
                )
            )
            at += len(line) + 1
        for name in names:
            mention(name, at)
            at += len(f"{name} was there.") + 1
        return document, Extraction(
            document=document.id, extractor=extractor, mentions=tuple(mentions), statements=tuple(statements)
        )

    def batch(self, document: Document, extraction: Extraction) -> Batch:
        """The batch that writes them, resolved against the store as it is."""
        profiled = profile_document(extraction, self.ontology)
        known = self.store.known(document_keys(profiled), document.id)
        return resolve_document(document, extraction, profiled, known, self.ontology)

    def write(self, document: Document, extraction: Extraction) -> None:
        """Writes them as `ingest` does."""
        self.store.write(self.batch(document, extraction))

    def extract_again(self, document: Document, extraction: Extraction, extractor: str) -> None:
        """Writes the same document with another extractor's extraction."""
        self.write(document, replace(extraction, extractor=extractor))

    def id_of(self, name: str) -> str:
        """The id of the entity that bears exactly this name."""
        hits = self.store.search(name, label=None, limit=5).hits
        return next(hit.node.id for hit in hits if hit.match == name)


@pytest.fixture
def desk(store: BoltStore, ontology: Ontology) -> Desk:
    """A desk on an empty store."""
    return Desk(store, ontology)
