"""What supervisor, engine and leases tell each other about an engine."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypedDict


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """How the engine of a case is started; the command that starts it decides, later ones take what is there."""

    heap: str = "512m"
    """Largest Java heap, as Java writes it: `512m`, `2g`."""
    query_timeout_s: float = 10.0
    """Seconds after which the engine stops a statement where it can."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """A database user; the password is new at each start of the engine and never printed."""

    user: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Engine:
    """A running engine: where it listens, who may log in, the limits read back from it."""

    uri: str
    database: str
    admin: Credentials
    reader: Credentials
    """May only read: the engine itself refuses everything else, which was tried at the start."""
    limits: Mapping[str, str]
    """Setting of ArcadeDB -> value, as the open database answered."""
    generation: int
    """Grows with every start of an engine of this case while somebody watches it."""


@dataclass(frozen=True, slots=True)
class Status:
    """The state of a case's engine, without passwords."""

    state: str
    """`starting`, `ready`, `restarting`, `stopping` or `failed`."""
    pid: int
    """Process id of the supervisor."""
    started: float
    """When the supervisor started, in seconds since 1970."""
    generation: int
    uri: str
    """Empty unless ready."""
    heap: str
    stay: bool
    """Goes on when the last lease is gone."""
    leases: tuple[int, ...]
    """Process ids of those who hold a lease, sorted."""
    writer: int | None
    """Process id of the holder of the write lock."""
    log: str
    """Path of the log."""


class CredentialsFields(TypedDict):
    """Credentials as JSON."""

    user: str
    password: str


class EngineFields(TypedDict):
    """Engine as JSON."""

    uri: str
    database: str
    admin: CredentialsFields
    reader: CredentialsFields
    limits: dict[str, str]
    generation: int


class StatusFields(TypedDict):
    """Status as JSON."""

    state: str
    pid: int
    started: float
    generation: int
    uri: str
    heap: str
    stay: bool
    leases: list[int]
    writer: int | None
    log: str


def engine_to_fields(engine: Engine) -> EngineFields:
    """The engine as it is sent."""
    return {
        "uri": engine.uri,
        "database": engine.database,
        "admin": {"user": engine.admin.user, "password": engine.admin.password},
        "reader": {"user": engine.reader.user, "password": engine.reader.password},
        "limits": dict(engine.limits),
        "generation": engine.generation,
    }


def engine_from_fields(fields: EngineFields) -> Engine:
    """The engine that was sent."""
    return Engine(
        uri=fields["uri"],
        database=fields["database"],
        admin=Credentials(**fields["admin"]),
        reader=Credentials(**fields["reader"]),
        limits=fields["limits"],
        generation=fields["generation"],
    )


def status_from_fields(fields: StatusFields) -> Status:
    """The status that was sent."""
    return Status(
        state=fields["state"],
        pid=fields["pid"],
        started=fields["started"],
        generation=fields["generation"],
        uri=fields["uri"],
        heap=fields["heap"],
        stay=fields["stay"],
        leases=tuple(fields["leases"]),
        writer=fields["writer"],
        log=fields["log"],
    )
