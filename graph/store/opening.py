"""Opens the store that the settings name: somebody's Neo4j, or the embedded engine of a case."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from functools import partial

from graph.answers import Check, EngineKind
from graph.cases import Case
from graph.errors import ConfigurationError, StoreError
from graph.ontology import Ontology
from graph.settings import Settings
from graph.store.bolt import BoltStore
from graph.store.connection import Connection, Endpoint, Login
from graph.store.embedded.lease import Lease, attach
from graph.store.embedded.records import Engine
from graph.store.schema import prepare

LOCK_TIMEOUT_S = 120.0
"""Seconds that a writer waits for the others."""


@contextmanager
def open_store(settings: Settings, case: Case | None, ontology: Ontology) -> Iterator[BoltStore]:
    """The open store; an empty database is made ours, a foreign one is opened for reading.

    `NEO4J_URI` wins over the case. Raises ConfigurationError, StoreUnavailable, EngineFailed, NewerStore.
    """
    if settings.neo4j_uri:
        with _open_neo4j(settings, ontology) as store:
            yield store
    elif case is not None:
        with _open_case(settings, case, ontology) as store:
            yield store
    else:
        raise ConfigurationError("no store is named: give a case, or set NEO4J_URI")


@contextmanager
def _open_neo4j(settings: Settings, ontology: Ontology) -> Iterator[BoltStore]:
    login = Login(user=settings.neo4j_username, password=settings.neo4j_password.get_secret_value())
    endpoint = Endpoint(
        kind=EngineKind.NEO4J,
        uri=settings.neo4j_uri,
        database=settings.neo4j_database,
        writer=login,
        reader=login,
    )
    connection = Connection(endpoint, query_timeout_s=settings.query_timeout_s)
    limit = Check(name="limits", ok=True, detail=f"{settings.query_timeout_s:g} s a statement, asked of the server")
    try:
        yield BoltStore(
            connection,
            ontology,
            ours=not prepare(connection).foreign,
            # The first statement of a write locks the marker's node: writers of all machines queue there.
            write_lock=nullcontext,
            limits=lambda: (limit,),
            procedures=_procedures(settings),
        )
    finally:
        connection.close()


@contextmanager
def _open_case(settings: Settings, case: Case, ontology: Ontology) -> Iterator[BoltStore]:
    with attach(
        case.folder,
        start_timeout_s=settings.engine_start_timeout_s,
        heap=settings.engine_heap,
        query_timeout_s=settings.query_timeout_s,
    ) as lease:
        connection = Connection(endpoint_of(lease.engine), query_timeout_s=settings.query_timeout_s)
        lease.on_change(lambda engine: connection.move(endpoint_of(engine) if engine is not None else None))
        try:
            write_lock = partial(lease.write_lock, timeout_s=LOCK_TIMEOUT_S)
            state = prepare(connection, write_lock)
            yield BoltStore(
                connection,
                ontology,
                ours=not state.foreign,
                write_lock=write_lock,
                limits=partial(_engine_limits, lease),
                procedures=_procedures(settings),
                on_runaway=lease.restart,
            )
        finally:
            connection.close()


def endpoint_of(engine: Engine) -> Endpoint:
    """Where a started engine listens, and who may log in."""
    return Endpoint(
        kind=EngineKind.EMBEDDED,
        uri=engine.uri,
        database=engine.database,
        writer=Login(user=engine.admin.user, password=engine.admin.password),
        reader=Login(user=engine.reader.user, password=engine.reader.password),
    )


def _engine_limits(lease: Lease) -> Sequence[Check]:
    try:
        limits: Mapping[str, str] = lease.engine.limits
    except StoreError as error:
        return (Check(name="limits", ok=False, detail=str(error)),)
    return (Check(name="limits", ok=True, detail=f"{limits['command.timeout']} ms a statement, kept by the engine"),)


def _procedures(settings: Settings) -> tuple[str, ...]:
    return tuple(name.strip() for name in settings.console_procedures.split(",") if name.strip())
