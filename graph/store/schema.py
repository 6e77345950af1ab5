"""Whose database it is, and its schema: the marker, constraints and indexes, and how an older store is brought up."""

import secrets
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

from neo4j import Transaction

from graph.errors import ForeignDatabase, NewerStore
from graph.store.connection import Connection
from graph.store.statements import setup

STEPS: Mapping[int, tuple[str, ...]] = {1: setup.FIRST_SCHEMA}
"""What leads from each schema to the next; a published step is never changed."""
SCHEMA = max(STEPS)
"""The schema that this version writes."""


@dataclass(frozen=True, slots=True)
class Marker:
    """The note by which Clew knows a database as its own."""

    id: str
    schema: int
    revision: int


@dataclass(frozen=True, slots=True)
class State:
    """A database at first sight: ours, empty, or somebody else's."""

    marker: Marker | None
    used: bool

    @property
    def foreign(self) -> bool:
        """Whether it holds data that Clew did not write."""
        return self.marker is None and self.used


def read_state(transaction: Transaction) -> State:
    """Whether the database is ours, empty or foreign."""
    row = transaction.run(setup.STATE).single(strict=True)
    marker = Marker(row["id"], row["schema"], row["revision"]) if row["schema"] is not None else None
    return State(marker, row["used"])


def prepare(connection: Connection, lock: Callable[[], AbstractContextManager[None]] = nullcontext) -> State:
    """The state after an empty database was made ours and an older one of ours brought up to SCHEMA, under `lock`.

    A foreign one stays as it is. Raises NewerStore, and leaves the store untouched.
    """
    state = connection.read(read_state)
    if state.foreign or _schema_of(state) == SCHEMA:
        return state
    with lock():
        state = connection.read(read_state)
        for number in range(_schema_of(state) + 1, SCHEMA + 1):
            for statement in STEPS[number]:
                _run(connection, statement)
            if state.marker is not None:
                _run(connection, setup.SET_SCHEMA, schema=number)
        if connection.dialect().has_fulltext_ddl:
            _run(connection, setup.FULLTEXT_INDEX)
            _run(connection, setup.AWAIT_INDEXES)
        # The marker comes last: a start that breaks off before it leaves an empty database, to be prepared again.
        _run(connection, setup.CREATE_MARKER, id=secrets.token_hex(16), schema=SCHEMA)
    return connection.read(read_state)


def _schema_of(state: State) -> int:
    at = state.marker.schema if state.marker is not None else 0
    if at > SCHEMA:
        raise NewerStore(
            f"this store has schema {at}, written by a newer Clew; this version knows {SCHEMA}. Update Clew"
            " (pip install --upgrade clew) or open another case"
        )
    return at


def refuse_foreign(uri: str) -> ForeignDatabase:
    """The error for a write to a database that is not ours; says how to name another one."""
    return ForeignDatabase(
        f"the database at {uri} holds data that Clew did not write, so it is read-only here;"
        " name an empty one with NEO4J_DATABASE or NEO4J_URI, or unset NEO4J_URI to use the embedded store"
    )


def _run(connection: Connection, statement: str, **parameters: object) -> None:
    connection.write(lambda transaction: transaction.run(statement, parameters).consume())
