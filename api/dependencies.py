"""What a route is handed: the store, the settings, the ontology; and the check that runs before each."""

from typing import Annotated

from fastapi import Depends, Request

from api.problems import unknown_parameter
from graph.ontology import Ontology
from graph.settings import Settings
from graph.store.port import GraphReader


def get_reader(request: Request) -> GraphReader:
    """The store, for reading."""
    reader: GraphReader = request.app.state.reader
    return reader


def get_settings(request: Request) -> Settings:
    """The settings of this run."""
    settings: Settings = request.app.state.settings
    return settings


def get_ontology(request: Request) -> Ontology:
    """The labels and relations that Clew knows."""
    ontology: Ontology = request.app.state.ontology
    return ontology


def refuse_unknown_parameters(request: Request) -> None:
    """Refuses a query parameter that the route does not document: a misspelt filter must not be ignored.

    Pages take any: their address carries the state of the view, which only the browser reads.
    """
    route = request.scope["route"]
    if not getattr(route, "include_in_schema", False):
        return
    operations = request.app.openapi()["paths"].get(getattr(route, "path_format", ""), {})
    operation = operations.get(request.method.lower(), {})
    known = [p["name"] for p in operation.get("parameters", ()) if p["in"] == "query"]
    for name in request.query_params:
        if name not in known:
            raise unknown_parameter(name, known)


Reader = Annotated[GraphReader, Depends(get_reader)]
RunSettings = Annotated[Settings, Depends(get_settings)]
Relations = Annotated[Ontology, Depends(get_ontology)]
