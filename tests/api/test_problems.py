"""Every error of ours has its status; every error on the wire is problem+json, whatever was asked."""

import inspect

import orjson
import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from api.problems import REQUEST_KINDS, RETRY_AFTER_S, STATUS, kind_of, problem
from graph import errors

PROBLEM = "application/problem+json"


def error_classes() -> list[type[errors.ClewError]]:
    return [
        found
        for _, found in inspect.getmembers(errors, inspect.isclass)
        if issubclass(found, errors.ClewError) and found.__module__ == errors.__name__
    ]


def assert_is_problem(response: object, status: int, path: str) -> dict[str, object]:
    assert response.status_code == status, response.text  # type: ignore[attr-defined]
    assert response.headers["content-type"] == PROBLEM  # type: ignore[attr-defined]
    body: dict[str, object] = response.json()  # type: ignore[attr-defined]
    assert body["status"] == status
    assert body["instance"] == path
    assert body["title"]
    assert body["detail"]
    assert body["type"] == "about:blank" or str(body["type"]).startswith("/docs#problem-")
    return body


def test_each_error_class_has_a_status_and_a_name_of_its_own() -> None:
    assert set(STATUS) == set(error_classes())
    kinds = [kind_of(error) for error in STATUS] + list(REQUEST_KINDS)
    assert len(set(kinds)) == len(kinds)


def test_what_a_client_can_mend_is_never_a_server_error() -> None:
    for error, status in STATUS.items():
        if issubclass(error, errors.BadInput | errors.NotFound):
            assert 400 <= status < 500, error
        if issubclass(error, errors.StoreError) and error is not errors.RevisionConflict:
            assert status == 503, error


class Failing:
    """In the place of a reader: raises one error, because no real database can be made to raise them all."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def __getattr__(self, name: str) -> object:
        def fail(*_: object, **__: object) -> object:
            raise self.error

        return fail


def address_of(route: APIRoute) -> str:
    return route.path.replace("{id}", "abc").replace("{name}", "abc")


def addresses(app: FastAPI) -> list[APIRoute]:
    return list(app.state.addresses)


@pytest.mark.parametrize("error", error_classes(), ids=lambda error: error.__name__)
def test_an_error_of_the_store_becomes_a_problem(
    app: FastAPI, client: TestClient, error: type[errors.ClewError]
) -> None:
    app.state.reader = Failing(error("it went wrong"))
    for path in ("/api/subgraph", "/api/search?q=a", "/api/nodes/a", "/api/documents/a", "/api/schema"):
        response = client.get(path)
        body = assert_is_problem(response, STATUS[error], path.partition("?")[0])
        assert body["detail"] == "it went wrong"
        assert body["type"] == f"/docs#problem-{kind_of(error)}"
        assert response.headers.get("retry-after") == (str(RETRY_AFTER_S) if response.status_code == 503 else None)


def test_a_mistake_of_ours_is_a_problem_without_its_details(app: FastAPI, client: TestClient) -> None:
    app.state.reader = Failing(ZeroDivisionError("secret"))
    response = client.get("/api/schema")
    assert_is_problem(response, 500, "/api/schema")
    assert "secret" not in response.text
    assert response.headers["content-security-policy"]


def test_every_address_answers_an_unknown_method_with_those_it_has(app: FastAPI, client: TestClient) -> None:
    for route in addresses(app):
        path = address_of(route)
        for method in {"GET", "POST", "PUT", "PATCH", "DELETE"} - route.methods:
            response = client.request(method, path)
            assert_is_problem(response, 405, path)
            assert set(response.headers["allow"].split(", ")) - {"HEAD"} == route.methods, path


def test_every_address_refuses_a_parameter_that_it_does_not_have(app: FastAPI, client: TestClient) -> None:
    documented = [route for route in addresses(app) if route.include_in_schema]
    assert len(documented) >= 11
    for route in documented:
        path = address_of(route)
        response = client.request(next(iter(route.methods)), f"{path}?nonsense=1")
        body = assert_is_problem(response, 422, path)
        assert "nonsense" in str(body["detail"])


def test_a_misspelt_parameter_gets_a_hint(client: TestClient) -> None:
    body = assert_is_problem(client.get("/api/subgraph?max_node=3"), 422, "/api/subgraph")
    assert body["errors"] == [
        {
            "where": "max_node",
            "message": "no such parameter; did you mean max_nodes?",
            "hint": "did you mean max_nodes?",
        }
    ]


@pytest.mark.parametrize("path", ["/nope", "/api", "/api/subgraph/", "/api/nodes/", "/assets/nope.js", "/%00", "/é"])
def test_an_unknown_address_is_a_problem(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert response.headers["content-type"] == PROBLEM


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("depth=5", "depth"),
        ("depth=-1", "depth"),
        ("depth=x", "depth"),
        ("max_nodes=0", "max_nodes"),
        ("max_nodes=2001", "max_nodes"),
        ("max_edges=10001", "max_edges"),
        ("modality=maybe", "modality.0"),
        ("direction=up", "direction"),
        ("explicit=perhaps", "explicit"),
        ("node=", "node.0"),
        ("limit=501&node=a", "limit"),
    ],
)
def test_a_value_out_of_range_says_which_parameter(client: TestClient, query: str, where: str) -> None:
    body = assert_is_problem(client.get(f"/api/subgraph?{query}"), 422, "/api/subgraph")
    assert [mishap["where"] for mishap in body["errors"]] == [where]  # type: ignore[index, attr-defined]


def test_parameters_that_contradict_each_other_are_refused(client: TestClient) -> None:
    assert_is_problem(client.get("/api/subgraph?limit=5"), 422, "/api/subgraph")
    assert_is_problem(client.get("/api/claims"), 422, "/api/claims")
    assert_is_problem(client.get("/api/claims?edge=a&node=b"), 422, "/api/claims")


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[" * 100_000, b'{"statement":', b"\xff\xfe", b'{"statement": "RETURN 1"} x']
)
def test_a_body_that_is_no_json_is_a_client_error(client: TestClient, body: bytes) -> None:
    response = client.post("/api/cypher", content=body, headers={"content-type": "application/json"})
    assert response.status_code in (400, 422)
    assert response.headers["content-type"] == PROBLEM


def test_a_problem_can_repeat_text_that_is_no_unicode() -> None:
    body = orjson.loads(problem(400, "half \ud800", path="/\udfff", more=["\ud800"]).body)
    assert body["detail"] == "half ?"
