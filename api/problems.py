"""Every error as problem+json (RFC 9457), and which status each error of Clew has."""

import logging
import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from http import HTTPStatus
from typing import Any

import orjson
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from pydantic import ConfigDict, with_config
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from typing_extensions import TypedDict

from graph import errors

log = logging.getLogger(__name__)

STATUS: Mapping[type[errors.ClewError], HTTPStatus] = {
    errors.ClewError: HTTPStatus.INTERNAL_SERVER_ERROR,
    errors.BadInput: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.UnreadableDocument: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.UnknownRelation: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.BadQuery: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.CypherError: HTTPStatus.BAD_REQUEST,
    errors.CypherSyntaxError: HTTPStatus.BAD_REQUEST,
    errors.CypherRefused: HTTPStatus.FORBIDDEN,
    errors.QuoteNotFound: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.NotFound: HTTPStatus.NOT_FOUND,
    errors.Gone: HTTPStatus.GONE,
    errors.CaseClosed: HTTPStatus.FORBIDDEN,
    errors.ForeignDatabase: HTTPStatus.FORBIDDEN,
    errors.NewerStore: HTTPStatus.CONFLICT,
    errors.ConfigurationError: HTTPStatus.INTERNAL_SERVER_ERROR,
    errors.StoreError: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.StoreUnavailable: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.StoreTimeout: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.StoreLocked: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.RevisionConflict: HTTPStatus.CONFLICT,
    errors.EngineFailed: HTTPStatus.SERVICE_UNAVAILABLE,
}
"""One line for each class of `graph.errors`; a test holds the two together."""

RETRY_AFTER_S = 2
"""Seconds after which a client may ask again when the store did not answer: about a restart of the engine."""

BAD_JSON, BAD_REQUEST, WRONG_HOST, FOREIGN_ORIGIN = "bad-json", "bad-request", "wrong-host", "foreign-origin"

REQUEST_KINDS: Mapping[str, tuple[HTTPStatus, str]] = {
    BAD_JSON: (HTTPStatus.BAD_REQUEST, "The body is not JSON."),
    BAD_REQUEST: (HTTPStatus.UNPROCESSABLE_ENTITY, "A parameter or the body is not as documented; `errors` has each."),
    WRONG_HOST: (HTTPStatus.MISDIRECTED_REQUEST, "The server does not answer to this Host."),
    FOREIGN_ORIGIN: (HTTPStatus.FORBIDDEN, "A page of another site sent an unsafe request."),
}
"""What can be wrong with a request before any of our errors is raised."""

MEDIA_TYPE = "application/problem+json"


def register(app: FastAPI) -> None:
    """Makes the app answer every error as problem+json."""
    app.add_exception_handler(errors.ClewError, _clew_error)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _bad_request)


def problem(
    status: int,
    detail: str,
    *,
    path: str,
    kind: str | None = None,
    headers: Mapping[str, str] | None = None,
    **more: object,
) -> Response:
    """A problem; `kind` names it within its status, None = the status says it all."""
    body: dict[str, object] = {
        "type": "about:blank" if kind is None else f"/docs#problem-{kind}",
        "title": HTTPStatus(status).phrase if kind is None else kind.replace("-", " ").capitalize(),
        "status": status,
        "detail": detail,
        "instance": path,
        **{name: value for name, value in more.items() if value is not None},
    }
    return Response(orjson.dumps(_encodable(body)), status, headers, MEDIA_TYPE)


def kind_of(error: type[errors.ClewError]) -> str:
    """How a class of error is named in a problem's type: `CypherRefused` is `cypher-refused`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", error.__name__).lower()


class MishapShape(TypedDict, total=False):
    """One thing that is wrong with a request."""

    where: str
    message: str
    hint: str


@with_config(ConfigDict(extra="allow"))
class ProblemShape(TypedDict, total=False):
    """An error, as RFC 9457 has it; Cypher errors carry line and column, bad requests their `errors`."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    line: int
    column: int
    errors: list[MishapShape]


class LastResort:
    """Answers 500 when anything else is raised below it, and logs it; the client learns no more than that."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, or whatever else the server brings."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception:
            log.exception("%s %r failed", scope["method"], scope["path"])
            if started:
                raise
            detail = "Clew made a mistake; the server's log has the details."
            await problem(500, detail, path=scope["path"])(scope, receive, send)


async def _clew_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, errors.ClewError)
    status = STATUS[type(error)]
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        log.warning("%s %r: %s: %s", request.method, request.url.path, type(error).__name__, error)
    return problem(
        status,
        str(error),
        path=request.url.path,
        kind=kind_of(type(error)),
        headers={"Retry-After": str(RETRY_AFTER_S)} if status == HTTPStatus.SERVICE_UNAVAILABLE else None,
        line=getattr(error, "line", None),
        column=getattr(error, "column", None),
    )


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    headers = dict(error.headers or {})
    detail = error.detail
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = ", ".join(_methods(request))
        detail = f"{request.method} does not work here; {headers['Allow']} does"
    elif error.status_code == HTTPStatus.NOT_FOUND:
        detail = "nothing answers at this address; /docs lists what does"
    return problem(error.status_code, detail, path=request.url.path, headers=headers)


async def _bad_request(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    found = error.errors()
    if any(item["type"] == "json_invalid" for item in found):
        detail = f"the body is not JSON: {found[0].get('ctx', {}).get('error', 'it cannot be read')}"
        return problem(HTTPStatus.BAD_REQUEST, detail, path=request.url.path, kind=BAD_JSON)
    mishaps = [_mishap(item) for item in found]
    detail = "; ".join(f"{mishap['where']}: {mishap['message']}" for mishap in mishaps[:5])
    return problem(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        detail,
        path=request.url.path,
        kind=BAD_REQUEST,
        errors=mishaps,
    )


def unknown_parameter(name: str, known: Sequence[str]) -> RequestValidationError:
    """The error for a query parameter that a route does not have, with a hint."""
    near = get_close_matches(name, known, n=1)
    hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}" if known else ""
    message = "no such parameter" + (f"; {hint}" if hint else "; this address takes none")
    return RequestValidationError([{"type": "unknown_parameter", "loc": ("query", name), "msg": message, "hint": hint}])


def _mishap(item: Mapping[str, Any]) -> dict[str, str]:
    where = ".".join(str(part) for part in item["loc"] if part not in ("query", "body", "path"))
    mishap = {"where": where or str(item["loc"][0]), "message": str(item["msg"])}
    return {**mishap, "hint": item["hint"]} if item.get("hint") else mishap


def _methods(request: Request) -> list[str]:
    scope = dict(request.scope)
    found: set[str] = set()
    for route in request.app.state.addresses:
        if route.matches(scope)[0] is not Match.NONE:
            found |= set(getattr(route, "methods", None) or ())
    return sorted(found | ({"HEAD"} if "GET" in found else set()))


def _encodable(value: object) -> object:
    # A message may repeat what a client sent, lone surrogates included; orjson takes no such text.
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, Mapping):
        return {str(key): _encodable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_encodable(item) for item in value]
    return value
