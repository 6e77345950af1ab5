"""GET /api/ontology and /api/schema: what Clew knows to look for, and what the database holds."""

from fastapi import APIRouter

from api import wire
from api.dependencies import Reader, Relations
from api.examples import ONTOLOGY, SCHEMA, answers
from api.shapes import OntologyShape, SchemaShape

router = APIRouter(tags=["schema"])


@router.get("/api/ontology", response_model=OntologyShape, responses=answers(ONTOLOGY))
def ontology(known: Relations) -> wire.Json:
    """The labels and relations with their definitions, in order of importance."""
    return wire.Json(wire.ontology(known))


@router.get("/api/schema", response_model=SchemaShape, responses=answers(SCHEMA))
def schema(reader: Reader) -> wire.Json:
    """The labels and relationship types of the database, with counts and property keys."""
    return wire.Json(wire.schema(reader.schema()))
