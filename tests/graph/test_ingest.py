"""Documents through the whole real path - rules, resolution, embedded store - and what must hold whatever they say."""

import itertools
from dataclasses import dataclass
from datetime import date

import pytest

from graph.errors import ForeignDatabase, StoreUnavailable
from graph.extract.catalog import load_extractor
from graph.ingest import Ingester, Outcome, Source
from graph.model import Document, Extraction, Mention, Span
from graph.read.text import Imprint, make_document
from graph.settings import load_settings
from graph.store.fingerprint import fingerprint

TEXTS = (
    "Police in Norway arrested the banker Anna Lindqvist on Monday. Her lawyer, Piotr Wolski, said she was innocent.",
    "Prosecutors in Norway charged Anna Lindqvist with fraud. Lindqvist, a former director of Nordbank, denied it.",
    "Norway's justice minister, Claire Bonnet, said the National Police had done its duty 👮 in the Lindqvist case.",
    "Anna Maria Lindqvist, the chief executive of Nordbank, praised Claire Bonnet, Norway's justice minister.",
)


@pytest.fixture(scope="module")
def extractor():
    return load_extractor(load_settings())


@pytest.fixture
def ingester(store, extractor, ontology):
    return Ingester(store, extractor, ontology)


def source(number: int) -> Source:
    document = make_document(TEXTS[number], Imprint(title=f"Report {number}", publisher="The Paper"))
    return Source(f"report-{number}", lambda: document)


def graph(ingester: Ingester) -> object:
    return fingerprint(ingester.store.connection)


def test_ingesting_twice_is_ingesting_once(ingester):
    sources = [source(n) for n in range(len(TEXTS))]
    first = ingester.ingest(sources)
    assert [e.outcome for e in first.entries] == [Outcome.WRITTEN] * 4
    assert sum(e.claims for e in first.entries) > 3
    once = graph(ingester)
    second = ingester.ingest(sources)
    assert [e.outcome for e in second.entries] == [Outcome.UNCHANGED] * 4
    assert graph(ingester) == once


def test_a_corrected_title_or_date_is_taken_over(ingester, store):
    def dated(title, published):
        imprint = Imprint(title=title, publisher="The Paper", published=published)
        document = make_document(TEXTS[0], imprint)
        return document.id, Source("report", lambda: document)

    first, original = dated("A tpyo", None)
    second, corrected = dated("A typo", date(2026, 3, 1))
    assert first == second, "title and date are no part of a document's id"
    ingester.ingest([original])
    (entry,) = ingester.ingest([corrected]).entries
    assert entry.outcome is Outcome.WRITTEN
    assert (store.document(first).title, store.document(first).published) == ("A typo", date(2026, 3, 1))
    assert store.info().documents == 1
    assert ingester.ingest([corrected]).entries[0].outcome is Outcome.UNCHANGED


def test_the_order_of_documents_does_not_matter(ingester, engine):
    hashes = set()
    for order in itertools.islice(itertools.permutations(range(len(TEXTS))), 0, 24, 5):
        engine.connection.write(lambda t: t.run("MATCH (n) WHERE NOT n:ClewStore DETACH DELETE n").consume())
        ingester.ingest([source(n) for n in order])
        hashes.add(str(graph(ingester)))
    assert len(hashes) == 1


def test_every_quote_in_the_store_is_the_text_at_its_span(ingester):
    ingester.ingest([source(n) for n in range(len(TEXTS))])
    rows = ingester.store.connection.read(
        lambda t: [
            r.values()
            for r in t.run(
                "MATCH (c:Claim)-[s:STATED_IN]->(d:Document) RETURN s.quote AS q, s.start AS a, s.end AS b, d.text AS t"
            )
        ]
    )
    assert rows
    assert [quote for quote, start, end, text in rows if text[start:end] != quote] == []


@dataclass(frozen=True)
class Troublesome:
    """A plug-in that misbehaves in the way that a test asks for."""

    fault: object
    id: str = "troublesome-1"

    def extract(self, document: Document, ontology: object) -> Extraction:
        if isinstance(self.fault, Exception):
            raise self.fault
        mention = Mention(span=Span(0, 4), text="Nobody", label="Person")
        return Extraction(document=document.id, extractor=self.id, mentions=(mention,))


def test_a_plug_in_that_raises_costs_its_document_alone(store, ontology, extractor):
    trouble = Ingester(store, Troublesome(RuntimeError("secret text")), ontology)
    (entry,) = trouble.ingest([source(0)]).entries
    assert entry.outcome is Outcome.FAILED
    assert "RuntimeError in the extractor troublesome-1" in entry.error
    assert "secret text" not in entry.error
    assert store.info().documents == 0, "nothing of it was written"
    assert Ingester(store, extractor, ontology).ingest([source(0)]).failed == ()


def test_a_mention_that_is_not_in_the_text_is_refused(store, ontology):
    (entry,) = Ingester(store, Troublesome("a wrong span"), ontology).ingest([source(0)]).entries
    assert (entry.outcome, entry.mentions, entry.claims) == (Outcome.WRITTEN, 0, 0)
    assert entry.rejected == 1


def test_a_store_out_of_reach_ends_the_run(store, ontology, extractor):
    def unreachable() -> Document:
        raise StoreUnavailable("gone")

    with pytest.raises(StoreUnavailable):
        Ingester(store, extractor, ontology).ingest([Source("x", unreachable), source(0)])


def test_a_database_that_is_not_ours_is_refused_at_once(store, reopen, ontology, extractor):
    store.connection.write(lambda t: t.run("MATCH (n) DETACH DELETE n").consume())
    store.connection.write(lambda t: t.run("CREATE (:Movie {title: 'Stalker'})").consume())
    with reopen() as foreign, pytest.raises(ForeignDatabase, match="name an empty one"):
        Ingester(foreign, extractor, ontology).ingest([source(0), source(1)])
    count = store.connection.read(lambda t: t.run("MATCH (n) RETURN count(n) AS n").single()["n"])
    assert count == 1
