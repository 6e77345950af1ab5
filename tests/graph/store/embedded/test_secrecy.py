import json
import os
import socket
import subprocess
from pathlib import Path

import neo4j
import pytest
from neo4j.exceptions import ClientError

from graph.store.embedded.case_files import CaseFiles
from graph.store.embedded.environment import clean_environment
from graph.store.embedded.lease import Lease


def test_passwords_are_neither_on_disk_nor_in_the_process_list(shared_case: Path, shared_lease: Lease) -> None:
    engine = shared_lease.engine
    shown = subprocess.run(["ps", "-axwwE"] if os.uname().sysname == "Darwin" else ["ps", "axwwe"], capture_output=True)
    places = [shown.stdout, *(path.read_bytes() for path in shared_case.rglob("*") if path.is_file())]
    for secret in (engine.admin.password, engine.reader.password):
        assert not any(secret.encode() in place for place in places)
        assert secret not in repr(engine)


def test_log_keeps_no_statement_and_no_value(shared_case: Path, shared_lease: Lease) -> None:
    engine = shared_lease.engine
    auth = (engine.reader.user, engine.reader.password)
    with neo4j.GraphDatabase.driver(engine.uri, auth=auth) as driver:
        for statement in (
            "CREATE (:Entity {id: 'Jane Doe'})",
            "RETURN date($name)",
            "RETURN 1 / 0 AS `Jane Doe`",
            "MATCH (n:`Jane Doe` RETURN n",
        ):
            with driver.session(database=engine.database) as session, pytest.raises(ClientError):
                session.run(statement, name="Jane Doe").consume()
    for log in CaseFiles(shared_case).log.parent.iterdir():
        assert b"Jane Doe" not in log.read_bytes(), log


def test_environment_of_the_engine_carries_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NEO4J_PASSWORD", "CLEW_READ_TOKEN", "OPENAI_API_KEY", "AWS_SECRET_ACCESS_KEY", "JAVA_TOOL_OPTIONS"):
        monkeypatch.setenv(name, "secret")
    assert "secret" not in clean_environment().values()
    assert clean_environment()["PATH"] == os.environ["PATH"]


@pytest.mark.parametrize(
    "greeting",
    [b'{"secret":"guess"}\n', b"{}\n", b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", b"[]\n", b"\xff\n", b"x" * 70_000],
    ids=["wrong secret", "none", "a browser", "no object", "no text", "too long"],
)
def test_door_lets_nobody_in_without_the_secret(shared_case: Path, shared_lease: Lease, greeting: bytes) -> None:
    address = json.loads(CaseFiles(shared_case).address.read_text())
    with socket.create_connection((address["host"], address["port"]), timeout=10.0) as door:
        door.sendall(greeting)
        try:
            answer = door.recv(1_000)
        except ConnectionResetError:
            answer = b""
    assert answer == b""
    assert shared_lease.status().leases == (os.getpid(),)


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="needs Linux's list of sockets")
def test_nothing_listens_but_bolt_and_the_door_on_loopback(shared_case: Path, shared_lease: Lease, processes) -> None:
    engine, door = shared_lease.engine, json.loads(CaseFiles(shared_case).address.read_text())
    listening = {address for pid in processes(shared_case) for address in sockets_listening(pid)}
    assert listening == {("loopback", int(engine.uri.rpartition(":")[2])), ("loopback", door["port"])}


def sockets_listening(pid: int) -> set[tuple[str, int]]:
    links = []
    for descriptor in Path(f"/proc/{pid}/fd").iterdir():
        try:
            links.append(os.readlink(descriptor))
        except FileNotFoundError:
            continue
    found = set()
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
            local, state, inode = line.split()[1], line.split()[3], line.split()[9]
            if state == "0A" and f"socket:[{inode}]" in links:
                host, port = local.split(":")
                loopback = host in ("0100007F", "0000000000000000FFFF00000100007F")
                found.add(("loopback" if loopback else host, int(port, 16)))
    return found
