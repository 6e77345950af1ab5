import os
import random
import signal
import subprocess
import threading
from pathlib import Path

import neo4j
import pytest

from graph.errors import EngineFailed, StoreUnavailable
from graph.store.embedded.case_files import CaseFiles
from graph.store.embedded.lease import attach, peek
from graph.store.embedded.records import Engine


def create(engine: Engine, number: int) -> None:
    auth = (engine.admin.user, engine.admin.password)
    with (
        neo4j.GraphDatabase.driver(engine.uri, auth=auth) as driver,
        driver.session(database=engine.database) as session,
    ):
        session.execute_write(lambda tx: tx.run("CREATE (:Mark {number: $n})", n=number).consume())


def marks(engine: Engine) -> list[int]:
    auth = (engine.reader.user, engine.reader.password)
    with (
        neo4j.GraphDatabase.driver(engine.uri, auth=auth) as driver,
        driver.session(database=engine.database) as session,
    ):
        return [record["n"] for record in session.run("MATCH (m:Mark) RETURN m.number AS n ORDER BY n")]


def pid_of(kind: str, running: dict[int, str]) -> int:
    return next(pid for pid, name in running.items() if name == kind)


def test_killed_command_frees_its_lease_and_the_engine_stops(tmp_path: Path, client, processes, eventually) -> None:
    process = client(
        "import sys; from pathlib import Path; from graph.store.embedded.lease import attach\n"
        f"lease = attach(Path({str(tmp_path)!r})); print('attached', flush=True); sys.stdin.readline()"
    )
    assert process.stdout.readline() == "attached\n"
    assert sorted(processes(tmp_path).values()) == ["engine", "supervisor"]
    process.kill()
    assert eventually(lambda: not processes(tmp_path))
    assert peek(tmp_path) is None


def test_engine_that_dies_is_started_again_with_its_data(tmp_path: Path, processes, eventually) -> None:
    news: list[Engine | None] = []
    with attach(tmp_path) as lease:
        lease.on_change(news.append)
        first = lease.engine
        create(first, 1)
        told = threading.Event()
        lease.on_change(lambda engine: told.set())
        os.kill(pid_of("engine", processes(tmp_path)), signal.SIGKILL)
        assert told.wait(10.0)
        second = lease.wait(30.0)
        assert news == [None, second]
        assert second.generation == first.generation + 1
        assert marks(second) == [1]
    assert eventually(lambda: not processes(tmp_path))


def test_engine_dies_with_its_supervisor_and_the_lease_gets_another(tmp_path: Path, processes, eventually) -> None:
    news: list[Engine | None] = []
    with attach(tmp_path) as lease:
        lease.on_change(news.append)
        create(lease.engine, 1)
        before = processes(tmp_path)
        os.kill(pid_of("supervisor", before), signal.SIGKILL)
        assert eventually(lambda: pid_of_engine_is_gone(processes(tmp_path), before))
        assert eventually(lambda: len(news) == 2)
        assert news == [None, lease.engine]
        assert marks(lease.engine) == [1]
        assert lease.engine.generation == 2
    assert eventually(lambda: not processes(tmp_path))


def pid_of_engine_is_gone(now: dict[int, str], before: dict[int, str]) -> bool:
    return pid_of("engine", before) not in now


def test_engine_stays_when_told_to_until_somebody_stops_it(tmp_path: Path, processes, eventually) -> None:
    with attach(tmp_path) as lease:
        lease.stay()
    watched = peek(tmp_path)
    assert watched is not None
    assert watched.stay
    assert watched.leases == ()
    with attach(tmp_path) as lease, attach(tmp_path) as other:
        assert lease.engine.uri == watched.uri
        other.stop()
        assert eventually(lambda: not processes(tmp_path))
        assert eventually(lambda: peek(tmp_path) is None)
        with pytest.raises(StoreUnavailable):
            _ = lease.engine
    assert eventually(lambda: not processes(tmp_path))


def test_engine_folder_that_is_a_file_fails_and_names_the_log(tmp_path: Path) -> None:
    (tmp_path / "engine").write_text("in the way")
    with pytest.raises(EngineFailed, match=r"engine\.log"):
        attach(tmp_path)


def test_engine_that_does_not_start_fails_and_names_the_log(tmp_path: Path, processes, eventually) -> None:
    databases = CaseFiles(tmp_path).root / "databases"
    databases.mkdir(parents=True)
    (databases / "clew").write_text("in the way")
    with pytest.raises(EngineFailed, match=r"engine\.log"):
        attach(tmp_path)
    assert eventually(lambda: not processes(tmp_path))


def test_java_that_does_not_start_fails_and_names_the_log(tmp_path: Path, processes, eventually) -> None:
    with pytest.raises(EngineFailed, match=r"engine\.log"):
        attach(tmp_path, heap="1k")
    assert eventually(lambda: not processes(tmp_path))


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_twenty_commands_started_and_killed_leave_one_engine_or_none(
    tmp_path: Path, client, processes, eventually, seed: int
) -> None:
    chance = random.Random(seed)
    commands: list[subprocess.Popen[str]] = [
        client(
            "import time; from pathlib import Path; from graph.store.embedded.lease import attach\n"
            f"with attach(Path({str(tmp_path)!r})) as lease: time.sleep({chance.random()})"
        )
        for _ in range(20)
    ]
    for command in chance.sample(commands, len(commands)):
        threading.Event().wait(chance.random() * 0.4)
        command.kill()
        assert list(processes(tmp_path).values()).count("supervisor") <= 1
    for command in commands:
        command.wait()
    with attach(tmp_path) as lease:
        create(lease.engine, 1)
        assert marks(lease.engine) == [1]
        assert sorted(processes(tmp_path).values()) == ["engine", "supervisor"]
    assert eventually(lambda: not processes(tmp_path))


@pytest.mark.slow
def test_processes_killed_at_any_moment_leave_a_case_that_starts(tmp_path: Path, client, processes, eventually) -> None:
    chance = random.Random(1)
    for round_number in range(8):
        command = client(
            "from pathlib import Path; from graph.store.embedded.lease import attach\n"
            f"attach(Path({str(tmp_path)!r})).wait(60)"
        )
        threading.Event().wait(chance.random() * 2.5)
        victims = [*processes(tmp_path), command.pid]
        os.kill(chance.choice(victims), signal.SIGKILL)
        command.kill()
        with attach(tmp_path) as lease:
            create(lease.engine, round_number)
            assert marks(lease.engine) == list(range(round_number + 1))
    assert eventually(lambda: not processes(tmp_path))
