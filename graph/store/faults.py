"""Exceptions of the driver as errors of ours: the one place where they are translated."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from neo4j import exceptions as driver

from graph.errors import (
    ClewError,
    ConfigurationError,
    CypherError,
    CypherRefused,
    CypherSyntaxError,
    StoreError,
    StoreTimeout,
    StoreUnavailable,
)

UNREACHABLE = (
    driver.ServiceUnavailable,
    driver.SessionExpired,
    driver.ConnectionPoolError,
    driver.DatabaseUnavailable,
    driver.NotALeader,
    driver.ForbiddenOnReadOnlyDatabase,
)
UNUSABLE = (driver.ConfigurationError, driver.AuthError)
TIMED_OUT = ("TransactionTimedOut", "Transaction.Terminated", "LockClientStopped")
"""Parts of codes; ArcadeDB and Neo4j 5 write `TransactionTimedOut`, Neo4j adds `ClientConfiguration` to it."""
OUT_OF_MEMORY = ("OutOfMemory",)
REFUSED = ("Security.Forbidden", "Statement.AccessMode")
SYNTAX = ("Statement.SyntaxError", "Statement.SemanticError")

_PLACE = re.compile(r"\s*(?:at |\()line[: ]\s*(\d+)(?::(\d+)|,\s*column:?\s*(\d+))(?P<neo4j>\s*\(offset: \d+\)\))?")
"""`at line 1:9`, `at line 1, column 29` (ArcadeDB, from 0), `(line 1, column 8 (offset: 7))` (Neo4j, from 1)."""

Translate = Callable[[driver.GqlError], ClewError]


def translate(error: driver.GqlError) -> ClewError:
    """The error that a statement of our own came to: out of reach, timed out, misconfigured, or broken."""
    code = _code(error)
    if _has(code, TIMED_OUT):
        return StoreTimeout("the database stopped a statement that outlived its time limit")
    if isinstance(error, UNREACHABLE):
        return StoreUnavailable(f"the database does not answer: {_message(error)}")
    if isinstance(error, UNUSABLE) or code.endswith("DatabaseNotFound"):
        return ConfigurationError(f"the database cannot be used: {_message(error)}")
    if isinstance(error, driver.TransientError) and not _has(code, OUT_OF_MEMORY):
        return StoreUnavailable(f"the database could not do it now: {_message(error)}")
    return StoreError(f"{code or type(error).__name__}: {_message(error)}")


def translate_statement(error: driver.GqlError) -> ClewError:
    """The error that a user's statement came to: what is wrong with it, else what `translate` says."""
    code = _code(error)
    if _has(code, REFUSED):
        return CypherRefused(f"this console only reads: {_message(error)}")
    if _has(code, OUT_OF_MEMORY):
        return CypherError("the statement needs more memory than a statement may have")
    if isinstance(error, driver.CypherSyntaxError) or _has(code, SYNTAX):
        line, column = _place(_message(error))
        return CypherSyntaxError(_without_place(_message(error)), line=line, column=column)
    general = translate(error)
    if type(general) is StoreError and isinstance(error, driver.Neo4jError):
        return CypherError(_message(error))
    return general


@contextmanager
def driver_errors(translate: Translate = translate) -> Iterator[None]:
    """Raises what the driver raises inside as an error of ours."""
    try:
        yield
    except driver.GqlError as error:
        raise translate(error) from error


def _code(error: driver.GqlError) -> str:
    return (error.code or "") if isinstance(error, driver.Neo4jError) else ""


def _message(error: driver.GqlError) -> str:
    text = error.message if isinstance(error, driver.Neo4jError) else str(error)
    return (text or type(error).__name__).strip()


def _has(code: str, parts: tuple[str, ...]) -> bool:
    return any(part in code for part in parts)


def _place(message: str) -> tuple[int | None, int | None]:
    found = _PLACE.search(message)
    if found is None:
        return None, None
    return int(found[1]), int(found[2] or found[3]) + (found["neo4j"] is None)


def _without_place(message: str) -> str:
    """The message's first line without the place: the excerpt below it would show the text that was sent, not typed."""
    return _PLACE.sub("", message.split("\n", maxsplit=1)[0]).strip()
