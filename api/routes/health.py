"""GET /health: whether the program can do its work."""

from collections.abc import Sequence

from fastapi import APIRouter

from api import wire
from api.dependencies import Reader, RunSettings
from api.examples import HEALTH, answers
from api.shapes import HealthShape, Status
from api.version import version
from graph.answers import Check, EngineKind, StoreInfo
from graph.errors import StoreError
from graph.settings import Settings
from graph.store.port import GraphReader

router = APIRouter(tags=["health"])

VITAL = "store"
"""The check without which nothing works; any other that fails only degrades."""


@router.get("/health", response_model=HealthShape, responses=answers(HEALTH, 503))
def health(reader: Reader, settings: RunSettings) -> wire.Json:
    """`ok`, `degraded` (both 200) or `down` (503), with what was checked and on which engine."""
    found = (*reader.checks(), Check(name="explorer", ok=True, detail="the page is the pyvis view"))
    info, checks = _engine(reader, settings, found)
    status = _status(checks)
    body = wire.health(status, version(), info, checks)
    return wire.Json(body, status_code=503 if status == "down" else 200)


def _engine(reader: GraphReader, settings: Settings, checks: Sequence[Check]) -> tuple[StoreInfo, Sequence[Check]]:
    try:
        return reader.info(), checks
    except StoreError as error:
        kind = EngineKind.NEO4J if settings.neo4j_uri else EngineKind.EMBEDDED
        info = StoreInfo(engine=kind, name="", version="", ours=False)
        others = tuple(check for check in checks if check.name != VITAL)
        return info, (Check(name=VITAL, ok=False, detail=str(error)), *others)


def _status(checks: Sequence[Check]) -> Status:
    failed = {check.name for check in checks if not check.ok}
    return "down" if VITAL in failed else "degraded" if failed else "ok"
