"""A client of the application over a real store, and a small case that says what each test expects of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.app import create_app
from graph.ingest import Ingester, Outcome, Source
from graph.model import Attributed, Digested, Document, Extraction, Mention, Modality, Span, Statement
from graph.ontology import Ontology
from graph.read.text import Imprint, make_document
from graph.settings import load_settings
from graph.store.bolt import BoltStore

HOST = "127.0.0.1:8000"
HOSTILE = "<img src=x onerror=alert(1)> \u202eŽižek\u202c \"'&amp;\u0007 李"
"""A person's name with markup, quotes, bidi marks, a control character and three scripts."""


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence of a test document and what it says."""

    text: str
    subject: str
    relation: str
    object: str
    modality: Modality = Modality.ASSERTED
    labels: tuple[str, str] = ("Person", "Organization")
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """An extractor that finds exactly what a test wrote down."""

    said: tuple[Said, ...]
    id: str = "written-1"

    def extract(self, document: Document, ontology: Ontology) -> Extraction:
        mentions: list[Mention] = []
        statements: list[Statement] = []
        names: dict[str, int] = {}

        def mention(name: str, label: str, within: Span) -> int:
            start = document.text.index(name, within.start)
            found = Mention(span=Span(start, start + len(name)), text=name, label=label, antecedent=names.get(name))
            mentions.append(found)
            return names.setdefault(name, len(mentions) - 1) if found.antecedent is None else len(mentions) - 1

        for said in self.said:
            start = document.text.find(said.text)
            if start < 0:
                continue
            span = Span(start, start + len(said.text))
            attribution = None
            if said.speaker:
                speaker = mention(said.speaker, "Person", span)
                attribution = Attributed(span=mentions[speaker].span, speaker=speaker)
            statements.append(
                Statement(
                    relation=said.relation,
                    subject=mention(said.subject, said.labels[0], span),
                    object=mention(said.object, said.labels[1], span),
                    modality=said.modality,
                    span=span,
                    rule="test",
                    confidence=0.9,
                    attribution=attribution,
                )
            )
        return Extraction(
            document=document.id, extractor=self.id, mentions=tuple(mentions), statements=tuple(statements)
        )


CHARGED = Said("Interpol charged Maria Santos with fraud.", "Maria Santos", "CHARGED_BY", "Interpol")
DENIED = Said(
    "Her lawyer Pedro Ruiz denied that Maria Santos was ever charged by Interpol.",
    "Maria Santos",
    "CHARGED_BY",
    "Interpol",
    Modality.DENIED,
    speaker="Pedro Ruiz",
)
SPOKE = Said(
    "Maria Santos spoke to Pedro Ruiz in Lima.", "Maria Santos", "SPOKE_TO", "Pedro Ruiz", labels=("Person", "Person")
)
STRANGE = Said(f"{HOSTILE} was arrested by the City Police.", HOSTILE, "ARRESTED_BY", "City Police")


def documents() -> tuple[Document, ...]:
    """Two documents: a report, and a digest of one."""
    digested = Digested(publisher="The Lima Times", title="Santos denies", published=date(2020, 1, 3))
    return (
        make_document(
            f"{CHARGED.text}\n\n{SPOKE.text}",
            Imprint(title="Charges", publisher="Daily Post", url="https://example.org/1", published=date(2020, 1, 2)),
        ),
        make_document(
            f"{DENIED.text}\n\n{STRANGE.text}",
            Imprint(title="A digest", publisher="Test digest", published=date(2020, 1, 4), digest_of=digested),
        ),
    )


@pytest.fixture
def app(engine: BoltStore) -> FastAPI:
    """The application over the session's engine; ask for `store` or `case` to know what is in it."""
    settings = load_settings({"console_timeout_s": 2.0, "console_rows": 50, "console_bytes": 100_000})
    return create_app(settings, engine, case="test")


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    """Sends what a program on this machine sends; errors of the server are answers, not exceptions."""
    with TestClient(app, base_url=f"http://{HOST}", raise_server_exceptions=False, follow_redirects=False) as opened:
        yield opened


@pytest.fixture
def case(store: BoltStore, ontology: Ontology) -> tuple[Document, ...]:
    """The two documents, ingested through the real path."""
    found = documents()
    ingester = Ingester(store, Written((CHARGED, DENIED, SPOKE, STRANGE)), ontology)
    report = ingester.ingest(Source(document.title, lambda document=document: document) for document in found)
    assert [entry.outcome for entry in report.entries] == [Outcome.WRITTEN] * 2, report
    return found
