"""The command `clew`: its options, and how errors reach the terminal."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from api.commands.doctor import doctor
from api.commands.explore import explore
from api.commands.ingest import ingest
from api.commands.query import query
from api.commands.store import store
from api.commands.terminal import complain, say_version
from api.logs import configure
from graph.errors import ClewError, CypherRefused, CypherSyntaxError

cli = typer.Typer(
    name="clew",
    help="Documents in, an evidence-backed network of people, institutions and places out.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
cli.command()(explore)
cli.command()(ingest)
cli.command()(query)
cli.add_typer(store, name="store")
cli.command()(doctor)


@cli.callback()
def options(
    context: typer.Context,
    env_file: Annotated[
        Path | None, typer.Option(help="Read settings from this file instead of CLEW_HOME/.env.")
    ] = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Log what happens to standard error.")] = False,
    _version: Annotated[
        bool, typer.Option("--version", callback=say_version, is_eager=True, help="Say the version and stop.")
    ] = False,
) -> None:
    """Documents in, an evidence-backed network of people, institutions and places out."""
    configure("INFO" if verbose else "WARNING")
    context.obj = env_file


def main() -> None:
    """Runs the command; an error of ours becomes one plain line and exit status 1."""
    try:
        cli()
    except ClewError as error:
        complain(f"{error}{_place(error)}")
        sys.exit(1)


def _place(error: ClewError) -> str:
    """Where in a Cypher statement it is, for the errors that know."""
    if isinstance(error, CypherSyntaxError | CypherRefused) and error.line is not None:
        return f" (line {error.line}, column {error.column})"
    return ""


if __name__ == "__main__":
    main()
