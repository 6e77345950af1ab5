"""What the extraction tests share: the built-in extractor, loaded once, and documents made from text."""

from collections.abc import Callable
from datetime import date

import pytest

from graph.extract.rules import RulesExtractor
from graph.model import Document, DocumentId, Extraction, content_id, mention_clusters
from graph.ontology import Ontology, load_ontology

Triple = tuple[str, str, str, str]


def document(text: str, published: date | None = None) -> Document:
    hashed = content_id(text)
    return Document(id=DocumentId(hashed), text_hash=hashed, source_hash=hashed, text=text, published=published)


def entity_names(extraction: Extraction) -> list[str]:
    """The name of each mention's entity, by the mention's index: the first one of its cluster that is a name."""
    names = [""] * len(extraction.mentions)
    for cluster in mention_clusters(extraction.mentions):
        written = [extraction.mentions[i].text for i in cluster if extraction.mentions[i].kind == "name"]
        for index in cluster:
            names[index] = (written or [extraction.mentions[cluster[0]].text])[0]
    return names


@pytest.fixture(scope="session")
def ontology() -> Ontology:
    return load_ontology()


@pytest.fixture(scope="session")
def extractor() -> RulesExtractor:
    return RulesExtractor("en_core_web_sm")


@pytest.fixture(scope="session")
def extract(extractor: RulesExtractor, ontology: Ontology) -> Callable[..., Extraction]:
    return lambda text, published=None: extractor.extract(document(text, published), ontology)


@pytest.fixture(scope="session")
def triples(extract: Callable[..., Extraction]) -> Callable[[str], set[Triple]]:
    """What a text says: (subject, relation, object, modality), by the entities' first names."""

    def of(text: str) -> set[Triple]:
        extraction = extract(text)
        names = entity_names(extraction)
        return {(names[s.subject], s.relation, names[s.object], str(s.modality)) for s in extraction.statements}

    return of
