"""`clew doctor`: what this machine has, what is missing, and what would do."""

import importlib.util
import platform
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from api.commands.terminal import say, settings_of
from api.session import open_session
from graph.answers import Check
from graph.cases import last_case
from graph.errors import ClewError
from graph.extract.catalog import load_extractor
from graph.ontology import load_ontology
from graph.settings import Settings


def doctor(
    context: typer.Context,
    case: Annotated[str | None, typer.Option(help="Which case to look at; by default the one used last.")] = None,
) -> None:
    """Check Python, folders, engine, model and store. Exit status 1 when something is broken."""
    settings = settings_of(context, {"case": case})
    healthy = True
    for check in (*_machine(settings), *_store(settings)):
        say(f"{'ok     ' if check.ok else 'BROKEN '} {check.name}: {check.detail}")
        healthy = healthy and check.ok
    if not healthy:
        raise typer.Exit(1)


def _machine(settings: Settings) -> Iterator[Check]:
    yield Check(name="python", ok=sys.version_info >= (3, 11), detail=f"{platform.python_version()} ({sys.executable})")
    yield Check(name="machine", ok=True, detail=f"{platform.system()} {platform.machine()}")
    yield _home(settings.home)
    engine = importlib.util.find_spec("arcadedb_embedded") is not None
    yield Check(
        name="engine",
        ok=engine or bool(settings.neo4j_uri),
        detail="the embedded engine is installed" if engine else "no embedded engine here; set NEO4J_URI to a Neo4j",
    )
    yield _model(settings)


def _home(home: Path) -> Check:
    try:
        home.mkdir(parents=True, exist_ok=True)
        probe = home / ".doctor"
        probe.write_text("", encoding="utf-8")
        probe.unlink()
    except OSError as error:
        return Check(name="home", ok=False, detail=f"{home} cannot be written: {error.strerror}; set CLEW_HOME")
    return Check(name="home", ok=True, detail=str(home))


def _model(settings: Settings) -> Check:
    try:
        return Check(name="extractor", ok=True, detail=load_extractor(settings).id)
    except ClewError as error:
        return Check(name="extractor", ok=False, detail=str(error))


def _store(settings: Settings) -> Iterator[Check]:
    ontology = load_ontology()
    yield Check(name="ontology", ok=True, detail=f"{len(ontology.labels)} labels, {len(ontology.relations)} relations")
    try:
        with open_session(settings, otherwise=last_case(settings), make=False) as session:
            info = session.store.info()
            where = session.case.name if session.case is not None else settings.neo4j_uri
            yield Check(
                name="store", ok=True, detail=f"{where}: {info.name} {info.version}, {info.documents} documents"
            )
            yield from session.store.checks()
    except ClewError as error:
        yield Check(name="store", ok=False, detail=str(error))
