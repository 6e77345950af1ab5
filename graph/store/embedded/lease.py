"""A lease on the engine of a case: as long as somebody holds one, the engine runs."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self, cast

from graph.errors import EngineFailed, StoreError, StoreLocked, StoreUnavailable
from graph.store.embedded.case_files import CaseFiles, prepare_case
from graph.store.embedded.connection import Connection
from graph.store.embedded.launch import knock, reach_supervisor
from graph.store.embedded.messages import Message
from graph.store.embedded.records import (
    Engine,
    EngineFields,
    EngineOptions,
    Status,
    StatusFields,
    engine_from_fields,
    status_from_fields,
)

log = logging.getLogger(__name__)

END_S = 8.0
"""Seconds to wait for the end of an engine; it takes a tenth, or five if it has to be killed."""

PAUSE_S = 0.5
"""Seconds before another supervisor is started, so that one that keeps dying does not take the whole machine."""


def attach(case: Path, *, start_timeout_s: float = 120, heap: str = "512m", query_timeout_s: float = 10) -> "Lease":
    """A lease on the engine of the case folder, once the engine is ready; it is started if it does not run.

    `heap` and `query_timeout_s` count only for the command that starts the engine. Raises EngineFailed, with the path
    of the log, if there is no engine within `start_timeout_s` seconds.
    """
    files = prepare_case(case)
    lease = Lease(files, EngineOptions(heap=heap, query_timeout_s=query_timeout_s), start_timeout_s=start_timeout_s)
    try:
        lease._open()
    except BaseException:
        lease.close()
        raise
    return lease


def peek(case: Path) -> Status | None:
    """The state of the engine of a case; None if none runs. Starts nothing and holds no lease."""
    connection = knock(CaseFiles(case.absolute()), peek=True)
    if connection is None:
        return None
    try:
        return status_from_fields(cast(StatusFields, connection.read()))
    except (OSError, ValueError):
        return None
    finally:
        connection.close()


class Lease:
    """Holds the engine of a case; safe to share between threads, not between forked processes.

    If the supervisor is killed, the lease starts another one by itself; if somebody stops it, it does not.
    """

    def __init__(self, files: CaseFiles, options: EngineOptions, *, start_timeout_s: float) -> None:
        self._files = files
        self._options = options
        self._start_timeout_s = start_timeout_s
        self._changed = threading.Condition()
        self._connection: Connection | None = None
        self._engine: Engine | None = None
        self._problem: StoreError | None = None
        self._over = False
        self._callbacks: list[Callable[[Engine | None], None]] = []
        self._write_turn = threading.Lock()

    @property
    def engine(self) -> Engine:
        """The engine as it is now.

        Raises StoreUnavailable while it is restarted and after it was stopped, EngineFailed if it does not start.
        """
        with self._changed:
            if self._engine is not None:
                return self._engine
            raise self._why_not("the engine is being restarted; try again in a few seconds")

    def wait(self, timeout_s: float) -> Engine:
        """The engine, as soon as there is one. Raises EngineFailed if there is none within that time."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._engine or self._problem, timeout_s):
                raise EngineFailed(f"the engine was not ready within {timeout_s:.0f} s; its log is {self._files.log}")
        return self.engine

    def on_change(self, callback: Callable[[Engine | None], None]) -> None:
        """Call back from a background thread with each new engine, and with None when there is none any more.

        The callback must neither raise nor ask the lease for anything but `engine`.
        """
        self._callbacks.append(callback)

    @contextmanager
    def write_lock(self, *, timeout_s: float | None = None, time_limit_s: float | None = None) -> Iterator[None]:
        """The one write lock of the case, for whoever asks first; freed also if this process dies.

        While it is held, statements may run for `time_limit_s` seconds, if given, instead of `query_timeout_s`, the
        reader's too. Raises StoreLocked if it is not granted within `timeout_s` seconds (None = wait for ever),
        StoreUnavailable if the supervisor ends.
        """
        began = time.monotonic()
        if not self._write_turn.acquire(timeout=-1 if timeout_s is None else timeout_s):
            raise StoreLocked("another thread of this process holds the write lock for too long")
        try:
            left_s = None if timeout_s is None else max(0.0, timeout_s - (time.monotonic() - began))
            connection = self._connected()
            request = connection.begin("lock", timeout_s=left_s, time_limit_s=time_limit_s)
            try:
                request.answer.result()
                yield
            finally:
                self._unlock(connection, request.number)
        finally:
            self._write_turn.release()

    def stay(self) -> None:
        """Let the engine run on when the last lease is gone, until somebody stops it."""
        self._connected().ask("stay")

    def restart(self) -> None:
        """Kill the engine, whatever it is doing, and start it anew; returns at once, `on_change` and `wait` tell.

        Nothing happens if it has been restarted since this lease last heard of it.
        """
        self._connected().ask("restart", generation=self.engine.generation)

    def status(self) -> Status:
        """The state of the engine. Raises StoreUnavailable if the supervisor does not answer."""
        return status_from_fields(cast(StatusFields, self._connected().ask("status")))

    def stop(self) -> None:
        """End the engine, whoever else holds a lease, and this lease; returns when it is gone."""
        self._leave("stop")

    def close(self) -> None:
        """Give the lease back; a second time does nothing.

        If it was the last one and the engine was not asked to stay, returns when the engine is gone.
        """
        self._leave("leave")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _open(self) -> None:
        deadline = time.monotonic() + self._start_timeout_s
        self._connect()
        self.wait(max(0.0, deadline - time.monotonic()))

    def _connect(self) -> None:
        connection = reach_supervisor(self._files, self._options, timeout_s=self._start_timeout_s)
        with self._changed:
            over = self._over
            if not over:
                self._connection = connection
        if over:
            connection.close()
        else:
            connection.listen(self._hear, self._lost)

    def _why_not(self, otherwise: str) -> StoreError:
        return StoreUnavailable(otherwise) if self._problem is None else type(self._problem)(*self._problem.args)

    def _connected(self) -> Connection:
        with self._changed:
            if self._connection is None or self._over:
                raise self._why_not("this lease on the engine is over")
            return self._connection

    def _unlock(self, connection: Connection, ticket: int) -> None:
        try:
            connection.ask("unlock", ticket=ticket)
        except StoreUnavailable as exc:
            log.info("the write lock went with the supervisor: %s", exc)

    def _leave(self, ask: str) -> None:
        with self._changed:
            connection = None if self._over else self._connection
            self._over = True
            self._engine = None
            self._problem = self._problem or StoreUnavailable("this lease on the engine is over")
        if connection is None:
            return
        try:
            answer = connection.ask(ask)
            if (ask == "stop" or answer.get("last")) and not connection.wait_for_end(END_S):
                log.warning("the engine is still not gone after %.0f s; its log is %s", END_S, self._files.log)
        except StoreUnavailable as exc:
            log.info("the lease was over: %s", exc)
        connection.close()

    def _hear(self, message: Message) -> None:
        news = message.get("news")
        if news == "ready":
            self._set(engine_from_fields(cast(EngineFields, message["engine"])), None)
        elif news == "failed":
            self._set(None, EngineFailed(str(message.get("problem"))))
        elif news == "stopping":
            self._set(None, StoreUnavailable("the engine of this case was stopped"))
        else:
            self._set(None, None)

    def _set(self, engine: Engine | None, problem: StoreError | None) -> None:
        with self._changed:
            if self._over or (self._engine, self._problem) == (engine, problem):
                return
            told = self._engine is engine is None
            self._engine, self._problem = engine, problem
            self._changed.notify_all()
        if not told:
            for callback in tuple(self._callbacks):
                callback(engine)

    def _lost(self) -> None:
        """The supervisor has gone; unless that was on purpose, start another one."""
        with self._changed:
            if self._over or self._problem is not None:
                self._connection = None
                return
        self._set(None, None)
        log.warning("the supervisor of the engine is gone; starting another one")
        time.sleep(PAUSE_S)
        try:
            self._connect()
        except EngineFailed as exc:
            self._set(None, exc)
