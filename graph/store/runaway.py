"""Ends a statement that goes on in the embedded engine after nobody waits for it any more."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import TypeAlias

from neo4j import Session
from neo4j.exceptions import DriverError, Neo4jError
from neo4j.time import Duration

from graph.errors import StoreUnavailable

OpenSession: TypeAlias = Callable[[], AbstractContextManager[Session]]

PATIENCE_S = 4.0
"""Seconds that the engine has to end a statement; single-row loops over an expression never end (ArcadeDB 26.10)."""
PAUSE_S = 0.25
COMPARED = 500
"""Characters by which two statements are the same."""

_ID = re.compile(r"[A-Za-z0-9_-]{1,100}")


def end(open_session: OpenSession, text: str, *, older_than_s: float) -> bool:
    """Terminates every run of this statement that is older; whether none is left after PATIENCE_S.

    A reader sees and ends the reader's own statements only. True also when the engine itself is gone.
    """
    deadline = time.monotonic() + PATIENCE_S
    try:
        while ids := tuple(_running(open_session, text, older_than_s)):
            if time.monotonic() > deadline:
                return False
            with open_session() as session:
                for transaction in ids:
                    session.run(f"TERMINATE TRANSACTIONS '{transaction}'").consume()
            time.sleep(PAUSE_S)
    except (DriverError, StoreUnavailable):
        return True
    except Neo4jError:
        return False
    return True


def _running(open_session: OpenSession, text: str, older_than_s: float) -> Iterator[str]:
    with open_session() as session:
        rows = session.run("SHOW TRANSACTIONS").data()
    for row in rows:
        same = str(row.get("currentQuery", "")).strip()[:COMPARED] == text.strip()[:COMPARED]
        transaction = str(row.get("transactionId", ""))
        if same and _seconds(row.get("elapsedTime")) >= older_than_s and _ID.fullmatch(transaction):
            yield transaction


def _seconds(elapsed: object) -> float:
    if not isinstance(elapsed, Duration):
        return 0.0
    return float(elapsed.days * 86_400 + elapsed.seconds + elapsed.nanoseconds / 1e9)
