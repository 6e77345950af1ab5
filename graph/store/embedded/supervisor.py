"""The process that owns the engine of one case: it starts it, restarts it, and ends when nobody needs it.

Run as `python -m graph.store.embedded.supervisor CASE_FOLDER [--heap 512m] [--query-timeout 10]`, in a session of its
own. Its end is the end of the engine, whose standard input is a pipe from here.
"""

import argparse
import asyncio
import logging
import os
import signal
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

from filelock import Timeout

from graph.errors import StoreError, StoreLocked, StoreUnavailable
from graph.store.embedded.address import Address, read_address, remove_address, write_address
from graph.store.embedded.case_files import CaseFiles, file_lock, prepare_case
from graph.store.embedded.door import HOST, Door, Tenant
from graph.store.embedded.keeper import Keeper
from graph.store.embedded.messages import Message
from graph.store.embedded.records import EngineOptions, engine_to_fields

log = logging.getLogger(__name__)

PREDECESSOR_S = 20.0
"""Seconds to wait for a supervisor that is about to end."""
FIRST_LEASE_S = 10.0
"""Seconds to wait for the command that started this process; it may have been killed."""


class Supervisor:
    """The engine of a case, the leases on it, and its one write lock."""

    def __init__(self, files: CaseFiles, options: EngineOptions) -> None:
        stale = read_address(files)
        self._files = files
        self._options = options
        self._started = time.time()
        self._door = Door(self, pid=os.getpid())
        self._keeper = Keeper(
            files, options, last_generation=stale.generation if stale else 0, on_change=self._engine_changed
        )
        self._port = 0
        self._stay = False
        self._stopping = asyncio.Event()
        self._write_lock = asyncio.Lock()
        self._writer: Tenant | None = None
        self._limit_raised = False

    async def run(self) -> bool:
        """Serve until the last lease is gone or somebody says stop; whether the engine worked."""
        self._port = await self._door.open()
        self._publish()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(self._stop))
        loop.call_later(FIRST_LEASE_S, self._stop_if_unused)
        keeping = asyncio.create_task(self._keeper.run())
        keeping.add_done_callback(self._keeping_ended)
        await self._stopping.wait()
        keeping.cancel()
        await asyncio.wait({keeping})
        await self._keeper.close()
        return not self._keeper.problem

    def news(self) -> Mapping[str, object]:
        """The engine, or why there is none at the moment."""
        engine = self._keeper.engine
        if engine is not None:
            return {"news": "ready", "engine": engine_to_fields(engine)}
        return {"news": self._keeper.state, "problem": self._keeper.problem}

    def status(self) -> Mapping[str, object]:
        """See `records.Status`."""
        engine = self._keeper.engine
        return {
            "state": self._keeper.state,
            "pid": os.getpid(),
            "started": self._started,
            "generation": self._keeper.generation,
            "uri": engine.uri if engine else "",
            "heap": self._options.heap,
            "stay": self._stay,
            "leases": sorted(tenant.pid for tenant in self._door.tenants),
            "writer": self._writer.pid if self._writer else None,
            "log": str(self._files.log),
        }

    async def answer(self, tenant: Tenant, ask: str, request: Message) -> Mapping[str, object]:
        """Do what a lease asks for."""
        match ask:
            case "status":
                return self.status()
            case "stay":
                self._stay = True
            case "stop":
                self._stop()
            case "leave":
                self._door.tenants.discard(tenant)
                await self.left(tenant)
                return {"last": self._stopping.is_set()}
            case "restart":
                return {"restarting": self._keeper.restart(request.get("generation"))}
            case "lock":
                await self._lend_write_lock(tenant, request)
            case "unlock":
                if self._writer is tenant:
                    await self._take_write_lock_back(tenant)
                else:
                    tenant.cancel(request.get("ticket"))
            case _:
                raise StoreError(f"the supervisor does not know {ask!r}; it may be of another version of Clew")
        return {}

    async def left(self, tenant: Tenant) -> None:
        """Free what the lease held; the last one ends the engine."""
        await self._take_write_lock_back(tenant)
        self._stop_if_unused()

    async def _lend_write_lock(self, tenant: Tenant, request: Message) -> None:
        timeout_s, time_limit_s = request.get("timeout_s"), request.get("time_limit_s")
        try:
            async with asyncio.timeout(timeout_s if isinstance(timeout_s, int | float) else None):
                await self._write_lock.acquire()
        except TimeoutError as exc:
            holder = self._writer.pid if self._writer else "nobody any more"
            raise StoreLocked(f"another command holds the write lock for too long (process {holder})") from exc
        if tenant not in self._door.tenants:
            self._write_lock.release()
            return
        self._writer = tenant
        if isinstance(time_limit_s, int | float):
            self._limit_raised = True
            try:
                await self._keeper.set_time_limit(time_limit_s)
            except StoreUnavailable:
                await self._take_write_lock_back(tenant)
                raise

    async def _take_write_lock_back(self, tenant: Tenant) -> None:
        if self._writer is not tenant:
            return
        self._writer = None
        try:
            if self._limit_raised:
                self._limit_raised = False
                await self._keeper.set_time_limit(None)
        except StoreUnavailable as exc:
            log.info("the time limit is back with the next engine: %s", exc)
        finally:
            self._write_lock.release()

    def _engine_changed(self) -> None:
        self._publish()
        self._door.tell(self.news())

    def _keeping_ended(self, keeping: "asyncio.Task[None]") -> None:
        error = None if keeping.cancelled() else keeping.exception()
        if error is not None:
            log.error("a fault in the supervisor", exc_info=error)
            self._keeper.fail(f"a fault in the supervisor; its log is {self._files.log}")
        self._stop()

    def _stop_if_unused(self) -> None:
        if not self._door.tenants and not self._stay:
            self._stop()

    def _stop(self) -> None:
        """Nobody is let in from this moment on: who comes now starts the next supervisor."""
        if self._stopping.is_set():
            return
        self._stopping.set()
        self._door.close()
        remove_address(self._files)
        if not self._keeper.problem:
            self._door.tell({"news": "stopping"})

    def _publish(self) -> None:
        if self._stopping.is_set():
            return
        write_address(
            self._files,
            Address(
                host=HOST,
                port=self._port,
                pid=os.getpid(),
                started=self._started,
                secret=self._door.secret,
                generation=self._keeper.generation,
            ),
        )


def main(arguments: list[str]) -> NoReturn:
    """Supervise the engine of a case until it is not needed; the exit status is 1 if it did not start."""
    defaults = EngineOptions()
    parser = argparse.ArgumentParser(prog="graph.store.embedded.supervisor", description=__doc__)
    parser.add_argument("case", type=Path)
    parser.add_argument("--heap", default=defaults.heap)
    parser.add_argument("--query-timeout", type=float, default=defaults.query_timeout_s)
    given = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s supervisor %(levelname)s %(message)s")
    files = prepare_case(given.case)
    lock = file_lock(files.supervisor_lock)
    try:
        lock.acquire(timeout=PREDECESSOR_S)
    except (Timeout, OSError) as exc:
        sys.exit(f"cannot lock the case: {exc}")
    loop = asyncio.new_event_loop()
    worked = loop.run_until_complete(
        _supervise(files, EngineOptions(heap=given.heap, query_timeout_s=given.query_timeout))
    )
    logging.shutdown()
    # At once, with the leases still connected: the end of their connection is how they know that all is done.
    os._exit(0 if worked else 1)


async def _supervise(files: CaseFiles, options: EngineOptions) -> bool:
    return await Supervisor(files, options).run()


if __name__ == "__main__":
    main(sys.argv[1:])
