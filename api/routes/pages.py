"""The pages for people: the network at /, its files under /assets, and /docs."""

import secrets

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from api import docs
from api.dependencies import Relations
from api.security import page_policy
from viz import page

router = APIRouter(include_in_schema=False)


@router.get("/")
def index(request: Request, ontology: Relations) -> HTMLResponse:
    """The case as a network to search, drag and open."""
    nonce = secrets.token_urlsafe(16)
    html = page.index(nonce=nonce, case=request.app.state.case, ontology=ontology)
    return HTMLResponse(html, headers={"Content-Security-Policy": page_policy(nonce)})


@router.get("/assets/{name}")
def asset(name: str) -> Response:
    """A script or style that a page loads."""
    content, media_type = page.asset(name)
    return Response(content, media_type=media_type, headers={"Cache-Control": "private, no-cache"})


@router.get("/docs")
def documentation(request: Request) -> HTMLResponse:
    """The HTTP API on one page, made from the OpenAPI document; loads nothing and runs no script."""
    nonce = secrets.token_urlsafe(16)
    html = docs.page(request.app.openapi(), nonce=nonce)
    return HTMLResponse(html, headers={"Content-Security-Policy": page_policy(nonce)})


@router.get("/openapi.json")
def openapi(request: Request) -> Response:
    """The OpenAPI document."""
    return Response(docs.as_json(request.app.openapi()), media_type="application/json")
