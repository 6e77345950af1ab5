"""POST /api/cypher: the read-only Cypher console."""

from fastapi import APIRouter

from api import wire
from api.dependencies import Reader, RunSettings
from api.examples import CYPHER, answers
from api.parameters import CypherRequest
from api.shapes import CypherShape
from graph.answers import CypherLimits

router = APIRouter(tags=["cypher"])


@router.post("/api/cypher", response_model=CypherShape, responses=answers(CYPHER, 400, 403, 413, 415))
def cypher(body: CypherRequest, reader: Reader, settings: RunSettings) -> wire.Json:
    """Runs one reading statement, in the body shape of Neo4j's Query API v2.

    `truncated` and `reasons` say when rows, bytes or a cell were cut. A statement that could write, administer
    or reach files and networks is refused with 403; one that does not parse gets 400 with line and column.
    """
    limits = CypherLimits(seconds=settings.console_timeout_s, rows=settings.console_rows, bytes=settings.console_bytes)
    return wire.Json(wire.cypher(reader.cypher(body.statement, body.parameters, limits)))
