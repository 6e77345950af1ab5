"""One engine for the tests that leave it alone; processes to be killed for the others."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.store.embedded.lease import Lease, attach

ROOT = Path(__file__).parents[4]
ENDS_WITHIN_S = 10.0

Client = Callable[[str], "subprocess.Popen[str]"]
Processes = Callable[[Path], dict[int, str]]


@pytest.fixture(scope="session")
def shared_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("shared") / "a case"


@pytest.fixture(scope="session")
def shared_lease(shared_case: Path) -> Iterator[Lease]:
    with attach(shared_case, query_timeout_s=30.0) as lease:
        yield lease


@pytest.fixture
def client() -> Iterator[Client]:
    """Starts another process that runs some Python."""
    started: list[subprocess.Popen[str]] = []

    def start(code: str) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [sys.executable, "-c", code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def processes() -> Processes:
    """The living processes of a case: id -> `supervisor` or `engine`."""

    def look(case: Path) -> dict[int, str]:
        lines = subprocess.run(["ps", "-axww", "-o", "pid=,stat=,args="], capture_output=True, text=True, check=True)
        found = {}
        for line in lines.stdout.splitlines():
            pid, state, command = line.split(maxsplit=2)
            if "-m graph.store.embedded." in command and str(case) in command and not state.startswith("Z"):
                found[int(pid)] = command.split("graph.store.embedded.")[1].split()[0]
        return found

    return look


def wait_until(true: Callable[[], bool], *, within_s: float = ENDS_WITHIN_S) -> bool:
    """Whether it came true in time."""
    end = time.monotonic() + within_s
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


@pytest.fixture
def eventually() -> Callable[[Callable[[], bool]], bool]:
    return wait_until
