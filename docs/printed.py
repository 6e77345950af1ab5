"""Prints the generated parts of the documentation; cog calls it from the .md files (`make docs`)."""

import ast
import io
from collections.abc import Mapping
from contextlib import redirect_stdout
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

from typer.main import get_command

from api.app import create_app
from api.cli import cli
from graph import errors
from graph.ontology import load_ontology
from graph.settings import Settings
from graph.store.port import GraphReader

ROOT = Path(__file__).parent.parent
PACKAGES = ("graph", "viz", "api", "seeds")


def modules() -> str:
    """Every module with the first sentence of its docstring, as a tree."""
    lines = [f"{'clew.py':<36}{_purpose(ROOT / 'clew.py')}"]
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py"), key=lambda p: (p.parent, p.name != "__init__.py", p.name)):
            depth = len(path.relative_to(ROOT).parts) - 1
            name = path.parent.name + "/" if path.name == "__init__.py" else path.name
            indent = "  " * (depth - 1 if path.name == "__init__.py" else depth)
            lines.append(f"{indent + name:<36}{_purpose(path)}")
    return "```text\n" + "\n".join(lines) + "\n```"


def relations() -> str:
    """The relations of the ontology as a table."""
    rows = ["| relation | reads | from | to | meaning |", "| --- | --- | --- | --- | --- |"]
    for r in load_ontology().relations.values():
        reads = r.label if r.symmetric else f"{r.label} / {r.inverse}"
        ends = " | ".join(", ".join(end) for end in (r.domain, r.range))
        rows.append(f"| `{r.name}` | {reads}{' (symmetric)' if r.symmetric else ''} | {ends} | {r.definition} |")
    return "\n".join(rows)


def labels() -> str:
    """The labels of the ontology as a table."""
    rows = ["| label | meaning | example |", "| --- | --- | --- |"]
    rows += [f"| `{x.name}` | {x.definition} | {x.example} |" for x in load_ontology().labels.values()]
    return "\n".join(rows)


def settings() -> str:
    """Every setting with its default and meaning."""
    rows = ["| variable | default | meaning |", "| --- | --- | --- |"]
    for name, field in Settings.model_fields.items():
        variable = str(field.validation_alias or f"CLEW_{name}").upper()
        default = "the platform's data folder" if name == "home" else _plain(field.default)
        rows.append(f"| `{variable}` | {default} | {_sentence_after(Settings, name)} |")
    return "\n".join(rows)


def commands() -> str:
    """The help of every command."""
    group = get_command(cli)
    parts = []
    for name, command in sorted(_leaves(group, "clew")):
        text = io.StringIO()
        with redirect_stdout(text):
            command.main(["--help"], prog_name=name, standalone_mode=False, terminal_width=100)
        parts.append(f"### `{name}`\n\n```text\n{text.getvalue().strip()}\n```")
    return "\n\n".join(parts)


def routes() -> str:
    """Every route of the HTTP door with its parameters, from the OpenAPI document."""
    described = create_app(Settings(_env_file=None), cast(GraphReader, None)).openapi()
    parts = []
    for path, methods in described["paths"].items():
        for method, route in methods.items():
            rows = [
                f"| `{p['name']}` | {p.get('description', '')} | {_limits(p['schema'])} |"
                for p in route.get("parameters", ())
            ]
            table = ["", "| parameter | meaning | values |", "| --- | --- | --- |", *rows] if rows else []
            text = str(route.get("description") or route.get("summary") or "").split("\n\n", 1)[0]
            parts.append("\n".join([f"### `{method.upper()} {path}`", "", " ".join(text.split()), *table]))
    return "\n\n".join(parts)


def _limits(schema: Mapping[str, Any]) -> str:
    """The values that a parameter takes, and its default, in a few words."""
    inner = schema.get("items", schema)
    options = [o for o in inner.get("anyOf", (inner,)) if o.get("type") != "null"]
    said = []
    for option in options:
        if "enum" in option:
            said.append(", ".join(f"`{v}`" for v in option["enum"]))
        if "minimum" in option or "maximum" in option:
            said.append(f"{option.get('minimum', '…')} to {option.get('maximum', '…')}")
    if schema.get("default") is not None:
        said.append(f"default `{schema['default']}`")
    return "; ".join(said)


def error_tree() -> str:
    """The tree of errors, as the module draws it."""
    drawn = (errors.__doc__ or "").split("\n\n", 1)[1].rstrip()
    return "```text\n" + "\n".join(line[4:] for line in drawn.splitlines()) + "\n```"


def _leaves(command, name):  # type: ignore[no-untyped-def]
    for child, sub in getattr(command, "commands", {}).items():
        yield from _leaves(sub, f"{name} {child}")
    if not hasattr(command, "commands"):
        yield name, command


def _purpose(path: Path) -> str:
    doc = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return doc.split("\n", 1)[0]


def _sentence_after(cls: type, name: str) -> str:
    """The docstring that follows a field, read from the source."""
    source = Path(__import__(cls.__module__, fromlist=["_"]).__file__ or "").read_text(encoding="utf-8")
    body = next(n for n in ast.parse(source).body if isinstance(n, ast.ClassDef) and n.name == cls.__name__).body
    for node, after in pairwise(body):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id == name:
            return " ".join(ast.literal_eval(after.value).split()) if isinstance(after, ast.Expr) else ""
    return ""


def _plain(value: object) -> str:
    text = value.get_secret_value() if hasattr(value, "get_secret_value") else value
    return "—" if text in (None, "", False) else f"`{text}`"
