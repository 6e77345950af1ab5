"""Walls against other web pages: Host, Origin, media type and size of a request, headers of an answer.

Plain ASGI, no Starlette middleware base: it neither buffers answers nor breaks streams.
"""

from collections.abc import Iterable
from http import HTTPStatus
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import FOREIGN_ORIGIN, WRONG_HOST, problem
from graph.settings import Settings

MAX_BODY_BYTES = 2_000_000
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
FRAMED_POLICY = (
    "sandbox allow-scripts; connect-src 'none'; img-src data:; base-uri 'none'; form-action 'none';"
    " object-src 'none'; frame-src 'none'; frame-ancestors 'self'"
)
"""For a page that carries its own policy for scripts and styles, shown in a frame of ours without our origin."""


def page_policy(nonce: str) -> str:
    """The Content-Security-Policy of our own pages: nothing from elsewhere, inline scripts by nonce only."""
    return (
        f"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}';"
        " img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:;"
        " frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
    )


def allowed_hosts(settings: Settings) -> frozenset[str]:
    """The `Host` values that the server answers to, in lower case."""
    names = ["127.0.0.1", "localhost", "[::1]"]
    if not _unspecified(settings.host):
        names.append(f"[{settings.host}]" if ":" in settings.host else settings.host)
    hosts = {f"{name}:{settings.port}" for name in names}
    if settings.port == 80:
        hosts.update(names)
    hosts.update(host.strip() for host in settings.allowed_hosts.split(",") if host.strip())
    return frozenset(host.lower() for host in hosts)


class HostWall:
    """Answers 421 to a request for another host: a page that points its own name at 127.0.0.1 gets nothing."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str]) -> None:
        self.app = app
        self.hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, or whatever else the server brings."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        given = Headers(scope=scope).getlist("host")
        if len(given) == 1 and given[0].lower() in self.hosts:
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            named = given[0] if len(given) == 1 else "several hosts" if given else "no host"
            detail = f"this server does not answer to {named!r}; CLEW_ALLOWED_HOSTS adds a host:port"
            answer = problem(HTTPStatus.MISDIRECTED_REQUEST, detail, path=scope["path"], kind=WRONG_HOST)
            await answer(scope, receive, send)


class OriginWall:
    """Answers 403 to an unsafe request that another site's page sent; programs send neither header."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str]) -> None:
        self.app = app
        self.hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, or whatever else the server brings."""
        if scope["type"] == "http" and scope["method"] not in SAFE_METHODS and self._foreign(scope):
            detail = "a page of another site may not send this request"
            answer = problem(HTTPStatus.FORBIDDEN, detail, path=scope["path"], kind=FOREIGN_ORIGIN)
            await answer(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def _foreign(self, scope: Scope) -> bool:
        headers = Headers(scope=scope)
        sites, origins = headers.getlist("sec-fetch-site"), headers.getlist("origin")
        if any(site not in ("same-origin", "none") for site in sites):
            return True
        return any(not self._ours(origin) for origin in origins)

    def _ours(self, origin: str) -> bool:
        scheme, _, host = origin.lower().partition("://")
        return scheme in ("http", "https") and host in self.hosts


class BodyWall:
    """Answers 415 to a body that is not JSON and 413 to one that is too long, before anybody parses it."""

    def __init__(self, app: ASGIApp, max_bytes: int = MAX_BODY_BYTES) -> None:
        self.app = app
        self.max_bytes = max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, or whatever else the server brings."""
        if scope["type"] != "http" or scope["method"] in SAFE_METHODS:
            await self.app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal is None:
            body = await self._read(receive)
            refusal = self._too_long(scope) if body is None else None
        if refusal is not None:
            await refusal(scope, receive, send)
        else:
            await self.app(scope, _once(body or b"", receive), send)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        kind = headers.get("content-type", "").split(";")[0].strip().lower()
        declared = headers.get("content-length", "0")
        if not declared.isascii() or not declared.isdigit() or int(declared[:20]) > self.max_bytes:
            return self._too_long(scope)
        if kind != "application/json" and (int(declared) > 0 or "transfer-encoding" in headers):
            detail = f"the body is application/json, not {kind or 'nothing'}"
            return problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, detail, path=scope["path"])
        return None

    def _too_long(self, scope: Scope) -> Response:
        detail = f"the body has at most {self.max_bytes} bytes"
        return problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail, path=scope["path"])

    async def _read(self, receive: Receive) -> bytes | None:
        body = bytearray()
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return bytes(body)
            body += message.get("body", b"")
            if len(body) > self.max_bytes:
                return None
            if not message.get("more_body", False):
                return bytes(body)


class SafeHeaders:
    """Adds the headers that keep other pages out of our answers, where a route has not set its own."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, or whatever else the server brings."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("Content-Security-Policy", DATA_POLICY)
                headers.setdefault("Cache-Control", "no-store")
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "no-referrer"
                headers["Cross-Origin-Resource-Policy"] = "same-origin"
                headers["Cross-Origin-Opener-Policy"] = "same-origin"
            await send(message)

        await self.app(scope, receive, guarded)


class HeadIsGet:
    """Lets every address that answers GET answer HEAD: the same headers, no body."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, or whatever else the server brings."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def bodiless(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self.app({**scope, "method": "GET"}, receive, bodiless)


def _once(body: bytes, receive: Receive) -> Receive:
    given = False

    async def replay() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay


def _unspecified(host: str) -> bool:
    try:
        return ip_address(host).is_unspecified
    except ValueError:
        return urlsplit(f"//{host}").hostname is None
