import dataclasses
import json
import os
import stat
import threading
import time
from pathlib import Path

import neo4j
import pytest
from neo4j.exceptions import ClientError

from graph.errors import EngineFailed, StoreLocked, StoreUnavailable
from graph.store.embedded.case_files import CaseFiles
from graph.store.embedded.lease import Lease, attach, peek
from graph.store.embedded.probe import check_walls
from graph.store.embedded.records import Credentials, Engine

ENDLESS = "UNWIND range(1, 1000000) AS x UNWIND range(1, 1000000) AS y WITH x WHERE x < 0 RETURN count(x)"


def run(engine: Engine, who: Credentials, statement: str, **parameters: object) -> list[list[object]]:
    with (
        neo4j.GraphDatabase.driver(engine.uri, auth=(who.user, who.password)) as driver,
        driver.session(database=engine.database) as session,
        session.begin_transaction() as transaction,
    ):
        return transaction.run(statement, parameters).values()  # type: ignore[arg-type]


def test_two_attachers_share_one_engine(shared_case: Path, shared_lease: Lease) -> None:
    with attach(shared_case) as other:
        assert other.engine == shared_lease.engine
        assert len(other.status().leases) == 2
    assert shared_lease.status().leases == (os.getpid(),)


def test_another_process_shares_the_engine(shared_case: Path, shared_lease: Lease, client) -> None:
    code = "from pathlib import Path; from graph.store.embedded.lease import attach\n"
    code += f"with attach(Path({str(shared_case)!r})) as lease: print(lease.engine.uri)"
    answer, _ = client(code).communicate(timeout=30)
    assert answer.strip() == shared_lease.engine.uri


def test_reader_reads_what_admin_wrote(shared_lease: Lease) -> None:
    engine = shared_lease.engine
    run(engine, engine.admin, "CREATE (:Entity {id: 'r1', search: 'zizek slavoj'})")
    found = run(
        engine,
        engine.reader,
        "CALL db.index.fulltext.queryNodes('entity_search', $q) YIELD node, score RETURN node.id",
        q="slav*",
    )
    assert found == [["r1"]]


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE (:Entity {id: 'x'})",
        "CREATE (:NewType)",
        "MATCH (n:Entity) SET n.search = 'x'",
        "MATCH (n:Entity) DETACH DELETE n",
        "CREATE INDEX some_index IF NOT EXISTS FOR (n:Entity) ON (n.other)",
        "LOAD CSV FROM 'file:///etc/hosts' AS row RETURN row",
        "LOAD CSV FROM 'http://192.0.2.1/' AS row RETURN row",
    ],
)
def test_reader_is_refused(shared_lease: Lease, statement: str) -> None:
    engine = shared_lease.engine
    run(engine, engine.admin, "MERGE (:Entity {id: 'kept'})")
    with pytest.raises(ClientError, match="Forbidden"):
        run(engine, engine.reader, statement)
    assert run(engine, engine.admin, "MATCH (n:Entity {id: 'kept'}) RETURN n.search") == [[None]]


def test_start_fails_if_the_reader_is_not_refused(shared_lease: Lease) -> None:
    engine = shared_lease.engine
    with pytest.raises(EngineFailed, match="did not refuse"):
        check_walls(dataclasses.replace(engine, reader=Credentials(engine.admin.user, engine.admin.password)))
    assert run(engine, engine.admin, "MATCH (n) WHERE n:ClewProbe OR n.id = 'clew-probe' RETURN n") == []


def test_limits_are_read_back(shared_lease: Lease) -> None:
    limits = shared_lease.engine.limits
    assert limits["command.timeout"] == "30000"
    assert limits["opencypher.loadCsv.allowRemoteUrls"] == "false"
    assert limits["txWalFlush"] == "1"


def test_a_wrong_password_is_refused(shared_lease: Lease) -> None:
    engine = shared_lease.engine
    with pytest.raises(ClientError, match="Unauthorized"):
        run(engine, Credentials("root", "guess"), "RETURN 1")


def test_write_lock_is_held_by_one_lease_at_a_time(shared_case: Path, shared_lease: Lease) -> None:
    with attach(shared_case) as other:
        with (
            shared_lease.write_lock(),
            pytest.raises(StoreLocked, match=str(os.getpid())),
            other.write_lock(timeout_s=0.1),
        ):
            pytest.fail("two leases hold the write lock")
        with other.write_lock(timeout_s=5.0):
            assert other.status().writer == os.getpid()
    assert shared_lease.status().writer is None


