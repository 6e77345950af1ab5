"""The plug-in interface of extraction: a pure function from a document to what it says."""

from typing import Protocol

from graph.model import Document, Extraction
from graph.ontology import Ontology


class Extractor(Protocol):
    """Reads one document at a time; the same document gives the same Extraction, whatever was read before."""

    @property
    def id(self) -> str:
        """Name, version and model hash, such as `rules-1.5d0a71c4+en_core_web_sm-3.8.0+9f2c0b1e`; each claim has it."""

    def extract(self, document: Document, ontology: Ontology) -> Extraction:
        """Mentions and statements of the document, in text order.

        Every mention's text is `document.text` at its span; every explicit statement's span covers both of its
        mentions. What breaks that is refused by `graph.extract.verbatim` and comes back as a Rejection.
        """
