"""GET /api/claims and /api/documents: the evidence behind an edge, and the texts it stands in."""

from typing import Annotated

from fastapi import APIRouter, Query

from api import wire
from api.dependencies import Reader
from api.docs import NEEDS_ONE_OF
from api.examples import CLAIMS, DOCUMENT, DOCUMENTS, answers
from api.parameters import ClaimsParameters, DocumentPath, DocumentsParameters
from api.shapes import ClaimsShape, DocumentsShape, WholeDocumentShape
from graph import explore
from graph.model import DocumentId

router = APIRouter(tags=["evidence"])


@router.get(
    "/api/claims",
    response_model=ClaimsShape,
    responses=answers(CLAIMS, 404, 410),
    openapi_extra={NEEDS_ONE_OF: ["edge", "node", "document"]},
)
def claims(parameters: Annotated[ClaimsParameters, Query()], reader: Reader) -> wire.Json:
    """The claims of one edge, node or document, by date of their document and place in its text.

    Offsets count Unicode code points and are half-open: `quote == text[start:end]`.
    """
    return wire.Json(wire.claims(explore.claims(reader, parameters.query())))


@router.get("/api/documents", response_model=DocumentsShape, responses=answers(DOCUMENTS, 404, 410))
def documents(parameters: Annotated[DocumentsParameters, Query()], reader: Reader) -> wire.Json:
    """The documents, newest first, without their texts."""
    page = explore.documents(reader, limit=parameters.limit, after=parameters.after, mentioning=parameters.node)
    return wire.Json(wire.documents(page))


@router.get("/api/documents/{id}", response_model=WholeDocumentShape, responses=answers(DOCUMENT, 404, 410))
def document(document_id: DocumentPath, reader: Reader) -> wire.Json:
    """One document with its text."""
    return wire.Json(wire.whole_document(reader.document(DocumentId(document_id))))
