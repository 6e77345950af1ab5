"""What the server writes down: one line a request, without query, body or secrets."""

import logging
import logging.config
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = logging.getLogger(__name__)


def configure(level: str = "INFO") -> None:
    """Sends our log lines to standard error; the driver's and the server's own only when something is wrong."""
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
            "root": {"level": "WARNING", "handlers": ["stderr"]},
            "loggers": {
                **{name: {"level": level} for name in ("api", "graph", "viz", "seeds")},
                # Every request is logged below; the driver logs statements with their parameters at DEBUG.
                "uvicorn.access": {"level": "WARNING"},
                "neo4j": {"level": "WARNING"},
            },
        }
    )


class AccessLog:
    """One line a request: method, path, status, milliseconds. The path is escaped, the query left out."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, or whatever else the server brings."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        start, status = time.perf_counter(), 0

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, watched)
        finally:
            milliseconds = 1_000 * (time.perf_counter() - start)
            path = scope["path"].encode("unicode_escape").decode("ascii")[:300]
            log.info("%s %s %d %.0f ms", scope["method"], path, status, milliseconds)
