"""`clew ingest`: text files and folders into a case."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import orjson
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from api.commands.terminal import complain, note, printable, say, settings_of
from api.session import open_session
from graph.cases import DEFAULT, EXAMPLE, last_case, remember_case
from graph.ingest import IngestEntry, Outcome


def ingest(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="Text files, or folders of them.")],
    case: Annotated[
        str | None, typer.Option(help=f"The case to read into; by default the one used last, or {DEFAULT!r}.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a document.")] = False,
) -> None:
    """Read documents into a case: who they name, what they say of them, and where they say it.

    A file called documents.yaml beside the texts may give title, publisher, url and published (a date) of each.
    Exit status 1 when a document failed; the others are in.
    """
    settings = settings_of(context, {"case": case})
    last = last_case(settings)
    # The example is never the silent choice: it takes no documents.
    with open_session(settings, otherwise=DEFAULT if last == EXAMPLE else last, on_progress=note) as session:
        sources = session.sources(paths)
        if not sources:
            complain("no text files there: folders are searched for .txt, .text and .md")
            raise typer.Exit(1)
        entries = _watch(session.ingest_each(sources), len(sources), json=json)
        if session.case is not None and any(e.outcome is not Outcome.FAILED for e in entries):
            remember_case(settings, session.case)
        where = f"the case {session.case.name!r}" if session.case is not None else settings.neo4j_uri
    _sum_up(entries, where)
    if any(e.outcome is Outcome.FAILED for e in entries):
        raise typer.Exit(1)


def _watch(entries: Iterable[IngestEntry], total: int, *, json: bool) -> Sequence[IngestEntry]:
    """Shows each entry as it is done: JSON lines, a progress bar on a terminal, a plain line otherwise."""
    done: list[IngestEntry] = []
    if json or not sys.stderr.isatty():
        for entry in entries:
            done.append(entry)
            say(orjson.dumps(asdict(entry)).decode() if json else _line(entry))
        return done
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("reading", total=total)
        for entry in entries:
            done.append(entry)
            progress.advance(task)
            if entry.outcome is Outcome.FAILED:
                progress.console.print(printable(_line(entry)), style="red", markup=False, highlight=False)
    return done


def _line(entry: IngestEntry) -> str:
    detail = {
        Outcome.WRITTEN: f"{entry.claims} claims, {entry.mentions} mentions, {entry.ms / 1000:.1f} s",
        Outcome.UNCHANGED: "is there already",
        Outcome.FAILED: entry.error,
    }[entry.outcome]
    source = entry.source.replace("\n", "\\n")
    return detail if entry.error.startswith(entry.source) else f"{source}: {detail}"


def _sum_up(entries: Sequence[IngestEntry], where: str) -> None:
    count = {outcome: sum(e.outcome is outcome for e in entries) for outcome in Outcome}
    claims = sum(e.claims for e in entries)
    note(
        f"{count[Outcome.WRITTEN]} written with {claims} claims, {count[Outcome.UNCHANGED]} unchanged,"
        f" {count[Outcome.FAILED]} failed, in {where}. See it: make run, or clew explore"
    )
