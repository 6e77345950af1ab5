"""What every command says and reads the same way: plain lines, settings from flags, the version."""

from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

import typer

from graph import DISTRIBUTION
from graph.settings import Settings, load_settings


def say(line: str) -> None:
    """One plain line on standard output."""
    typer.echo(line)


def note(line: str) -> None:
    """One plain line on standard error, for people; what programs read goes to standard output."""
    typer.echo(line, err=True)


def complain(message: str) -> None:
    """An error as one line on standard error."""
    typer.echo(f"clew: {' '.join(message.split())}", err=True)


def settings_of(context: typer.Context, flags: Mapping[str, object]) -> Settings:
    """The settings of this run: flags that were given, then environment, env file, defaults."""
    env_file = context.find_root().obj
    return load_settings(flags, env_file=env_file if isinstance(env_file, Path) else None)


def say_version(wanted: bool) -> None:
    """Prints the version and stops, when it is wanted."""
    if wanted:
        typer.echo(f"clew {version(DISTRIBUTION)}")
        raise typer.Exit
