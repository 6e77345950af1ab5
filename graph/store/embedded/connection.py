"""A lease's side of the door: requests and their answers, news, and the end of the connection."""

import itertools
import logging
import os
import socket
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass

from graph.errors import StoreError, StoreLocked, StoreUnavailable
from graph.store.embedded.address import Address
from graph.store.embedded.messages import Message, decode, encode

log = logging.getLogger(__name__)

WELCOME_S = 5.0
"""Seconds that a living supervisor may take to let somebody in."""
ANSWER_S = 15.0
"""Seconds that it may take to answer, unless the request is one that waits."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request on its way."""

    number: int
    answer: "Future[Message]"


class Connection:
    """One open connection to a supervisor."""

    def __init__(self, address: Address, *, peek: bool = False) -> None:
        """Raises OSError or ValueError if nobody who knows the secret answers there."""
        self._socket = socket.create_connection((address.host, address.port), timeout=WELCOME_S)
        self._stream = self._socket.makefile("rb")
        self._numbers = itertools.count(1)
        self._waiting: dict[int, Future[Message]] = {}
        self._writing = threading.Lock()
        self._ended = threading.Event()
        try:
            self._socket.sendall(encode({"secret": address.secret, "pid": os.getpid(), "peek": peek}))
            if self.read().get("welcome") != address.pid:
                raise ValueError("not the supervisor of this case")
        except (OSError, ValueError):
            self.close()
            raise

    def read(self) -> Message:
        """The next message, as long as nobody listens. Raises ValueError at the end of the connection."""
        return decode(self._stream.readline())

    def listen(self, on_news: Callable[[Message], None], on_end: Callable[[], None]) -> None:
        """From now on a thread reads: it calls `on_news` for each piece of news and `on_end` once, at the end."""
        self._socket.settimeout(None)
        threading.Thread(target=self._listen, args=(on_news, on_end), name="engine lease", daemon=True).start()

    def begin(self, ask: str, **fields: object) -> Request:
        """Send a request. Raises StoreUnavailable if the connection has ended."""
        request = Request(next(self._numbers), Future())
        with self._writing:
            if self._ended.is_set():
                raise StoreUnavailable("the supervisor of the engine is gone; try again in a few seconds")
            self._waiting[request.number] = request.answer
            try:
                self._socket.sendall(encode({"id": request.number, "ask": ask, **fields}))
            except OSError as exc:
                del self._waiting[request.number]
                raise StoreUnavailable("the supervisor of the engine is gone; try again in a few seconds") from exc
        return request

    def ask(self, ask: str, **fields: object) -> Message:
        """The answer to a request.

        Raises StoreUnavailable if the connection ends or nothing comes within ANSWER_S, StoreError if it is refused.
        """
        try:
            return self.begin(ask, **fields).answer.result(ANSWER_S)
        except TimeoutError as exc:
            raise StoreUnavailable(f"the supervisor of the engine did not answer within {ANSWER_S:.0f} s") from exc

    def wait_for_end(self, timeout_s: float) -> bool:
        """Whether the supervisor ended the connection within that time."""
        return self._ended.wait(timeout_s)

    def close(self) -> None:
        """End the connection; a second time does nothing."""
        try:
            self._socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            log.debug("the connection had ended before")
        self._stream.close()
        self._socket.close()

    def _listen(self, on_news: Callable[[Message], None], on_end: Callable[[], None]) -> None:
        try:
            while line := self._stream.readline():
                message = decode(line)
                number = message.get("id")
                if isinstance(number, int):
                    self._resolve(number, message)
                else:
                    on_news(message)
        except (OSError, ValueError) as exc:
            log.info("the lease on the engine ended: %s", exc)
        finally:
            self.close()
            with self._writing:
                self._ended.set()
                left = list(self._waiting.values())
                self._waiting.clear()
            for answer in left:
                answer.set_exception(
                    StoreUnavailable("the supervisor of the engine is gone; try again in a few seconds")
                )
            on_end()

    def _resolve(self, number: int, message: Message) -> None:
        with self._writing:
            waiting = self._waiting.pop(number, None)
        if waiting is None:
            return
        answer = message.get("answer")
        if isinstance(answer, dict):
            waiting.set_result(answer)
        else:
            kinds = {"StoreLocked": StoreLocked, "StoreUnavailable": StoreUnavailable}
            waiting.set_exception(kinds.get(str(message.get("kind")), StoreError)(str(message.get("error"))))
