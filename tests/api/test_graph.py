"""The graph, its evidence and its documents over HTTP, from a real store."""

from typing import Any

import pytest
from fastapi.testclient import TestClient
from pydantic import TypeAdapter

from api import shapes
from graph.model import Document
from graph.store.bolt import BoltStore

HOSTILE = "<img src=x onerror=alert(1)> \u202eŽižek\u202c \"'&amp;\u0007 李"


def get(client: TestClient, path: str, **parameters: Any) -> dict[str, Any]:
    response = client.get(path, params=parameters)
    assert response.status_code == 200, response.text
    body: dict[str, Any] = response.json()
    return body


def find(client: TestClient, name: str) -> dict[str, Any]:
    results = get(client, "/api/search", q=name)["results"]
    assert results, name
    node: dict[str, Any] = results[0]["node"]
    return node


def edge(client: TestClient, name: str, relation: str, **parameters: Any) -> dict[str, Any]:
    found = get(client, "/api/subgraph", node=find(client, name)["id"], **parameters)
    edges = [e for e in found["edges"] if e["type"] == relation]
    assert len(edges) == 1, found
    return dict(edges[0])


def test_an_overview_holds_the_affirmed_edges_and_is_closed(client: TestClient, case: tuple[Document, ...]) -> None:
    found = get(client, "/api/subgraph")
    TypeAdapter(shapes.SubgraphShape).validate_python(found, strict=True)
    ids = {node["id"] for node in found["nodes"]}
    assert {e["type"] for e in found["edges"]} == {"CHARGED_BY", "SPOKE_TO", "ARRESTED_BY"}
    assert all({e["source"], e["target"]} <= ids for e in found["edges"])
    assert found["totals"] == {"nodes": len(found["nodes"]), "edges": len(found["edges"])}
    assert not found["truncated"]


def test_an_empty_store_is_an_empty_graph(client: TestClient, store: BoltStore) -> None:
    assert get(client, "/api/subgraph")["nodes"] == []
    assert get(client, "/api/documents") == {"documents": [], "total": 0, "next": None}
    assert get(client, "/api/search", q="nobody")["results"] == []


def test_search_does_not_care_for_accents_or_case(client: TestClient, case: tuple[Document, ...]) -> None:
    assert find(client, "MARÍA santos")["caption"] == "Maria Santos"
    assert find(client, "zizek")["caption"] == HOSTILE


def test_filters_keep_what_they_name(client: TestClient, case: tuple[Document, ...]) -> None:
    maria = find(client, "Maria Santos")["id"]
    kept = get(client, "/api/subgraph", node=maria, type="CHARGED_BY")
    assert {e["type"] for e in kept["edges"]} == {"CHARGED_BY"}
    both = get(client, "/api/subgraph", node=maria, type="CHARGED_BY,SPOKE_TO")
    assert {e["type"] for e in both["edges"]} == {"CHARGED_BY", "SPOKE_TO"}
    assert both == get(client, "/api/subgraph", node=maria, type=["CHARGED_BY", "SPOKE_TO"])
    people = get(client, "/api/subgraph", node=maria, label="Person")
    assert {e["type"] for e in people["edges"]} == {"SPOKE_TO"}
    incoming = get(client, "/api/subgraph", node=maria, direction="in", type="CHARGED_BY")
    assert incoming["edges"] == []


def test_limits_of_nodes_and_edges_are_exact_and_said(client: TestClient, case: tuple[Document, ...]) -> None:
    maria = find(client, "Maria Santos")["id"]
    for limit in (1, 2, 3):
        found = get(client, "/api/subgraph", node=maria, max_nodes=limit)
        assert len(found["nodes"]) == min(limit, 3)
        assert found["truncated"] == (limit < 3)
        assert bool(found["reasons"]) == found["truncated"]
    found = get(client, "/api/subgraph", node=maria, max_edges=1)
    assert len(found["edges"]) == 1
    assert found["truncated"]


def test_the_neighbours_of_one_node_come_in_pages(client: TestClient, case: tuple[Document, ...]) -> None:
    maria = find(client, "Maria Santos")["id"]
    first = get(client, "/api/subgraph", node=maria, limit=1)
    assert len(first["edges"]) == 1
    assert first["next"]
    second = get(client, "/api/subgraph", node=maria, limit=1, after=first["next"])
    assert len(second["edges"]) == 1
    assert second["next"] is None
    whole = get(client, "/api/subgraph", node=maria)
    assert {e["id"] for e in first["edges"] + second["edges"]} == {e["id"] for e in whole["edges"]}


@pytest.mark.parametrize("path", ["/api/subgraph", "/api/claims", "/api/documents"])
def test_a_cursor_that_we_did_not_give_is_refused(client: TestClient, case: tuple[Document, ...], path: str) -> None:
    maria = find(client, "Maria Santos")["id"]
    for after in ("x", "'", "é", "A" * 400):
        response = client.get(path, params={"node": maria, "limit": 1, "after": after})
        assert response.status_code == 422, (path, after, response.text)


def test_a_node_comes_with_its_neighbours_and_documents(client: TestClient, case: tuple[Document, ...]) -> None:
    maria = find(client, "Maria Santos")
    view = get(client, f"/api/nodes/{maria['id']}")
    TypeAdapter(shapes.NodeViewShape).validate_python(view, strict=True)
    assert view["node"] == maria
    assert {(n["type"], n["direction"], n["count"]) for n in view["neighbours"]} >= {("CHARGED_BY", "out", 1)}
    assert [d["id"] for d in view["documents"]] == [case[1].id, case[0].id]


