"""The engine child: ArcadeDB behind a Bolt port, alive as long as its standard input is open.

Run as `python -m graph.store.embedded.engine ROOT`. The first line of standard input is the order: heap, time limit,
users with passwords. The first line of standard output is the answer: port and limits, or an error. Later lines of
input change the time limit of statements; each is answered with the limits in force.
"""

import json
import logging
import os
import signal
import sys
import threading
import time
from pathlib import Path
from queue import SimpleQueue
from typing import BinaryIO, TypedDict

from filelock import FileLock, Timeout

from graph.errors import EngineFailed
from graph.store.embedded.arcade import DATABASE, Arcade, apply_limits, start_arcade
from graph.store.embedded.case_files import CaseFiles, file_lock
from graph.store.embedded.limits import milliseconds
from graph.store.embedded.messages import encode
from graph.store.embedded.records import Credentials, CredentialsFields, EngineOptions

log = logging.getLogger(__name__)

FORCED_EXIT_S = 3.5
"""Seconds that a clean stop may take before this process just ends; the log of the engine makes up for it."""
PREDECESSOR_S = 20.0
"""Seconds to wait for the engine of a killed supervisor, which ends by itself."""


class Order(TypedDict):
    """The first line of standard input."""

    heap: str
    query_timeout_s: float
    admin: CredentialsFields
    reader: CredentialsFields


def main(arguments: list[str]) -> int:
    """Run the engine of the folder named first until the input ends; the exit status is 1 if it did not start."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s engine %(levelname)s %(message)s")
    root = Path(arguments[0]).absolute()
    with _private_output() as answers:
        order: Order = json.loads(sys.stdin.readline())
        lines = _watch_input()
        try:
            lock = _wait_for_predecessor(root)
            arcade = start_arcade(
                root,
                EngineOptions(heap=order["heap"], query_timeout_s=order["query_timeout_s"]),
                admin=Credentials(**order["admin"]),
                reader=Credentials(**order["reader"]),
            )
        except (EngineFailed, OSError) as exc:
            log.exception("the engine does not start")
            answers.write(encode({"error": str(exc)}))
            return 1
        # Only now, because the start of Java sets handlers of its own.
        signal.signal(signal.SIGTERM, lambda *_: lines.put(None))
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        answers.write(encode({"port": arcade.bolt_port, "database": DATABASE, "limits": arcade.limits}))
        _serve(arcade, lines, answers)
        arcade.server.stop()
        lock.release()
        return 0


def _serve(arcade: Arcade, lines: "SimpleQueue[str | None]", answers: BinaryIO) -> None:
    while (line := lines.get()) is not None:
        wanted = {"command.timeout": milliseconds(json.loads(line)["query_timeout_s"])}
        try:
            answers.write(encode({"limits": apply_limits(arcade.server, arcade.database, wanted)}))
        except EngineFailed as exc:
            answers.write(encode({"error": str(exc)}))


def _private_output() -> BinaryIO:
    """Standard output for our answers alone: what Java prints goes to the log instead."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=0)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return answers


def _watch_input() -> "SimpleQueue[str | None]":
    """The further lines of standard input; None at its end, after which this process lives FORCED_EXIT_S at most."""
    lines: SimpleQueue[str | None] = SimpleQueue()

    def watch() -> None:
        for line in sys.stdin:
            lines.put(line)
        lines.put(None)
        time.sleep(FORCED_EXIT_S)
        os._exit(1)

    threading.Thread(target=watch, name="input", daemon=True).start()
    return lines


def _wait_for_predecessor(root: Path) -> FileLock:
    """A lock that keeps the next engine waiting as long as this process lives; keep it, or it is freed."""
    lock = file_lock(CaseFiles(root.parent).child_lock)
    try:
        lock.acquire(timeout=PREDECESSOR_S)
    except Timeout as exc:
        raise EngineFailed(f"another engine still works in {root}") from exc
    return lock


if __name__ == "__main__":
    status = 1
    try:
        status = main(sys.argv[1:])
    finally:
        # Threads of Java would keep a failed start alive for ever.
        logging.shutdown()
        os._exit(status)
