"""The address that a supervisor leaves in the case folder, and whether anybody still stands behind it."""

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path

from filelock import Timeout

from graph.store.embedded.case_files import CaseFiles, file_lock


@dataclass(frozen=True, slots=True)
class Address:
    """The lease door of a running supervisor."""

    host: str
    port: int
    pid: int
    started: float
    """When the supervisor started, in seconds since 1970."""
    secret: str = field(repr=False)
    generation: int
    """Number of the last engine, so that a new supervisor counts on after a crash."""


def write_address(files: CaseFiles, address: Address) -> None:
    """Publish the address in one step, readable by this account only."""
    beside = files.address.with_name(f"{files.address.name}.{address.pid}")
    beside.unlink(missing_ok=True)
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(asdict(address), file)
    beside.replace(files.address)


def read_address(files: CaseFiles) -> Address | None:
    """The published address, which may be stale; None if there is none or it cannot be read."""
    try:
        return Address(**json.loads(files.address.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def remove_address(files: CaseFiles) -> None:
    """Take the address back."""
    files.address.unlink(missing_ok=True)


def is_supervised(files: CaseFiles) -> bool:
    """Whether a supervisor lives. A process id could have been given to somebody else; its lock cannot."""
    return _is_held(files.supervisor_lock)


def _is_held(path: Path) -> bool:
    if not path.exists():
        return False
    lock = file_lock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    lock.release()
    return False
