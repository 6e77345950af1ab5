"""Runs a user's reading statement behind all walls of the console (DESIGN section 8).

The walls, in order: the guard reads the text; on Neo4j the plan is looked at before anything runs; the session is the
reader's, in READ mode; time, rows, bytes and cells are capped while rows come in.
"""

import logging
import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Protocol, TypeAlias

from neo4j import Result, ResultSummary, Session, SummaryCounters, Transaction, graph
from neo4j.exceptions import DriverError, Neo4jError

from graph.answers import CypherLimits, CypherResult, Edge, EngineKind, Node, Value
from graph.errors import CypherError, CypherRefused, CypherSyntaxError, StoreTimeout
from graph.store.caps import Caps, Row
from graph.store.cypher_bounds import check_parameters
from graph.store.faults import translate_statement
from graph.store.guard import Reading, check
from graph.store.runaway import OpenSession, end
from graph.store.values import Found, to_json

log = logging.getLogger(__name__)

GRACE_S = 0.5
"""Seconds that the engine's own time limit has before the connection is cut."""
FORBIDDEN_OPERATORS = ("LoadCSV", "Show", "Terminate", "AdministrationCommand")
"""Parts of the names of Neo4j's plan operators that read files or the server instead of the graph."""
EXPLAIN = "EXPLAIN "
ENDS = "MATCH (n) WHERE elementId(n) IN $ids RETURN n"

Json: TypeAlias = Mapping[str, Value]


class Drawing(Protocol):
    """How nodes and relationships of the database are drawn."""

    def address(self, found: graph.Entity) -> str:
        """The address of a node or relationship."""

    def node(self, found: graph.Node) -> Node:
        """A node with its address, labels, caption and properties."""

    def edge(self, found: graph.Relationship, source: str, target: str) -> Edge:
        """An edge between the addresses of two nodes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Console:
    """One store's console; safe to share between threads."""

    open_session: OpenSession
    """A session of the reader, in READ mode."""
    engine: EngineKind
    drawing: Drawing
    procedures: Collection[str] = ()
    """Procedures and functions that may be called beyond the built-in ones."""
    on_runaway: Callable[[], None] | None = None
    """Called when a statement goes on in the embedded engine and cannot be ended there: restart it."""

    def run(self, statement: str, parameters: Json, limits: CypherLimits) -> CypherResult:
        """The rows of a reading statement as JSON values, and the nodes and relationships in them.

        Raises CypherRefused, CypherSyntaxError, CypherError, StoreTimeout, StoreUnavailable.
        """
        reading = check(statement, procedures=self.procedures)
        check_parameters(parameters)
        if reading.prefixed and self.engine is EngineKind.EMBEDDED:
            raise CypherError("the embedded engine does not know the prefix CYPHER; leave it out")
        caps, found = Caps(limits), Found(self.drawing.address)
        with self._transaction(reading.text, limits.seconds) as (transaction, cut):
            if self.engine is EngineKind.NEO4J:
                check_plan(transaction, reading, parameters)
            result = transaction.run(reading.text, dict(parameters))
            fields = tuple(result.keys())
            values = tuple(_rows(result, caps, found))
            # Asking for the rest, even to throw it away, would make the engine compute it.
            summary = cut() if caps.full else result.consume()
        if found.too_deep:
            caps.say("lists and maps nested too deep were cut")
        nodes, edges = self._graph(found, caps)
        return CypherResult(
            fields=fields,
            values=values,
            counters=_counters(None if summary is None else summary.counters),
            notifications=() if summary is None else _notifications(summary),
            truncated=bool(caps.reasons),
            reasons=tuple(caps.reasons),
            nodes=caps.take_graph(nodes, "nodes"),
            edges=edges,
            plan=_plan(summary) if reading.explain and summary is not None else None,
        )

    @contextmanager
    def _transaction(self, text: str, seconds: float) -> Iterator[tuple[Transaction, Callable[[], None]]]:
        """A transaction that we cut off after the time limit, and what cuts it off at once."""
        expired = threading.Event()
        with self.open_session() as session:

            def expire() -> None:
                expired.set()
                cut_off(session)
                if self.engine is EngineKind.EMBEDDED:
                    self._end(text, seconds)

            clock = threading.Timer(seconds + GRACE_S, expire)
            clock.daemon = True
            clock.start()
            try:
                # ArcadeDB 26.10 ignores this timeout; Neo4j keeps it.
                transaction = session.begin_transaction(timeout=seconds)
                yield transaction, partial(cut_off, session)
                if not transaction.closed():
                    transaction.close()
            except (DriverError, Neo4jError, OSError) as error:
                if expired.is_set():
                    raise StoreTimeout(f"the statement ran longer than {seconds:g} seconds and was cut off") from error
                if isinstance(error, OSError):
                    raise
                raise translate_statement(error) from error
            finally:
                clock.cancel()

    def _end(self, text: str, seconds: float) -> None:
        # Neo4j ends it by the transaction's own limit; ArcadeDB goes on after its client has left.
        ended = end(self.open_session, text, older_than_s=seconds)
        if not ended and self.on_runaway is not None:
            log.warning("a statement of the console cannot be ended: the engine starts again")
            self.on_runaway()

    def _graph(self, found: Found, caps: Caps) -> tuple[tuple[Node, ...], tuple[Edge, ...]]:
        """Every node and relationship that was found, and the ends of the relationships."""
        ends = {
            node.element_id
            for edge in found.relationships.values()
            for node in (edge.start_node, edge.end_node)
            if node is not None
        }
        missing = sorted(ends - set(found.nodes))
        if missing:
            with self._transaction(ENDS, caps.limits.seconds) as (transaction, _):
                for record in transaction.run(ENDS, ids=missing):
                    found.nodes.setdefault(record["n"].element_id, record["n"])
        nodes = {key: self.drawing.node(node) for key, node in found.nodes.items()}
        edges = (
            self.drawing.edge(edge, nodes[edge.start_node.element_id].id, nodes[edge.end_node.element_id].id)
            for edge in found.relationships.values()
            if edge.start_node is not None and edge.end_node is not None
            if edge.start_node.element_id in nodes and edge.end_node.element_id in nodes
        )
        return tuple(nodes.values()), caps.take_graph(edges, "relationships")


