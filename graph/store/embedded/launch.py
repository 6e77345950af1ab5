"""Reaching the supervisor of a case, which is started if there is none: one, however many commands want it at once."""

import logging
import subprocess
import sys
import threading
import time

from filelock import Timeout

from graph.errors import EngineFailed
from graph.store.embedded.address import is_supervised, read_address
from graph.store.embedded.case_files import CaseFiles, file_lock, last_lines, open_log
from graph.store.embedded.connection import Connection
from graph.store.embedded.environment import clean_environment
from graph.store.embedded.records import EngineOptions

log = logging.getLogger(__name__)

KNOCK_EVERY_S = 0.02


def reach_supervisor(files: CaseFiles, options: EngineOptions, *, timeout_s: float) -> Connection:
    """A connection to the supervisor of the case; one with these options is started if there is none.

    Raises EngineFailed if that does not succeed within the time.
    """
    deadline = time.monotonic() + timeout_s
    connection = knock(files)
    if connection is not None:
        return connection
    lock = file_lock(files.start_lock)
    try:
        lock.acquire(timeout=timeout_s)
    except Timeout as exc:
        raise EngineFailed(f"no engine within {timeout_s:.0f} s; its log is {files.log}") from exc
    except OSError as exc:
        raise EngineFailed(f"cannot lock {files.start_lock}: {exc.strerror}; the log is {files.log}") from exc
    try:
        return knock(files) or _start(files, options, deadline)
    finally:
        lock.release()


def knock(files: CaseFiles, *, peek: bool = False) -> Connection | None:
    """A connection to a supervisor that runs already, if one does."""
    address = read_address(files)
    if address is None or not is_supervised(files):
        return None
    try:
        return Connection(address, peek=peek)
    except (OSError, ValueError) as exc:
        log.debug("no supervisor behind %s: %s", files.address, exc)
        return None


def _start(files: CaseFiles, options: EngineOptions, deadline: float) -> Connection:
    process = _spawn(files, options)
    while time.monotonic() < deadline:
        connection = knock(files)
        if connection is not None:
            return connection
        if process.poll() is not None:
            raise EngineFailed(
                f"the supervisor of the engine ended with exit status {process.returncode}; "
                f"its log is {files.log}:\n{last_lines(files)}"
            )
        time.sleep(KNOCK_EVERY_S)
    process.kill()
    raise EngineFailed(f"the supervisor of the engine did not answer in time; its log is {files.log}")


def _spawn(files: CaseFiles, options: EngineOptions) -> "subprocess.Popen[bytes]":
    """A supervisor in a session of its own, so that Ctrl-C at our terminal does not reach it."""
    with open_log(files) as log_file:
        process = subprocess.Popen(
            [
                sys.executable,
                *("-P", "-m", "graph.store.embedded.supervisor", str(files.case)),
                *("--heap", options.heap, "--query-timeout", str(options.query_timeout_s)),
            ],
            stdin=subprocess.DEVNULL,
            stdout=log_file,
            stderr=log_file,
            cwd=files.root,
            env=clean_environment(),
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
            | getattr(subprocess, "DETACHED_PROCESS", 0),
        )
    # Somebody has to take note of its end, or it would stay in the process table as long as we live.
    threading.Thread(target=process.wait, name="engine supervisor", daemon=True).start()
    return process
