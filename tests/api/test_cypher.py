"""The Cypher console over HTTP: the shape of answers and errors, and the graph in the rows."""

from typing import Any

import pytest
from fastapi.testclient import TestClient
from pydantic import TypeAdapter

from api.shapes import CypherShape
from graph.model import Document


def ask(client: TestClient, statement: str, status: int = 200, **parameters: Any) -> dict[str, Any]:
    response = client.post("/api/cypher", json={"statement": statement, "parameters": parameters})
    assert response.status_code == status, response.text
    body: dict[str, Any] = response.json()
    if status == 200:
        TypeAdapter(CypherShape).validate_python(body, strict=True)
    return body


def test_the_query_of_the_readme_works(client: TestClient, case: tuple[Document, ...]) -> None:
    body = ask(client, "MATCH (p:Person)-[r:CHARGED_BY]->(a) RETURN p.name, r.modality, a.name")
    assert body["data"] == {
        "fields": ["p.name", "r.modality", "a.name"],
        "values": [["Maria Santos", "asserted", "Interpol"]],
    }
    assert body["graph"] == {"nodes": [], "edges": []}


def test_an_edge_alone_brings_its_ends(client: TestClient, case: tuple[Document, ...]) -> None:
    body = ask(client, "MATCH ()-[r:CHARGED_BY]->() RETURN r")
    assert body["data"]["values"][0][0]["type"] == "CHARGED_BY"
    assert {node["caption"] for node in body["graph"]["nodes"]} == {"Maria Santos", "Interpol"}
    (edge,) = body["graph"]["edges"]
    assert {edge["source"], edge["target"]} == {node["id"] for node in body["graph"]["nodes"]}
    found = client.get("/api/subgraph", params={"node": edge["source"]}).json()
    assert edge in found["edges"]
    assert all(node in found["nodes"] for node in body["graph"]["nodes"])


@pytest.mark.parametrize(
    "returned",
    ["p", "[a, r, b]", "{a: a, deep: [{r: r, b: b}]}", "collect(p)", "nodes(p) + relationships(p)"],
)
def test_nodes_and_edges_are_found_anywhere_in_a_value(
    client: TestClient, case: tuple[Document, ...], returned: str
) -> None:
    body = ask(client, f"MATCH p = (a)-[r:CHARGED_BY]->(b) RETURN {returned} AS value")
    assert len(body["graph"]["nodes"]) == 2
    assert len(body["graph"]["edges"]) == 1


def test_a_node_in_a_row_has_the_address_that_the_other_routes_know(
    client: TestClient, case: tuple[Document, ...]
) -> None:
    (value,) = ask(client, "MATCH (p:Person {name: 'Maria Santos'}) RETURN p")["data"]["values"][0]
    assert set(value) == {"id", "labels", "properties"}
    assert client.get(f"/api/nodes/{value['id']}").json()["node"]["caption"] == "Maria Santos"


def test_a_refusal_has_line_and_column(client: TestClient, case: tuple[Document, ...]) -> None:
    body = ask(client, "MATCH (n)\n DETACH DELETE n", 403)
    assert (body["type"], body["line"], body["column"]) == ("/docs#problem-cypher-refused", 2, 2)
    assert ask(client, "MATCH (n:Entity) RETURN count(n)")["data"]["values"][0][0] > 0


def test_a_syntax_error_has_line_and_column(client: TestClient) -> None:
    body = ask(client, "RETURN 1 +", 400)
    assert (body["type"], body["line"], body["column"]) == ("/docs#problem-cypher-syntax-error", 1, 11)


def test_the_caps_of_the_settings_hold(client: TestClient) -> None:
    body = ask(client, "UNWIND range(1, 1000) AS x RETURN x")
    assert len(body["data"]["values"]) == 50
    assert body["truncated"]
    assert body["reasons"] == ["only the first 50 rows are here: there are more"]
    long = ask(client, "UNWIND range(1, 40) AS x RETURN reduce(s = '', y IN range(1, 5000) | s + 'x') AS text")
    assert long["truncated"]
    assert len(str(long["data"]["values"])) < 110_000


def test_nothing_in_an_answer_breaks_strict_json(client: TestClient) -> None:
    response = client.post("/api/cypher", json={"statement": "RETURN 0.0 / 0.0 AS nan, [1.0 / 0.0] AS inf"})
    assert response.json()["data"]["values"] == [["NaN", ["Infinity"]]]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"statement": ""},
        {"statement": 1},
        {"statement": ["RETURN 1"]},
        {"statement": "RETURN 1", "parameters": []},
        {"statement": "RETURN 1", "access_mode": "WRITE"},
        [],
        "RETURN 1",
        None,
    ],
)
def test_a_body_of_another_shape_is_refused(client: TestClient, body: object) -> None:
    assert client.post("/api/cypher", json=body).status_code == 422


def test_what_clients_of_the_query_api_send_is_accepted(client: TestClient) -> None:
    body = {"statement": "RETURN 1", "parameters": {}, "includeCounters": True}
    assert client.post("/api/cypher", json=body).status_code == 200
