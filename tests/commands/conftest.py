"""The command as a user runs it: a process of its own, with a data folder of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

TEXTS = {
    "arrest.txt": (
        "Police in Ruritania arrested the banker Anna Lindqvist on Monday. Her lawyer, Piotr Wolski, said she was"
        " innocent.\n\nPrime Minister Viktor Salos of Ruritania praised the National Police."
    ),
    "charge.txt": (
        "Prosecutors in France charged Anna Lindqvist with fraud on Tuesday. Lindqvist, a former director of Nordbank,"
        " pleaded not guilty.\n\nFrance's justice minister, Claire Bonnet, told Le Matin that the case was strong."
    ),
}


class Clew:
    """Runs `clew` in a clean environment."""

    def __init__(self, home: Path) -> None:
        self.home = home
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("CLEW_", "NEO4J_"))}
        self.environment = {**kept, "CLEW_HOME": str(home), "CLEW_NO_BROWSER": "1"}

    def command(self, *arguments: object) -> list[str]:
        return [sys.executable, "-m", "clew", *map(str, arguments)]

    def start(self, *arguments: object, **environment: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            self.command(*arguments),
            env=self.environment | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            stdin=subprocess.DEVNULL,
        )

    def run(self, *arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*arguments),
            env=self.environment | environment,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            timeout=180,
            check=False,
        )

    def processes(self) -> list[int]:
        """The processes that run with this data folder."""
        found = []
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                variables = (entry / "environ").read_bytes().split(b"\0")
                command = (entry / "cmdline").read_bytes()
            except OSError:
                continue
            if f"CLEW_HOME={self.home}".encode() in variables or str(self.home).encode() in command:
                found.append(int(entry.name))
        return found

    def wait_until_nobody_runs(self, timeout_s: float = 20) -> None:
        deadline = time.monotonic() + timeout_s
        while self.processes() and time.monotonic() < deadline:
            time.sleep(0.1)

    @staticmethod
    def free_port() -> int:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            return int(probe.getsockname()[1])

    @staticmethod
    def wait_for(url: str, process: subprocess.Popen[str], timeout_s: float = 90) -> bytes:
        """The answer of `url` as soon as there is one."""
        deadline = time.monotonic() + timeout_s
        while time.monotonic() < deadline and process.poll() is None:
            try:
                with urllib.request.urlopen(url, timeout=5) as answer:
                    return bytes(answer.read())
            except OSError:
                time.sleep(0.2)
        raise AssertionError(f"no answer from {url}; the process said {process.poll()}")


@pytest.fixture
def clew(tmp_path):
    command = Clew(tmp_path / "home")
    yield command
    for pid in command.processes():
        os.kill(pid, signal.SIGKILL)


@pytest.fixture
def texts(tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
