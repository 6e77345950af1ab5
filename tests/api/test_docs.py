"""The OpenAPI document is the documentation: complete, true to the shapes, and shown without a network."""

import re
from html import unescape
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import TypeAdapter

from api import examples, shapes
from api.docs import code
from api.problems import REQUEST_KINDS, STATUS, kind_of


@pytest.fixture
def document(app: FastAPI) -> dict[str, Any]:
    return app.openapi()


def operations(document: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [(path, method, op) for path, item in document["paths"].items() for method, op in item.items()]


def test_the_documented_addresses_are_those_of_the_design(document: dict[str, Any]) -> None:
    assert {(path, method) for path, method, _ in operations(document)} == {
        ("/health", "get"),
        ("/api/subgraph", "get"),
        ("/api/subgraph.html", "get"),
        ("/api/search", "get"),
        ("/api/nodes/{id}", "get"),
        ("/api/claims", "get"),
        ("/api/documents", "get"),
        ("/api/documents/{id}", "get"),
        ("/api/ontology", "get"),
        ("/api/schema", "get"),
        ("/api/cypher", "post"),
    }


def test_each_parameter_has_a_meaning_an_example_and_a_default_or_is_required(document: dict[str, Any]) -> None:
    for path, _, operation in operations(document):
        for parameter in operation.get("parameters", ()):
            where = f"{path} {parameter['name']}"
            schema = parameter["schema"]
            assert parameter["description"], where
            assert schema.get("examples") or parameter.get("examples"), where
            optional = {"type": "null"} in schema.get("anyOf", ())
            assert parameter["required"] or "default" in schema or optional, where
            if schema.get("type") == "integer":
                assert {"minimum", "maximum"} <= set(schema), where
                assert re.search(r"\d+ to \d+", parameter["description"]), where


def test_each_address_has_a_text_an_example_and_the_shape_of_its_errors(document: dict[str, Any]) -> None:
    for path, method, operation in operations(document):
        assert operation["description"], path
        answer = operation["responses"]["200"]["content"]
        assert path.endswith(".html") or "example" in answer["application/json"], (path, method)
        assert operation["responses"]["default"]["content"]["application/problem+json"]["schema"], path


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    names = set(document["components"]["schemas"])
    for reference in re.findall(r"'\$ref': '([^']+)'", str(document)):
        assert reference.removeprefix("#/components/schemas/") in names


@pytest.mark.parametrize(
    ("shape", "example"),
    [
        (shapes.SubgraphShape, examples.SUBGRAPH),
        (shapes.SearchShape, examples.SEARCH),
        (shapes.NodeViewShape, examples.NODE_VIEW),
        (shapes.ClaimsShape, examples.CLAIMS),
        (shapes.DocumentsShape, examples.DOCUMENTS),
        (shapes.WholeDocumentShape, examples.DOCUMENT),
        (shapes.OntologyShape, examples.ONTOLOGY),
        (shapes.SchemaShape, examples.SCHEMA),
        (shapes.CypherShape, examples.CYPHER),
        (shapes.HealthShape, examples.HEALTH),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_an_example_has_the_shape_that_it_shows(shape: Any, example: object) -> None:
    assert TypeAdapter(shape).validate_python(example, strict=True) == example


def test_the_quote_of_the_example_stands_at_its_offsets_as_far_as_they_show() -> None:
    evidence = examples.CLAIM["evidence"][0]
    quote, start = evidence["quote"], evidence["start"]
    assert evidence["end"] - start == len(quote)
    assert quote[evidence["subject"]["start"] - start : evidence["subject"]["end"] - start] == "Cienfuegos"
    assert quote[evidence["object"]["start"] - start : evidence["object"]["end"] - start] == "Justice Department"


def test_the_page_shows_each_address_parameter_and_error_once(client: TestClient, document: dict[str, Any]) -> None:
    page = client.get("/docs").text
    for path, method, operation in operations(document):
        assert f"{method.upper()}</code><code>{path}</code></h2>" in page
        for parameter in operation.get("parameters", ()):
            assert f"<code>{parameter['name']}</code>" in page
    anchors = re.findall(r'id="([^"]+)"', page)
    assert len(anchors) == len(set(anchors))
    for kind in [*map(kind_of, STATUS), *REQUEST_KINDS]:
        assert f"problem-{kind}" in anchors
    assert "<script" not in page


def test_the_links_of_the_page_work(client: TestClient) -> None:
    page = client.get("/docs").text
    anchors = set(re.findall(r'id="([^"]+)"', page))
    for link in map(unescape, re.findall(r'href="([^"]+)"', page)):
        if link.startswith("#"):
            assert link[1:] in anchors
        else:
            assert client.get(link).status_code == 200, link


def test_backticks_become_code_and_everything_is_escaped() -> None:
    assert code("a `<b>` & c") == "a <code>&lt;b&gt;</code> &amp; c"
    assert code("an odd ` one") == "an odd ` one"


def test_openapi_is_served_as_it_is(client: TestClient, document: dict[str, Any]) -> None:
    assert client.get("/openapi.json").json() == document
