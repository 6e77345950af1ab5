"""`clew explore`: from nothing to a page, and back to nothing."""

import json
import signal
import socket


def test_the_example_is_served_and_ctrl_c_leaves_nothing_behind(clew):
    port = clew.free_port()
    server = clew.start("explore", "--port", port)
    health = json.loads(clew.wait_for(f"http://127.0.0.1:{port}/health", server))
    assert health["status"] == "ok"
    graph = json.loads(clew.wait_for(f"http://127.0.0.1:{port}/api/subgraph", server))
    assert len(graph["nodes"]) > 20
    assert len(graph["edges"]) > 20
    asked = clew.run("query", "MATCH (d:Document) RETURN count(d) AS n", "--json")
    assert json.loads(asked.stdout) == {"n": 3}, "a second command shares the engine"
    server.send_signal(signal.SIGINT)
    out, err = server.communicate(timeout=30)
    assert server.returncode == 0, err
    assert "stopped" in out
    assert "Traceback" not in err
    clew.wait_until_nobody_runs()
    assert clew.processes() == []


def test_a_port_in_use_is_said_at_once_with_a_way_out(clew):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        answer = clew.run("explore", "--port", port)
    assert answer.returncode == 1
    assert f"port {port}" in answer.stderr
    assert "CLEW_PORT=" in answer.stderr
    assert clew.processes() == [], "no engine was started for nothing"


def test_a_killed_command_frees_its_lease(clew):
    port = clew.free_port()
    server = clew.start("explore", "--port", port)
    clew.wait_for(f"http://127.0.0.1:{port}/health", server)
    server.kill()
    server.communicate(timeout=10)
    clew.wait_until_nobody_runs()
    assert clew.processes() == []
