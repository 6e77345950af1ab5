"""`clew query`: one reading Cypher statement, as a table or as JSON lines."""

import sys
from typing import Annotated

import orjson
import typer
from rich.console import Console
from rich.table import Table

from api.commands.terminal import note, printable, say, settings_of
from api.session import open_session
from graph.answers import CypherResult, Value
from graph.cases import last_case
from graph.errors import BadInput


def query(
    context: typer.Context,
    statement: Annotated[str, typer.Argument(help="A reading statement, such as MATCH (p:Person) RETURN p.name")],
    param: Annotated[
        list[str] | None, typer.Option("--param", "-p", help="NAME=VALUE; the value is JSON, or else text.")
    ] = None,
    case: Annotated[str | None, typer.Option(help="The case to ask; by default the one used last.")] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a row.")] = False,
) -> None:
    """Ask the graph in Cypher. Nothing is written; rows, bytes and time are capped and a cut is said."""
    settings = settings_of(context, {"case": case})
    parameters = dict(_parameter(text) for text in param or ())
    with open_session(settings, otherwise=last_case(settings), make=False) as session:
        result = session.cypher(statement, parameters)
    if json:
        for row in result.values:
            say(orjson.dumps(dict(zip(result.fields, row, strict=True))).decode())
    elif sys.stdout.isatty():
        _print_table(result)
    else:
        say("\t".join(result.fields))
        for row in result.values:
            say("\t".join(_cell(value).replace("\t", " ").replace("\n", " ").replace("\r", " ") for value in row))
    rows = "row" if len(result.values) == 1 else "rows"
    note(f"{len(result.values)} {rows}" + "".join(f"; {reason}" for reason in result.reasons))


def _print_table(result: CypherResult) -> None:
    table = Table(header_style="bold")
    for field in result.fields:
        table.add_column(printable(field), overflow="fold")
    for row in result.values:
        table.add_row(*(printable(_cell(value)) for value in row))
    Console(markup=False, highlight=False).print(table)


def _cell(value: Value) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else orjson.dumps(value).decode()


def _parameter(text: str) -> tuple[str, Value]:
    name, equals, value = text.partition("=")
    if not name or not equals:
        raise BadInput(f"a parameter is NAME=VALUE, not {text!r}")
    try:
        parsed: Value = orjson.loads(value)
    except orjson.JSONDecodeError:
        parsed = value
    return name, parsed
