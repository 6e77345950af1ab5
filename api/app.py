"""Puts the HTTP door together: routes, walls, errors, documentation."""

from fastapi import Depends, FastAPI

from api import docs, problems
from api.dependencies import refuse_unknown_parameters
from api.logs import AccessLog
from api.routes import cypher, documents, health, nodes, pages, schema, subgraph
from api.security import BodyWall, HeadIsGet, HostWall, OriginWall, SafeHeaders, allowed_hosts
from api.version import version
from graph.ontology import Ontology, load_ontology
from graph.settings import Settings
from graph.store.port import GraphReader

RESOURCES = (health, subgraph, nodes, documents, schema, cypher, pages)

ABOUT = (
    "An evidence-backed network of people, institutions and places. Every edge sums claims, every claim quotes"
    " its document: offsets count Unicode code points and are half-open. Unknown query parameters are refused;"
    " ignore keys of an answer that you do not know. Everything here only reads."
)


def create_app(
    settings: Settings, store: GraphReader, *, ontology: Ontology | None = None, case: str | None = None
) -> FastAPI:
    """The application over an open store, which the caller closes; `case` is shown on the page."""
    app = FastAPI(
        title="Clew HTTP API",
        version=version(),
        description=ABOUT,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        dependencies=[Depends(refuse_unknown_parameters)],
    )
    app.state.settings = settings
    app.state.reader = store
    app.state.ontology = ontology if ontology is not None else load_ontology()
    app.state.case = case or settings.case or ""
    for resource in RESOURCES:
        app.include_router(resource.router)
    app.state.addresses = [route for resource in RESOURCES for route in resource.router.routes]
    problems.register(app)
    docs.describe(app)
    hosts = allowed_hosts(settings)
    # The last one added is the outermost.
    app.add_middleware(problems.LastResort)
    app.add_middleware(BodyWall)
    app.add_middleware(OriginWall, hosts=hosts)
    app.add_middleware(HostWall, hosts=hosts)
    app.add_middleware(HeadIsGet)
    app.add_middleware(SafeHeaders)
    app.add_middleware(AccessLog)
    return app
