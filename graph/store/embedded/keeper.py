"""Keeps the engine of a case running: starts it, and starts it again when it ends."""

import asyncio
import logging
from collections.abc import Callable

from graph.errors import EngineFailed, StoreUnavailable
from graph.store.embedded.case_files import CaseFiles
from graph.store.embedded.child import CutShort, EngineChild, kill_child, set_time_limit, start_child, stop_child
from graph.store.embedded.records import Engine, EngineOptions

log = logging.getLogger(__name__)

ATTEMPTS = 5
"""Starts in a row that may fail once the engine has worked."""
STEADY_S = 60.0
"""An engine that ran this long is no reason to wait before the next start."""
LONGEST_PAUSE_S = 30.0


class Keeper:
    """The engine of a case, from its first start to its end."""

    def __init__(
        self, files: CaseFiles, options: EngineOptions, *, last_generation: int, on_change: Callable[[], None]
    ) -> None:
        self.state = "starting"
        self.problem = ""
        """Why the engine does not start any more."""
        self.generation = last_generation
        self._files = files
        self._options = options
        self._on_change = on_change
        self._child: EngineChild | None = None
        self._worked = False
        self._killed = False
        self._talk = asyncio.Lock()

    @property
    def engine(self) -> Engine | None:
        """The engine, if it can be used."""
        return self._child.engine if self._child else None

    async def run(self) -> None:
        """Keep the engine running; returns when it does not start any more, then `problem` says why."""
        failures = 0
        pause_s = 0.0
        while True:
            try:
                child = await start_child(self._files, self._options, generation=self.generation + 1)
            except EngineFailed as exc:
                failures += 1
                log.error("start %d in a row failed: %s", failures, exc)
                if failures >= self._attempts(exc):
                    self.fail(str(exc))
                    return
                pause_s = min(LONGEST_PAUSE_S, 2.0 ** (failures - 1))
            else:
                failures = 0
                steady = await self._watch(child)
                pause_s = 0.0 if steady else min(LONGEST_PAUSE_S, max(0.5, 2 * pause_s))
            await asyncio.sleep(pause_s)

    def fail(self, problem: str) -> None:
        """Note that there will be no engine any more, and why."""
        self._change("failed", problem=problem)

    async def close(self) -> None:
        """End the engine; `run` must have been cancelled."""
        self.state = "failed" if self.problem else "stopping"
        if self._child is not None:
            await stop_child(self._child)

    def restart(self, generation: object) -> bool:
        """Kill the engine of that generation, so that it is started anew; whether there was one to kill."""
        if self._child is None or self._child.engine.generation != generation:
            return False
        self._kill(self._child)
        return True

    async def set_time_limit(self, query_timeout_s: float | None) -> None:
        """Let statements run for so many seconds; None = as long as by default.

        Raises StoreUnavailable if the engine does not confirm it; it is then started anew.
        """
        async with self._talk:
            child = self._child
            if child is None:
                raise StoreUnavailable("the engine is being restarted; try again in a few seconds")
            try:
                await set_time_limit(child, self._files, query_timeout_s or self._options.query_timeout_s)
            except EngineFailed as exc:
                self._kill(child)
                raise StoreUnavailable(f"the engine did not take a time limit and is restarted: {exc}") from exc

    def _attempts(self, failure: EngineFailed) -> int:
        if self._worked:
            return ATTEMPTS
        return 2 if isinstance(failure, CutShort) else 1

    async def _watch(self, child: EngineChild) -> bool:
        """Wait for the end of the engine; whether it ran long enough, or was ended on request, to go on at once."""
        began = asyncio.get_running_loop().time()
        self._child, self._worked, self._killed = child, True, False
        self.generation = child.engine.generation
        self._change("ready")
        status = await child.process.wait()
        self._child = None
        log.warning("engine %d ended with status %d", child.engine.generation, status)
        if self.state != "restarting":
            self._change("restarting")
        return self._killed or asyncio.get_running_loop().time() - began > STEADY_S

    def _kill(self, child: EngineChild) -> None:
        log.warning("engine %d is killed", child.engine.generation)
        self._child, self._killed = None, True
        self._change("restarting")
        kill_child(child)

    def _change(self, state: str, *, problem: str = "") -> None:
        self.state, self.problem = state, problem
        self._on_change()
