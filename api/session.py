"""A case opened from Python or a command: ingest, search, subgraphs, claims and Cypher on one store."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from graph import explore
from graph.answers import (
    ClaimPage,
    ClaimsQuery,
    CypherLimits,
    CypherResult,
    NodeView,
    SearchResult,
    Subgraph,
    SubgraphQuery,
    Value,
)
from graph.cases import DEFAULT, Case, find_case
from graph.extract.catalog import load_extractor
from graph.ingest import IngestEntry, Ingester, IngestReport, Source, file_sources
from graph.ontology import Ontology, load_ontology
from graph.settings import Settings, load_settings
from graph.store.bolt import BoltStore
from graph.store.opening import open_store


@dataclass(frozen=True, slots=True)
class CaseSession:
    """An open store with everything that works on it; `case` is None on a Neo4j."""

    settings: Settings
    ontology: Ontology
    store: BoltStore
    case: Case | None

    def ingest(self, paths: str | Path | Iterable[str | Path]) -> IngestReport:
        """Reads text files and folders, one or several, into the graph. Raises CaseClosed for the shipped example."""
        return IngestReport(tuple(self.ingest_each(self.sources(paths))))

    def sources(self, paths: str | Path | Iterable[str | Path]) -> tuple[Source, ...]:
        """The text files among and below `paths`. Raises CaseClosed for the shipped example."""
        if self.case is not None:
            self.case.refuse_documents()
        given = [paths] if isinstance(paths, str | Path) else paths
        return file_sources([Path(p) for p in given], max_bytes=self.settings.max_document_bytes)

    def ingest_each(self, sources: Iterable[Source]) -> Iterator[IngestEntry]:
        """Reads and writes one source after the other, giving its entry when it is done."""
        extractor = load_extractor(self.settings)
        return Ingester(self.store, extractor, self.ontology).entries(sources)

    def search(self, text: str, *, label: str | None = None, limit: int = 20) -> SearchResult:
        """Entities by name or alias; accents and case do not matter."""
        return explore.search(self.store, text, label=label, limit=limit)

    def node(self, address: str) -> NodeView:
        """One entity, what surrounds it and the documents that mention it. Raises NotFound."""
        return explore.node(self.store, address)

    def subgraph(self, *nodes: str, depth: int = 1, max_nodes: int = 300) -> Subgraph:
        """The surroundings of these entities; without any, the best supported part of the graph."""
        return explore.subgraph(self.store, SubgraphQuery(nodes=nodes, depth=depth, max_nodes=max_nodes))

    def claims(self, *, edge: str | None = None, node: str | None = None, document: str | None = None) -> ClaimPage:
        """The first hundred claims of an edge, an entity or a document, with their evidence."""
        return explore.claims(self.store, ClaimsQuery(edge=edge, node=node, document=document))

    def cypher(self, statement: str, parameters: Mapping[str, Value] | None = None) -> CypherResult:
        """One reading Cypher statement. Raises CypherError, StoreTimeout."""
        return self.store.cypher(statement, parameters or {}, console_limits(self.settings))


@contextmanager
def open_case(
    case: str | None = None, *, on_progress: Callable[[str], None] | None = None, **settings: object
) -> Iterator[CaseSession]:
    """Opens a case by name (default `default`), starting its engine, or the Neo4j that the settings name.

    `settings` are fields of `graph.settings.Settings`; the environment and `CLEW_HOME/.env` fill in the rest.
    """
    with open_session(load_settings({**settings, "case": case}), otherwise=DEFAULT, on_progress=on_progress) as session:
        yield session


@contextmanager
def open_session(
    settings: Settings, *, otherwise: str, make: bool = True, on_progress: Callable[[str], None] | None = None
) -> Iterator[CaseSession]:
    """The session of the case that the settings name, else `otherwise`; a Neo4j wins over any case.

    Without `make`, a named case that is not there is NotFound.
    """
    ontology = load_ontology()
    case = None if settings.neo4j_uri else find_case(settings, otherwise=otherwise, make=make)
    if on_progress is not None:
        on_progress(
            f"opening the case {case.name!r} (starting its database if it is not running)"
            if case is not None
            else f"connecting to {settings.neo4j_uri}"
        )
    with open_store(settings, case, ontology) as store:
        yield CaseSession(settings, ontology, store, case)


def console_limits(settings: Settings) -> CypherLimits:
    """The caps of one console statement, from the settings."""
    return CypherLimits(seconds=settings.console_timeout_s, rows=settings.console_rows, bytes=settings.console_bytes)
