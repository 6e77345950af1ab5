"""The OpenAPI document, and the page that shows it: rendered here, without scripts and without a network."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import orjson
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from pydantic import TypeAdapter

from api import problems

Json = Mapping[str, Any]

TEMPLATES = Path(__file__).parent / "templates"
METHODS = ("get", "post", "put", "patch", "delete")
NEEDS_ONE_OF = "x-needs-one-of"
"""Key of an operation that lists optional parameters of which one must be given."""
SCHEMAS = "#/components/schemas/"


def describe(app: FastAPI) -> None:
    """Gives the app its OpenAPI document: FastAPI's, with the shape of a problem added."""

    def document() -> dict[str, Any]:
        if app.openapi_schema is None:
            made = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
            shapes = made.setdefault("components", {}).setdefault("schemas", {})
            problem = TypeAdapter(problems.ProblemShape).json_schema(ref_template=SCHEMAS + "{model}")
            shapes.update(problem.pop("$defs", {}))
            shapes["ProblemShape"] = problem
            app.openapi_schema = made
        return app.openapi_schema

    app.openapi = document  # type: ignore[method-assign]  # FastAPI's documented way to change it
    # Now, not with the first requests: two at once (each is checked against it) break FastAPI 0.165's making of it.
    app.openapi()


def as_json(document: Json) -> bytes:
    """The OpenAPI document as it is sent."""
    return orjson.dumps(document, option=orjson.OPT_INDENT_2)


def page(document: Json, *, nonce: str) -> str:
    """The documentation as HTML; `nonce` is the one of the response's Content-Security-Policy."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["code"] = code
    return environment.get_template("docs.html.j2").render(
        nonce=nonce,
        title=document["info"]["title"],
        version=document["info"]["version"],
        about=document["info"]["description"],
        operations=[
            _operation(document, path, method, item[method])
            for path, item in document["paths"].items()
            for method in METHODS
            if method in item
        ],
        problems=_problems(),
    )


def code(text: str) -> Markup:
    """`text` as HTML, with what stands in backticks as code."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return escape(text)
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if at % 2 else escape(part) for at, part in enumerate(parts)
    )


def _problems() -> list[Json]:
    ours = {
        problems.kind_of(error): (status, (error.__doc__ or "").split("\n")[0])
        for error, status in problems.STATUS.items()
    }
    return [
        {"kind": kind, "status": int(status), "says": says}
        for kind, (status, says) in {**ours, **problems.REQUEST_KINDS}.items()
    ]


def _operation(document: Json, path: str, method: str, operation: Json) -> Json:
    fields = [
        _field(parameter["name"], parameter["schema"], parameter.get("required", False))
        for parameter in operation.get("parameters", ())
    ] + list(_body_fields(document, operation))
    query = {field["name"]: field["example"] for field in fields if field["required"] and field["example"] is not None}
    answer = _json_of(operation["responses"].get("200", {}))
    return {
        "id": f"{method}-{path}".replace("/", "-").replace("{", "").replace("}", ""),
        "method": method.upper(),
        "path": path,
        "about": operation.get("description", "").split("\n\n"),
        "fields": fields,
        "body": _indented(_body(document, operation).get("examples", [None])[0]),
        "example": _indented(answer.get("example")),
        "link": _link(path, query) if method == "get" and NEEDS_ONE_OF not in operation else None,
    }


def _link(path: str, query: Json) -> str | None:
    return None if "{" in path else path + (f"?{urlencode(query)}" if query else "")


def _body_fields(document: Json, operation: Json) -> Iterator[dict[str, Any]]:
    body = _body(document, operation)
    for name, schema in body.get("properties", {}).items():
        yield _field(name, schema, name in body.get("required", ()))


def _body(document: Json, operation: Json) -> Json:
    name = _json_of(operation.get("requestBody", {})).get("schema", {}).get("$ref", "").removeprefix(SCHEMAS)
    body: Json = document["components"]["schemas"].get(name, {})
    return body


def _field(name: str, schema: Json, required: bool) -> dict[str, Any]:
    kind: Json = schema.get("anyOf", [schema])[0]
    shown = next(iter(schema.get("examples", ())), None)
    return {
        "name": name,
        "required": required,
        "kind": kind.get("type", ""),
        "choices": kind.get("enum") or kind.get("items", {}).get("enum") or (),
        "default": _shown(schema["default"]) if schema.get("default") not in (None, [], {}) else "",
        "about": schema.get("description", ""),
        "example": None if shown is None else _shown(shown),
    }


def _shown(value: object) -> str:
    if isinstance(value, list):
        return ",".join(map(str, value))
    return value if isinstance(value, str) else json.dumps(value)


def _json_of(part: Json) -> Json:
    content: Json = part.get("content", {}).get("application/json", {})
    return content


def _indented(value: object) -> str:
    return "" if value is None else json.dumps(value, indent=2, ensure_ascii=False)
