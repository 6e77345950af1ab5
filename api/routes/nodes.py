"""GET /api/search and /api/nodes/{id}: finding a node, and what surrounds it."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import RedirectResponse

from api import wire
from api.dependencies import Reader
from api.examples import NODE_VIEW, SEARCH, answers
from api.parameters import NodePath, SearchParameters
from api.shapes import NodeViewShape, SearchShape
from graph import explore

router = APIRouter(tags=["graph"])


@router.get("/api/search", response_model=SearchShape, responses=answers(SEARCH))
def search(parameters: Annotated[SearchParameters, Query()], reader: Reader) -> wire.Json:
    """Nodes by name or alias, best first; accents and case do not matter."""
    return wire.Json(wire.search(explore.search(reader, parameters.q, label=parameters.label, limit=parameters.limit)))


@router.get(
    "/api/nodes/{id}",
    response_model=NodeViewShape,
    responses=answers(NODE_VIEW, 307, 404, 410),
)
def node(address: NodePath, reader: Reader) -> Response:
    """A node, how many edges of each type and direction it has, and the documents that mention it."""
    view = explore.node(reader, address)
    if view.node.id != address:
        # Temporary: a merge or a split can move an anchor to another node.
        return RedirectResponse(f"/api/nodes/{view.node.id}", status_code=307)
    return wire.Json(wire.node_view(view))
