"""Writes our own stores; one writer at a time, each document in one transaction."""

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import TypeVar

from neo4j import ManagedTransaction

from graph.batch import Batch, KnownNames
from graph.errors import StoreTimeout
from graph.model import DocumentId
from graph.ontology import Ontology
from graph.store.connection import Connection
from graph.store.document_write import check_batch, write_batch
from graph.store.edges import reproject
from graph.store.known import ROWS, known_names
from graph.store.statements import setup, writing
from graph.store.work import Work

log = logging.getLogger(__name__)

T = TypeVar("T")

PORTIONS = (ROWS, 100, 20)
"""Rows of one statement, and how many after it outlived its time limit."""


class WriteLock:
    """The store's write lock; the thread that holds it may take it again."""

    def __init__(self, outer: Callable[[], AbstractContextManager[None]]) -> None:
        self._outer = outer
        self._mine = threading.local()

    @contextmanager
    def __call__(self) -> Iterator[None]:
        """Held inside. Raises StoreLocked."""
        if getattr(self._mine, "held", False):
            yield
            return
        with self._outer():
            self._mine.held = True
            try:
                yield
            finally:
                self._mine.held = False


class BoltWriter:
    """GraphWriter for one of our own stores."""

    def __init__(self, connection: Connection, ontology: Ontology, lock: WriteLock) -> None:
        self._connection = connection
        self._ontology = ontology
        self._lock = lock

    def known(self, keys: Sequence[str], document: DocumentId) -> KnownNames:
        """Profiles that share keys, as if `document` were not stored."""
        return self._connection.read(lambda transaction: known_names(transaction, keys, document))

    def held(self, document: DocumentId) -> str | None:
        """The extractor that the stored extraction was made with."""
        row = self._connection.read(lambda transaction: transaction.run(writing.HELD, id=document).single())
        return str(row["extractor"]) if row is not None else None

    def write(self, batch: Batch) -> None:
        """Writes the batch whole or not at all. Raises RevisionConflict, StoreLocked, StoreUnavailable."""
        check_batch(batch, self._ontology)
        self._in_portions(lambda transaction, size: write_batch(transaction, batch, self._ontology, size=size))

    def reproject(self) -> int:
        """Rebuilds every edge; how many were not as they should be."""
        return self._in_portions(self._reproject)

    def _reproject(self, transaction: ManagedTransaction, size: int) -> int:
        work = Work(transaction, self._ontology, size)
        work.run(setup.LOCK_REVISION)
        work.bump_revision(work.run(setup.REVISION)[0]["revision"])
        return reproject(work)

    def _in_portions(self, work: Callable[[ManagedTransaction, int], T]) -> T:
        for size in PORTIONS:
            try:
                with self._lock():
                    return self._connection.write(partial(_sized, work, size))
            except StoreTimeout:
                if size == PORTIONS[-1]:
                    raise
                log.warning("a statement of %d rows outlived its time limit; trying smaller ones", size)
        raise AssertionError("PORTIONS is not empty")


def _sized(work: Callable[[ManagedTransaction, int], T], size: int, transaction: ManagedTransaction) -> T:
    return work(transaction, size)
