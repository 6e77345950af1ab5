"""GET /api/subgraph and its HTML: the part of the graph to draw."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import Field

from api import wire
from api.dependencies import Reader, Relations
from api.evidence import gather_evidence
from api.examples import SUBGRAPH, answers
from api.parameters import PagedSubgraphParameters, SubgraphParameters
from api.security import FRAMED_POLICY
from api.shapes import SubgraphShape
from graph import explore
from viz import standalone

router = APIRouter(tags=["graph"])


@router.get("/api/subgraph", response_model=SubgraphShape, responses=answers(SUBGRAPH, 404, 410))
def subgraph(parameters: Annotated[PagedSubgraphParameters, Query()], reader: Reader) -> wire.Json:
    """The neighbourhood of some nodes, or an overview of the best supported part of the graph.

    With one `node` and a `limit`, a page of that node's neighbours; `next` is the `after` of the following page.
    """
    return wire.Json(wire.subgraph(explore.subgraph(reader, parameters.query())))


class PageParameters(SubgraphParameters):
    """Which part of the graph, and how it is sent."""

    download: Literal["0", "1"] = Field(
        default="0", description="1 = answer as a file to save, 0 = to show in a frame.", examples=["1"]
    )


@router.get("/api/subgraph.html", response_class=HTMLResponse, responses=answers(None, 404, 410), name="subgraph_page")
def subgraph_page(
    request: Request, parameters: Annotated[PageParameters, Query()], reader: Reader, ontology: Relations
) -> HTMLResponse:
    """The same as one HTML file that needs neither server nor network; `download=1` saves it."""
    found = explore.subgraph(reader, parameters.query())
    claims, documents = gather_evidence(reader, found)
    page = standalone.page(
        found, title=request.app.state.case or "Clew", ontology=ontology, claims=claims, documents=documents
    )
    headers = {"Content-Security-Policy": FRAMED_POLICY}
    if parameters.download == "1":
        headers["Content-Disposition"] = 'attachment; filename="clew-network.html"'
    return HTMLResponse(page, headers=headers)
