"""`clew store`: the embedded engine of a case - start it to stay, stop it, ask how it is."""

from typing import Annotated

import typer

from api.commands.terminal import say, settings_of
from graph.cases import Case, find_case, last_case
from graph.errors import ConfigurationError
from graph.settings import Settings
from graph.store.embedded.lease import attach, peek

store = typer.Typer(
    help="The embedded engine of a case: start it to stay, stop it, ask how it is.", no_args_is_help=True
)

CaseOption = Annotated[str | None, typer.Option(help="Which case; by default the one used last.")]


@store.command()
def start(context: typer.Context, case: CaseOption = None) -> None:
    """Start the engine and leave it running, so that further commands are quick."""
    settings, chosen = _embedded(context, case)
    with attach(
        chosen.folder,
        start_timeout_s=settings.engine_start_timeout_s,
        heap=settings.engine_heap,
        query_timeout_s=settings.query_timeout_s,
    ) as lease:
        lease.stay()
        say(f"the engine of the case {chosen.name!r} runs and stays; stop it with: clew store stop")


@store.command()
def stop(context: typer.Context, case: CaseOption = None) -> None:
    """Stop the engine, also when other commands use it."""
    settings, chosen = _embedded(context, case)
    if peek(chosen.folder) is None:
        say(f"the engine of the case {chosen.name!r} is not running")
        return
    with attach(chosen.folder, start_timeout_s=settings.engine_start_timeout_s) as lease:
        lease.stop()
    say(f"the engine of the case {chosen.name!r} has stopped")


@store.command()
def status(context: typer.Context, case: CaseOption = None) -> None:
    """Say whether the engine runs, and who uses it."""
    _, chosen = _embedded(context, case)
    found = peek(chosen.folder)
    if found is None:
        say(f"the engine of the case {chosen.name!r} is not running")
    else:
        users = "nobody" if not found.leases else f"{len(found.leases)} command(s)"
        say(f"the engine of the case {chosen.name!r} is {found.state} at {found.uri}, used by {users}")
        say("it stays until it is stopped" if found.stay else "it stops with the last command that uses it")
        say(f"its log is {found.log}")


def _embedded(context: typer.Context, case: str | None) -> tuple[Settings, Case]:
    settings = settings_of(context, {"case": case})
    if settings.neo4j_uri:
        raise ConfigurationError(
            f"NEO4J_URI names {settings.neo4j_uri}: there is no engine of ours to start or stop; unset it for a case"
        )
    return settings, find_case(settings, otherwise=last_case(settings), make=False)
