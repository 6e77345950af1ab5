"""The supervisor's handle on one run of the engine child: start, proof of its walls, time limit, end."""

import asyncio
import contextlib
import importlib
import logging
import secrets
import sys
from collections.abc import Mapping
from dataclasses import dataclass

from graph.errors import EngineFailed
from graph.store.embedded.case_files import CaseFiles, last_lines, open_log
from graph.store.embedded.environment import clean_environment
from graph.store.embedded.messages import LINE_LIMIT_BYTES, Message, decode, encode
from graph.store.embedded.probe import check_walls
from graph.store.embedded.records import Credentials, Engine, EngineOptions

log = logging.getLogger(__name__)

READY_S = 60.0
"""Seconds that a start may take; the slowest one measured, on a machine ten times overloaded, took 49."""
CONFIRM_S = 10.0
CLEAN_STOP_S = 4.0


class CutShort(EngineFailed):
    """A start that says nothing about the next one: the engine was killed, or silent for READY_S."""


@dataclass(frozen=True, slots=True)
class EngineChild:
    """One run of the engine, ready to be used."""

    process: asyncio.subprocess.Process
    engine: Engine


async def start_child(files: CaseFiles, options: EngineOptions, *, generation: int) -> EngineChild:
    """A child whose engine answers over Bolt and refuses what it must.

    Raises EngineFailed, as CutShort where another try makes sense; no process is left behind then, nor when cancelled.
    """
    admin, reader = (Credentials(user, secrets.token_urlsafe(32)) for user in ("root", "reader"))
    with open_log(files) as log_file:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-P", "-m", "graph.store.embedded.engine", str(files.root)),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=log_file,
            env=clean_environment(),
            limit=LINE_LIMIT_BYTES,
        )
    ready = False
    try:
        order = {
            "heap": options.heap,
            "query_timeout_s": options.query_timeout_s,
            "admin": {"user": admin.user, "password": admin.password},
            "reader": {"user": reader.user, "password": reader.password},
        }
        # The driver takes a fifth of a second to load: meanwhile the engine starts.
        loading = asyncio.create_task(asyncio.to_thread(importlib.import_module, "neo4j"))
        async with asyncio.timeout(READY_S):
            answer = await _ask(process, files, order)
            await loading
            engine = _engine(answer, admin, reader, generation)
            await asyncio.to_thread(check_walls, engine)
        ready = True
    except TimeoutError as exc:
        raise CutShort(f"the engine was not ready within {READY_S:.0f} s; its log is {files.log}") from exc
    except EngineFailed as exc:
        await _end(process)
        if process.returncode is not None and process.returncode < 0:
            raise CutShort(str(exc)) from exc
        raise
    finally:
        if not ready:
            await _end(process)
    return EngineChild(process, engine)


async def set_time_limit(child: EngineChild, files: CaseFiles, query_timeout_s: float) -> None:
    """Let statements run for so many seconds. Raises EngineFailed if the engine does not confirm it."""
    try:
        async with asyncio.timeout(CONFIRM_S):
            await _ask(child.process, files, {"query_timeout_s": query_timeout_s})
    except TimeoutError as exc:
        raise EngineFailed(f"the engine did not answer within {CONFIRM_S:.0f} s; its log is {files.log}") from exc


async def stop_child(child: EngineChild) -> None:
    """End the engine: cleanly if it is done within CLEAN_STOP_S, else by force (its log of changes makes up for it)."""
    await _end(child.process)


def kill_child(child: EngineChild) -> None:
    """End the engine at once, whatever it is doing."""
    _kill(child.process)


def _kill(process: asyncio.subprocess.Process) -> None:
    # It may have died by itself a moment ago.
    with contextlib.suppress(ProcessLookupError):
        process.kill()


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.stdin is not None:
        process.stdin.close()
    try:
        async with asyncio.timeout(CLEAN_STOP_S):
            await process.wait()
    except TimeoutError:
        log.warning("the engine did not stop within %.0f s and is killed", CLEAN_STOP_S)
        _kill(process)
        await process.wait()


async def _ask(process: asyncio.subprocess.Process, files: CaseFiles, line: Mapping[str, object]) -> Message:
    """The engine's answer to a line. Raises EngineFailed if that is an error or the engine ends instead."""
    if process.stdin is None or process.stdout is None:
        raise EngineFailed("the engine was started without pipes")
    try:
        process.stdin.write(encode(line))
        await process.stdin.drain()
        answer = await process.stdout.readline()
    except ConnectionError as exc:
        raise EngineFailed(f"the engine is gone; its log is {files.log}") from exc
    if not answer:
        end = f"exit status {await process.wait()}"
        raise EngineFailed(f"the engine ended with {end}; its log is {files.log}:\n{last_lines(files)}")
    message = decode(answer)
    if "error" in message:
        raise EngineFailed(f"{message['error']}; its log is {files.log}")
    return message


def _engine(answer: Message, admin: Credentials, reader: Credentials, generation: int) -> Engine:
    limits = answer["limits"]
    if not isinstance(limits, dict):
        raise EngineFailed(f"the engine answered {sorted(answer)} without limits")
    return Engine(
        uri=f"bolt://127.0.0.1:{answer['port']}",
        database=str(answer["database"]),
        admin=admin,
        reader=reader,
        limits={str(name): str(value) for name, value in limits.items()},
        generation=generation,
    )
