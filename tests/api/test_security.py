"""What other web pages, wrong hosts and oversized bodies get; and the headers on every answer."""

import re

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from api.security import MAX_BODY_BYTES, allowed_hosts, page_policy
from graph.settings import Settings

JSON = {"content-type": "application/json"}
STATEMENT = b'{"statement": "RETURN 1 AS one"}'


def paths(app: FastAPI) -> list[str]:
    return [route.path.replace("{id}", "a").replace("{name}", "a") for route in app.state.addresses] + ["/nope"]


def test_only_our_own_names_are_hosts() -> None:
    assert allowed_hosts(Settings(_env_file=None, port=8123)) == {"127.0.0.1:8123", "localhost:8123", "[::1]:8123"}
    assert "0.0.0.0:8000" not in allowed_hosts(Settings(_env_file=None, host="0.0.0.0"))
    assert "[::]:8000" not in allowed_hosts(Settings(_env_file=None, host="::"))
    assert "10.0.0.7:8000" in allowed_hosts(Settings(_env_file=None, host="10.0.0.7"))
    assert "clew.example:443" in allowed_hosts(Settings(_env_file=None, allowed_hosts="a:1, Clew.example:443"))
    assert "localhost" in allowed_hosts(Settings(_env_file=None, port=80))
    assert "localhost" not in allowed_hosts(Settings(_env_file=None))


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1", "127.0.0.1:8001", "localhost.:8000", "localhost:8000.evil", "0.0.0.0:8000", ""],
)
def test_another_host_gets_nothing_on_any_address(app: FastAPI, client: TestClient, host: str) -> None:
    for path in paths(app):
        response = client.get(path, headers={"host": host})
        assert response.status_code == 421, path
        assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "LOCALHOST:8000", "[::1]:8000"])
def test_our_own_names_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/api/ontology", headers={"host": host}).status_code == 200


def test_two_hosts_are_one_too_many(client: TestClient) -> None:
    headers = [("host", "127.0.0.1:8000"), ("host", "evil.example")]
    assert client.get("/api/ontology", headers=headers).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:8001"},
        {"origin": "http://127.0.0.1:8000.evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "cross-site", "origin": "http://127.0.0.1:8000"},
        {"sec-fetch-site": "same-origin", "origin": "https://evil.example"},
    ],
)
def test_a_foreign_page_cannot_post(client: TestClient, headers: dict[str, str]) -> None:
    response = client.post("/api/cypher", content=STATEMENT, headers={**JSON, **headers})
    assert response.status_code == 403
    assert response.json()["type"] == "/docs#problem-foreign-origin"


@pytest.mark.parametrize(
    "headers",
    [{}, {"origin": "http://127.0.0.1:8000"}, {"origin": "http://localhost:8000", "sec-fetch-site": "same-origin"}],
)
def test_our_own_page_and_programs_can_post(client: TestClient, headers: dict[str, str]) -> None:
    assert client.post("/api/cypher", content=STATEMENT, headers={**JSON, **headers}).status_code == 200


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=a", "text/json", ""]
)
def test_a_form_cannot_pass_for_json(client: TestClient, kind: str) -> None:
    response = client.post("/api/cypher", content=STATEMENT, headers={"content-type": kind})
    assert response.status_code == 415


def test_json_may_name_its_charset(client: TestClient) -> None:
    headers = {"content-type": "Application/JSON; charset=utf-8"}
    assert client.post("/api/cypher", content=STATEMENT, headers=headers).status_code == 200


def test_a_body_has_its_limit_to_the_byte(client: TestClient) -> None:
    filler = b" " * (MAX_BODY_BYTES - len(STATEMENT))
    assert client.post("/api/cypher", content=STATEMENT + filler, headers=JSON).status_code == 200
    assert client.post("/api/cypher", content=STATEMENT + filler + b" ", headers=JSON).status_code == 413


def test_a_body_without_a_length_has_the_same_limit(client: TestClient) -> None:
    def chunks() -> object:
        for _ in range(MAX_BODY_BYTES // 100_000 + 1):
            yield b" " * 100_000

    assert client.post("/api/cypher", content=chunks(), headers=JSON).status_code == 413  # type: ignore[arg-type]


@pytest.mark.parametrize("length", ["-1", "1e3", "99999999999999999999999999", "٣"])
def test_a_length_that_lies_is_refused(client: TestClient, length: str) -> None:
    headers = [(b"content-type", b"application/json"), (b"content-length", length.encode())]
    assert client.post("/api/cypher", content=STATEMENT, headers=headers).status_code == 413


def test_every_answer_carries_the_headers_that_keep_others_out(app: FastAPI, client: TestClient) -> None:
    for path in paths(app):
        for headers in ({}, {"host": "evil.example"}):
            response = client.get(path, headers=headers)
            assert response.headers["x-content-type-options"] == "nosniff"
            assert response.headers["referrer-policy"] == "no-referrer"
            assert response.headers["cross-origin-resource-policy"] == "same-origin"
            assert response.headers["cache-control"] in ("no-store", "private, no-cache")
            policy = response.headers["content-security-policy"]
            assert "unsafe" not in policy
            assert re.search(r"frame-ancestors '(none|self)'", policy)
            assert not [name for name in response.headers if name.startswith("access-control-")]


def test_a_preflight_of_another_site_is_not_answered(client: TestClient) -> None:
    headers = {"origin": "https://evil.example", "access-control-request-method": "POST"}
    response = client.options("/api/cypher", headers=headers)
    assert response.status_code == 405
    assert not [name for name in response.headers if name.startswith("access-control-")]


@pytest.mark.parametrize("path", ["/", "/docs"])
def test_a_page_has_a_new_nonce_each_time_and_uses_it_on_all_inline_parts(client: TestClient, path: str) -> None:
    first, second = client.get(path), client.get(path)
    policy = first.headers["content-security-policy"]
    assert policy != second.headers["content-security-policy"]
    nonce = re.search(r"'nonce-([\w-]+)'", policy)
    assert nonce is not None
    assert policy == page_policy(nonce[1])
    inline = re.findall(r"<(script|style)\b([^>]*)>", first.text)
    assert inline
    for _, attributes in inline:
        assert f'nonce="{nonce[1]}"' in attributes or 'type="application/json"' in attributes
    assert not re.search(r"\son\w+=|\sstyle=", first.text)


def test_nothing_on_a_page_comes_from_elsewhere(client: TestClient) -> None:
    for path in ("/", "/docs"):
        assert not re.search(r"""(?:src|href|action)=["'](?:https?:)?//""", client.get(path).text), path


def test_a_websocket_of_another_host_is_closed(client: TestClient) -> None:
    with (
        pytest.raises(WebSocketDisconnect) as caught,
        client.websocket_connect("/api", headers={"host": "evil.example"}),
    ):
        pytest.fail("it was opened")
    assert caught.value.code == 1008


def test_head_answers_like_get_without_a_body(app: FastAPI, client: TestClient) -> None:
    for path in ("/health", "/api/subgraph", "/api/ontology", "/", "/docs", "/openapi.json"):
        got, head = client.get(path), client.head(path)
        assert head.status_code == got.status_code == 200
        assert head.content == b""
        assert head.headers["content-type"] == got.headers["content-type"]
