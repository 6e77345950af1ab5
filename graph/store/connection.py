"""The way to the database: drivers that outlive a restart of the engine, transactions that raise errors of ours."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import TypeVar

from neo4j import READ_ACCESS, Driver, GraphDatabase, ManagedTransaction, Session, Transaction, unit_of_work

from graph.answers import EngineKind
from graph.errors import ConfigurationError, StoreUnavailable
from graph.store.dialect import Dialect, dialect_of
from graph.store.faults import driver_errors

log = logging.getLogger(__name__)

T = TypeVar("T")

SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
WRITE_TIMEOUT_S = 120.0
"""Seconds that one writing transaction may take on Neo4j; the embedded engine limits every statement alike."""
RETRY_S = 15.0
"""Seconds during which the driver repeats a write that met a deadlock or a change of leader."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """Who opens a session."""

    user: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """A database: where it listens, and who writes and who reads there (one account on Neo4j)."""

    kind: EngineKind
    uri: str
    database: str
    writer: Login
    reader: Login


@dataclass(frozen=True, slots=True)
class _Drivers:
    endpoint: Endpoint
    writer: Driver
    reader: Driver

    def close(self) -> None:
        self.writer.close()
        if self.reader is not self.writer:
            self.reader.close()


class Connection:
    """Transactions on one database. Threads may share it; all methods raise errors of ours only."""

    def __init__(self, endpoint: Endpoint, *, query_timeout_s: float) -> None:
        self._timeout_s = query_timeout_s
        self._lock = Lock()
        self._drivers: _Drivers | None = _open(endpoint)
        self._closed = False

    @property
    def endpoint(self) -> Endpoint:
        """The database in use. Raises StoreUnavailable between two starts of the engine."""
        return self._current().endpoint

    def read(self, work: Callable[[Transaction], T]) -> T:
        """What `work` gives, in one transaction of the reader that cannot write and ends after the time limit."""
        with (
            driver_errors(),
            self.reading_session() as session,
            session.begin_transaction(timeout=self._timeout_s) as transaction,
        ):
            return work(transaction)

    def write(self, work: Callable[[ManagedTransaction], T]) -> T:
        """What `work` gives, in one transaction that is written whole or not at all.

        `work` may be called several times: the driver repeats it after a deadlock. Never write in any other way:
        a statement that commits by itself is not atomic on ArcadeDB.
        """
        drivers = self._current()
        with driver_errors(), drivers.writer.session(database=drivers.endpoint.database) as session:
            return session.execute_write(unit_of_work(timeout=WRITE_TIMEOUT_S)(work))

    @contextmanager
    def reading_session(self) -> Iterator[Session]:
        """A session of the reader in READ mode; the driver's exceptions come through as they are."""
        drivers = self._current()
        with drivers.reader.session(database=drivers.endpoint.database, default_access_mode=READ_ACCESS) as session:
            yield session

    def dialect(self) -> Dialect:
        """Which engine answers, by its own word."""
        drivers = self._current()
        with driver_errors():
            return dialect_of(drivers.reader.get_server_info().agent, drivers.endpoint.kind)

    def move(self, endpoint: Endpoint | None) -> None:
        """Goes on with another start of the engine; None = there is none now, callers get StoreUnavailable."""
        fresh = _open(endpoint) if endpoint is not None else None
        with self._lock:
            if self._closed:
                old, fresh = fresh, None
            else:
                old, self._drivers = self._drivers, fresh
        if old is not None:
            old.close()
        log.info("the store's engine is %s", "gone" if endpoint is None else f"at {endpoint.uri}")

    def close(self) -> None:
        """Closes the drivers; every later call gets StoreUnavailable."""
        with self._lock:
            old, self._drivers, self._closed = self._drivers, None, True
        if old is not None:
            old.close()

    def _current(self) -> _Drivers:
        drivers = self._drivers
        if drivers is None:
            raise StoreUnavailable("the database is starting again; try in a few seconds")
        return drivers


def _open(endpoint: Endpoint) -> _Drivers:
    writer = _driver(endpoint, endpoint.writer)
    reader = writer if endpoint.reader == endpoint.writer else _driver(endpoint, endpoint.reader)
    return _Drivers(endpoint, writer, reader)


def _driver(endpoint: Endpoint, login: Login) -> Driver:
    scheme = endpoint.uri.partition("://")[0]
    if scheme not in SCHEMES:
        # The driver (6.4) also takes http, as a preview with other guarantees.
        raise ConfigurationError(f"NEO4J_URI {endpoint.uri!r} is no Bolt address: it begins with {', '.join(SCHEMES)}")
    try:
        with driver_errors():
            return GraphDatabase.driver(
                endpoint.uri,
                auth=(login.user, login.password),
                connection_timeout=10.0,
                connection_acquisition_timeout=20.0,
                liveness_check_timeout=30.0,
                max_transaction_retry_time=RETRY_S,
                notifications_min_severity="OFF",
                user_agent="clew",
            )
    except ValueError as error:
        raise ConfigurationError(f"NEO4J_URI {endpoint.uri!r} is no Bolt address: {error}") from error
