"""The lease door: connections from this machine that know the secret, each of which is a lease until it ends.

A line of JSON each way. The visitor begins with {secret, pid} (and `peek: true` if it only wants the status) and is
answered {welcome: pid of the supervisor}, then gets news, at once and whenever something changes. Its requests are
{id, ask, ...}, answered {id, answer} or {id, error, kind}, in whatever order they are done.
"""

import asyncio
import logging
import secrets
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from graph.errors import ClewError
from graph.store.embedded.messages import LINE_LIMIT_BYTES, Message, decode, encode

log = logging.getLogger(__name__)

HOST = "127.0.0.1"
INTRODUCTION_S = 5.0
"""Seconds that a visitor has to say the secret."""


@dataclass(eq=False, slots=True)
class Tenant:
    """A lease: the connection of one command."""

    writer: asyncio.StreamWriter
    pid: int
    tasks: dict[int, asyncio.Task[None]] = field(default_factory=dict)
    """Request id -> the request in progress."""

    def tell(self, message: Mapping[str, object]) -> None:
        """Send a line, unless the tenant has gone."""
        if not self.writer.is_closing():
            self.writer.write(encode(message))

    def cancel(self, number: object) -> None:
        """Give up on a request, if it is still in progress."""
        task = self.tasks.get(number) if isinstance(number, int) else None
        if task is not None:
            task.cancel()


class Landlord(Protocol):
    """Who stands behind the door."""

    def status(self) -> Mapping[str, object]:
        """For peeking."""

    def news(self) -> Mapping[str, object]:
        """How things are, for a new tenant."""

    async def answer(self, tenant: Tenant, ask: str, request: Message) -> Mapping[str, object]:
        """The answer to a request; raises ClewError with the reason where there is none."""

    async def left(self, tenant: Tenant) -> None:
        """A lease has ended."""


class Door:
    """Lets tenants in and carries messages; what they mean is the landlord's business."""

    def __init__(self, landlord: Landlord, *, pid: int) -> None:
        self.secret = secrets.token_urlsafe(32)
        self.tenants: set[Tenant] = set()
        self._landlord = landlord
        self._pid = pid
        self._server: asyncio.Server | None = None

    async def open(self) -> int:
        """Listen; the port."""
        self._server = await asyncio.start_server(self._serve, HOST, 0, limit=LINE_LIMIT_BYTES)
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    def close(self) -> None:
        """Let nobody in any more; the tenants stay connected, so that they see the end of this process."""
        if self._server is not None:
            self._server.close()
            self._server = None

    def tell(self, news: Mapping[str, object]) -> None:
        """Send news to every tenant."""
        for tenant in self.tenants:
            tenant.tell(news)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            tenant = await self._introduce(reader, writer)
            if tenant is not None:
                await self._attend(tenant, reader)
        except (OSError, ValueError) as exc:
            log.info("a connection ended: %s", type(exc).__name__)
        finally:
            writer.close()

    async def _introduce(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> Tenant | None:
        async with asyncio.timeout(INTRODUCTION_S):
            first = decode(await reader.readline())
        if not secrets.compare_digest(str(first.get("secret")).encode(), self.secret.encode()):
            log.warning("a connection without the secret was refused")
            return None
        if self._server is None:
            return None
        pid = first.get("pid")
        tenant = Tenant(writer, pid if isinstance(pid, int) else 0)
        tenant.tell({"welcome": self._pid})
        if first.get("peek"):
            tenant.tell(self._landlord.status())
            return None
        return tenant

    async def _attend(self, tenant: Tenant, reader: asyncio.StreamReader) -> None:
        self.tenants.add(tenant)
        tenant.tell(self._landlord.news())
        try:
            while line := await reader.readline():
                request = decode(line)
                number = request.get("id")
                if isinstance(number, int) and number not in tenant.tasks:
                    self._spawn(tenant, number, self._answer(tenant, number, request))
        finally:
            self.tenants.discard(tenant)
            await self._landlord.left(tenant)

    def _spawn(self, tenant: Tenant, number: int, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        tenant.tasks[number] = task
        task.add_done_callback(lambda _: tenant.tasks.pop(number, None))

    async def _answer(self, tenant: Tenant, number: int, request: Message) -> None:
        try:
            answer = await self._landlord.answer(tenant, str(request.get("ask")), request)
        except ClewError as exc:
            tenant.tell({"id": number, "error": str(exc), "kind": type(exc).__name__})
        else:
            tenant.tell({"id": number, "answer": answer})