def test_every_anchor_leads_to_its_node(client: TestClient, case: tuple[Document, ...]) -> None:
    claims = get(client, "/api/claims", document=case[0].id)["claims"]
    assert claims
    maria = find(client, "Maria Santos")["id"]
    anchors = client.post("/api/cypher", json={"statement": "MATCH (a:Anchor) RETURN a.id"}).json()["data"]["values"]
    led = set()
    for (anchor,) in anchors:
        response = client.get(f"/api/nodes/{anchor}")
        assert response.status_code in (200, 307)
        led.add(anchor if response.status_code == 200 else response.headers["location"].rpartition("/")[2])
    assert maria in led
    assert len(led) < len(anchors)


def test_an_unknown_node_document_or_edge_is_not_found(client: TestClient, case: tuple[Document, ...]) -> None:
    for path in ("/api/nodes/nobody", "/api/documents/nothing", "/api/subgraph?node=nobody"):
        assert client.get(path).status_code == 404, path


def test_the_claims_of_an_edge_tell_both_sides(client: TestClient, case: tuple[Document, ...]) -> None:
    charged = edge(client, "Maria Santos", "CHARGED_BY")
    assert charged["affirmed"]
    assert charged["properties"]["contested"]
    assert charged["properties"]["modalities"] == {"asserted": 1, "denied": 1}
    page = get(client, "/api/claims", edge=charged["id"])
    TypeAdapter(shapes.ClaimsShape).validate_python(page, strict=True)
    assert [claim["modality"] for claim in page["claims"]] == ["asserted", "denied"]
    assert page["total"] == 2
    denied = page["claims"][1]
    assert denied["speaker"]["text"] == "Pedro Ruiz"
    assert denied["speaker"]["node"] == find(client, "Pedro Ruiz")["id"]
    assert {node["id"] for node in page["nodes"]} >= {denied["subject"], denied["object"], denied["speaker"]["node"]}


def test_every_quote_stands_at_its_offsets(client: TestClient, case: tuple[Document, ...]) -> None:
    for document in case:
        text = get(client, f"/api/documents/{document.id}")["text"]
        assert text == document.text
        claims = get(client, "/api/claims", document=document.id)["claims"]
        assert len(claims) == 2
        for claim in claims:
            for evidence in claim["evidence"]:
                assert text[evidence["start"] : evidence["end"]] == evidence["quote"]


def test_claims_come_in_pages(client: TestClient, case: tuple[Document, ...]) -> None:
    maria = find(client, "Maria Santos")["id"]
    whole = get(client, "/api/claims", node=maria)
    seen: list[str] = []
    after: str | None = None
    while True:
        page = get(client, "/api/claims", node=maria, limit=1, **({"after": after} if after else {}))
        assert page["total"] == whole["total"]
        seen += [claim["id"] for claim in page["claims"]]
        after = page["next"]
        if after is None:
            break
    assert seen == [claim["id"] for claim in whole["claims"]]
    assert len(seen) == 3


def test_a_digest_says_so_wherever_a_document_is_shown(client: TestClient, case: tuple[Document, ...]) -> None:
    digest = {"publisher": "The Lima Times", "title": "Santos denies", "published": "2020-01-03"}
    listed = get(client, "/api/documents")
    assert [d["digest_of"] for d in listed["documents"]] == [digest, None]
    assert all("text" not in d for d in listed["documents"])
    assert get(client, f"/api/documents/{case[1].id}")["digest_of"] == digest


def test_a_hostile_name_comes_back_byte_for_byte(client: TestClient, case: tuple[Document, ...]) -> None:
    node = find(client, "Žižek")
    assert node["properties"]["name"] == HOSTILE
    found = get(client, "/api/subgraph", node=node["id"])
    assert HOSTILE in [n["caption"] for n in found["nodes"]]
    page = client.get("/api/subgraph.html", params={"node": node["id"]})
    assert page.status_code == 200
    assert "<img src=x" not in page.text
    assert "Santos" not in page.headers.get("content-disposition", "")


def test_the_saved_page_has_the_evidence_of_its_edges(client: TestClient, case: tuple[Document, ...]) -> None:
    shown = client.get("/api/subgraph.html")
    assert shown.headers["content-type"] == "text/html; charset=utf-8"
    assert "sandbox allow-scripts" in shown.headers["content-security-policy"]
    assert "Interpol charged Maria Santos with fraud." in shown.text
    assert "The Lima Times" in shown.text
    saved = client.get("/api/subgraph.html?download=1")
    assert saved.headers["content-disposition"] == 'attachment; filename="clew-network.html"'


def test_schema_and_ontology_describe_the_store(client: TestClient, case: tuple[Document, ...]) -> None:
    schema = get(client, "/api/schema")
    TypeAdapter(shapes.SchemaShape).validate_python(schema, strict=True)
    assert {"Person", "Organization"} <= {label["name"] for label in schema["labels"]}
    assert {"CHARGED_BY", "SPOKE_TO"} <= {entry["name"] for entry in schema["types"]}
    ontology = get(client, "/api/ontology")
    TypeAdapter(shapes.OntologyShape).validate_python(ontology, strict=True)
    assert "CHARGED_BY" in [relation["name"] for relation in ontology["relations"]]


def test_health_reports_a_real_read(client: TestClient) -> None:
    health = get(client, "/health")
    TypeAdapter(shapes.HealthShape).validate_python(health, strict=True)
    assert health["status"] == "ok", health
    assert {"store", "explorer"} <= set(health["checks"])
