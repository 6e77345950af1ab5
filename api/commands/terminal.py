"""What every command says and reads the same way: plain lines, settings from flags, the version."""

import sys
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

import typer

from graph import DISTRIBUTION
from graph.settings import Settings, load_settings


def say(line: str) -> None:
    """One plain line on standard output."""
    typer.echo(line if not sys.stdout.isatty() else printable(line))


def note(line: str) -> None:
    """One plain line on standard error, for people; what programs read goes to standard output."""
    typer.echo(printable(line), err=True)


def complain(message: str) -> None:
    """An error as one line on standard error."""
    typer.echo(f"clew: {printable(' '.join(message.split()))}", err=True)


def printable(text: str) -> str:
    """Without control characters: a name from a document or a folder must not steer the terminal."""
    return "".join(c if c.isprintable() or c in " \n\t" else "\ufffd" for c in text)


def settings_of(context: typer.Context, flags: Mapping[str, object]) -> Settings:
    """The settings of this run: flags that were given, then environment, env file, defaults."""
    env_file = context.find_root().obj
    return load_settings(flags, env_file=env_file if isinstance(env_file, Path) else None)


def say_version(wanted: bool) -> None:
    """Prints the version and stops, when it is wanted."""
    if wanted:
        typer.echo(f"clew {version(DISTRIBUTION)}")
        raise typer.Exit