def test_write_lock_is_held_by_one_thread_at_a_time(shared_lease: Lease) -> None:
    with shared_lease.write_lock(), pytest.raises(StoreLocked), shared_lease.write_lock(timeout_s=0.1):
        pytest.fail("two threads hold the write lock")


def test_write_lock_goes_to_whoever_asked_first(shared_case: Path, shared_lease: Lease) -> None:
    order = []

    def write(lease: Lease, name: str) -> None:
        with lease.write_lock(timeout_s=20.0):
            order.append(name)

    with attach(shared_case) as first, attach(shared_case) as second:
        threads = [threading.Thread(target=write, args=(lease, name)) for lease, name in ((first, "1"), (second, "2"))]
        with shared_lease.write_lock():
            for thread in threads:
                thread.start()
                time.sleep(0.2)
        for thread in threads:
            thread.join()
    assert order == ["1", "2"]


def test_write_lock_of_a_killed_process_is_freed(shared_case: Path, shared_lease: Lease, client) -> None:
    process = client(
        "import sys; from pathlib import Path; from graph.store.embedded.lease import attach\n"
        f"lease = attach(Path({str(shared_case)!r}))\n"
        "with lease.write_lock(): print('held', flush=True); sys.stdin.readline()"
    )
    assert process.stdout.readline() == "held\n"
    with pytest.raises(StoreLocked, match=str(process.pid)), shared_lease.write_lock(timeout_s=0.1):
        pytest.fail("two processes hold the write lock")
    process.kill()
    with shared_lease.write_lock(timeout_s=10.0):
        assert shared_lease.status().writer == os.getpid()


def test_time_limit_holds_as_long_as_the_write_lock(shared_case: Path, shared_lease: Lease) -> None:
    settings = CaseFiles(shared_case).root / "databases" / "clew" / "configuration.json"
    engine = shared_lease.engine
    with shared_lease.write_lock(time_limit_s=0.5):
        assert json.loads(settings.read_text())["configuration"]["command.timeout"] == 500
        with pytest.raises(ClientError, match="TransactionTimedOut"):
            run(engine, engine.reader, ENDLESS)
    assert json.loads(settings.read_text())["configuration"]["command.timeout"] == 30_000


def test_restart_ends_a_statement_that_nothing_else_stops(shared_lease: Lease) -> None:
    shared_lease.wait(30.0)
    before, ended = shared_lease.engine, threading.Event()
    runaway = "RETURN size([x IN range(1, 3000) | size([y IN range(1, 100000) WHERE y % 2 = 0 | y])])"

    def run_away() -> None:
        with pytest.raises(neo4j.exceptions.DriverError):
            run(before, before.reader, runaway)
        ended.set()

    thread = threading.Thread(target=run_away)
    thread.start()
    assert not ended.wait(1.0)
    shared_lease.restart()
    with pytest.raises(StoreUnavailable):
        _ = shared_lease.engine
    after = shared_lease.wait(30.0)
    thread.join(10.0)
    assert ended.is_set()
    assert after.generation == before.generation + 1
    assert after.admin != before.admin


def test_peeking_starts_nothing(tmp_path: Path) -> None:
    assert peek(tmp_path / "no case") is None
    assert list(tmp_path.iterdir()) == []


def test_peeking_is_no_lease(shared_case: Path, shared_lease: Lease) -> None:
    seen = peek(shared_case)
    assert seen == shared_lease.status()
    assert seen.state == "ready"


def test_closed_lease_gives_no_engine(shared_case: Path, shared_lease: Lease) -> None:
    other = attach(shared_case)
    other.close()
    other.close()
    with pytest.raises(StoreUnavailable, match="over"):
        _ = other.engine
    with pytest.raises(StoreUnavailable, match="over"), other.write_lock():
        pytest.fail("a closed lease lent the write lock")


def test_files_are_closed_to_other_accounts(shared_case: Path, shared_lease: Lease) -> None:
    files = CaseFiles(shared_case)
    assert stat.S_IMODE(files.root.stat().st_mode) == 0o700
    assert stat.S_IMODE(files.address.stat().st_mode) == 0o600


def test_supervisor_is_out_of_reach_of_ctrl_c(shared_lease: Lease) -> None:
    assert os.getsid(shared_lease.status().pid) != os.getsid(0)