def cut_off(session: Session) -> None:
    """Closes the session's connection at once, from any thread; whoever waits for an answer on it stops waiting."""
    # neo4j 6.4 can cancel only asynchronous sessions; its pool drops a killed connection like a broken one.
    connection = session._connection
    if connection is not None:
        connection.kill()  # type: ignore[no-untyped-call]


def check_plan(transaction: Transaction, reading: Reading, parameters: Json) -> None:
    """The second wall, on Neo4j: raises CypherRefused unless the plan only reads the graph. Nothing is run.

    Never on ArcadeDB: there EXPLAIN carries schema commands out and calls every statement a write.
    """
    try:
        text = reading.text if reading.explain else EXPLAIN + reading.text
        summary = transaction.run(text, dict(parameters)).consume()
    except Neo4jError as error:
        raise _without_explain(translate_statement(error), reading) from error
    if summary.query_type != "r":
        raise CypherRefused(f"the console only reads; the engine calls this statement {summary.query_type!r}")
    for operator in _operators(summary.plan):
        if any(part in operator for part in FORBIDDEN_OPERATORS):
            raise CypherRefused(f"the console reads the graph only; this statement needs {operator}")


def _without_explain(error: Exception, reading: Reading) -> Exception:
    if isinstance(error, CypherSyntaxError) and error.line == 1 and error.column and not reading.explain:
        error.column -= len(EXPLAIN)
    return error


def _operators(plan: object) -> Iterator[str]:
    if isinstance(plan, Mapping):
        yield str(plan.get("operatorType", ""))
        for child in plan.get("children", ()):
            yield from _operators(child)


def _rows(result: Result, caps: Caps, found: Found) -> Iterator[Row]:
    for record in result:
        row = caps.take(tuple(to_json(value, found) for value in record.values()))
        if row is None:
            return
        yield row


def _counters(counters: SummaryCounters | None) -> Mapping[str, int | bool]:
    """The counters by the names of Neo4j's Query API."""
    names = ("nodes_created", "nodes_deleted", "relationships_created", "relationships_deleted")
    more = ("properties_set", "labels_added", "labels_removed", "indexes_added", "indexes_removed")
    rest = ("constraints_added", "constraints_removed", "system_updates")
    return {"containsUpdates": counters is not None and bool(counters.contains_updates)} | {
        _camel(name): getattr(counters, name, 0) for name in (*names, *more, *rest)
    }


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(word.capitalize() for word in others)


def _notifications(summary: ResultSummary) -> tuple[Json, ...]:
    return tuple(
        {"code": item.gql_status, "description": item.status_description, "severity": item.raw_severity}
        for item in summary.gql_status_objects
        if item.is_notification
    )


def _plan(summary: ResultSummary) -> Json | None:
    plan = to_json(summary.plan, Found(lambda entity: entity.element_id))
    return plan if isinstance(plan, Mapping) else None
