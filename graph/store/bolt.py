"""A store over Bolt: the reading and the writing half of one database, ours or foreign."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager

from graph.answers import Check, CypherLimits, CypherResult, Schema, Value
from graph.ontology import Ontology
from graph.store.connection import Connection
from graph.store.console import Console
from graph.store.evidence_reader import EvidenceReader, check_reading, read_schema
from graph.store.foreign import ForeignReader, ForeignWriter
from graph.store.reader import EntityReader
from graph.store.rows import ForeignDrawing, OurDrawing
from graph.store.writer import BoltWriter, WriteLock


class BoltStore:
    """GraphReader and GraphWriter of one database; safe to share between threads. `open_store` makes it."""

    def __init__(
        self,
        connection: Connection,
        ontology: Ontology,
        *,
        ours: bool,
        write_lock: Callable[[], AbstractContextManager[None]],
        limits: Callable[[], Sequence[Check]],
        procedures: Sequence[str] = (),
        on_runaway: Callable[[], None] | None = None,
    ) -> None:
        self.connection = connection
        self.write_lock = WriteLock(write_lock)
        self._limits = limits
        self._console = Console(
            open_session=connection.reading_session,
            engine=connection.endpoint.kind,
            drawing=OurDrawing() if ours else ForeignDrawing(),
            procedures=procedures,
            on_runaway=on_runaway,
        )
        foreign = ForeignReader(connection)
        entities = EntityReader(connection, ontology) if ours else foreign
        evidence = EvidenceReader(connection) if ours else foreign
        writer = BoltWriter(connection, ontology, self.write_lock) if ours else ForeignWriter(connection.endpoint.uri)
        self.nodes = entities.nodes
        self.neighbours = entities.neighbours
        self.edges_among = entities.edges_among
        self.edge_page = entities.edge_page
        self.count_neighbours = entities.count_neighbours
        self.best_edges = entities.best_edges
        self.draw = entities.draw
        self.some_nodes = entities.some_nodes
        self.totals = entities.totals
        self.neighbour_counts = entities.neighbour_counts
        self.search = entities.search
        self.info = evidence.info
        self.claims = evidence.claims
        self.documents = evidence.documents
        self.document = evidence.document
        self.known = writer.known
        self.held = writer.held
        self.write = writer.write
        self.reproject = writer.reproject

    def checks(self) -> Sequence[Check]:
        """A real read, the reader's rights, the limits in force; never raises."""
        return (*check_reading(self.connection), *self._limits())

    def schema(self) -> Schema:
        """Labels and types with counts and property keys."""
        return read_schema(self.connection)

    def cypher(self, statement: str, parameters: Mapping[str, Value], limits: CypherLimits) -> CypherResult:
        """One reading statement of a user, past all walls of the console."""
        return self._console.run(statement, parameters, limits)
