"""An example answer for each route, and the answers that OpenAPI lists for it."""

from http import HTTPStatus
from typing import Any

PROBLEM_REF = "#/components/schemas/ProblemShape"

_GENERAL = "k3qdxv5m2ubh7wzt4ynoc6aepi"
_COURT = "q7h2wnc4yx5mzb3tdluk6eo2ra"
_EDGE = "b5tz3k2mqwx7nhyv4cdul6oeaj"
_REPORT = "z4w7hq3nkx2bytm5vcdul6oeap"

NODE: dict[str, Any] = {
    "id": _GENERAL,
    "labels": ["Entity", "Person"],
    "caption": "Salvador Cienfuegos",
    "properties": {
        "name": "Salvador Cienfuegos",
        "aliases": ["Cienfuegos"],
        "kind": "",
        "degree": 9,
        "documents": 3,
    },
}
PROSECUTORS: dict[str, Any] = {
    "id": _COURT,
    "labels": ["Entity", "Organization"],
    "caption": "Justice Department",
    "properties": {"name": "Justice Department", "aliases": [], "kind": "agency", "degree": 4, "documents": 3},
}
EDGE: dict[str, Any] = {
    "id": _EDGE,
    "type": "CHARGED_BY",
    "source": _GENERAL,
    "target": _COURT,
    "affirmed": True,
    "properties": {
        "modality": "asserted",
        "modalities": {"asserted": 2},
        "contested": False,
        "claims": 2,
        "documents": 2,
        "publishers": ["The Washington Post", "BBC News"],
        "origins": 2,
        "first": "2020-11-18",
        "last": "2020-11-19",
        "explicit": True,
    },
}
REPORT: dict[str, Any] = {
    "id": _REPORT,
    "title": "Charges against a general",
    "publisher": "Clew example digest",
    "published": "2020-11-19",
    "url": "",
    "language": "en",
    "digest_of": {"publisher": "BBC News", "title": "A report", "published": "2020-11-19"},
    "superseded_by": None,
}
CLAIM: dict[str, Any] = {
    "id": "c2hq5x7wkz3nbytm4vdul6oeap",
    "edge": _EDGE,
    "subject": _GENERAL,
    "relation": "CHARGED_BY",
    "object": _COURT,
    "modality": "asserted",
    "speaker": None,
    "when": {"text": "in October", "earliest": "2020-10-01", "latest": "2020-10-31"},
    "role": None,
    "explicit": True,
    "confidence": 0.9,
    "extractor": "rules",
    "evidence": [
        {
            "document": _REPORT,
            "start": 120,
            "end": 178,
            "quote": "The Justice Department charged Cienfuegos in October 2020.",
            "subject": {"start": 151, "end": 161},
            "object": {"start": 124, "end": 142},
        }
    ],
}
SUBGRAPH = {
    "nodes": [NODE, PROSECUTORS],
    "edges": [EDGE],
    "truncated": False,
    "reasons": [],
    "totals": {"nodes": 2, "edges": 1},
    "next": None,
}
SEARCH = {"results": [{"node": NODE, "match": "Salvador Cienfuegos", "score": 1.0}], "truncated": False}
NODE_VIEW = {
    "node": NODE,
    "neighbours": [{"type": "CHARGED_BY", "direction": "out", "count": 1}],
    "documents": [REPORT],
}
CLAIMS = {"claims": [CLAIM], "total": 1, "next": None, "nodes": [NODE, PROSECUTORS]}
DOCUMENTS = {"documents": [REPORT], "total": 1, "next": None}
DOCUMENT = {**REPORT, "text": "The Justice Department charged Cienfuegos in October 2020."}
ONTOLOGY = {
    "labels": [
        {
            "name": "Person",
            "plural": "People",
            "definition": "A named person.",
            "example": "Salvador Cienfuegos",
        }
    ],
    "relations": [
        {
            "name": "CHARGED_BY",
            "label": "charged by",
            "inverse": "charged",
            "group": "justice",
            "domain": ["Person", "Organization"],
            "range": ["Person", "Organization", "Place"],
            "symmetric": False,
            "state": False,
            "implies": None,
            "definition": "The authority or country that brought criminal charges or the indictment.",
            "example": "Federal prosecutors in Brooklyn indicted the general.",
        }
    ],
}
SCHEMA = {
    "labels": [{"name": "Person", "count": 12, "properties": ["aliases", "id", "name"]}],
    "types": [{"name": "CHARGED_BY", "count": 3, "properties": ["claims", "id", "modality"]}],
}
CYPHER = {
    "data": {
        "fields": ["p.name", "r.modality", "a.name"],
        "values": [["Salvador Cienfuegos", "asserted", "Justice Department"]],
    },
    "counters": {"containsUpdates": False},
    "notifications": [],
    "queryPlan": None,
    "truncated": False,
    "reasons": [],
    "graph": {"nodes": [], "edges": []},
}
HEALTH = {
    "status": "ok",
    "version": "0.1.0",
    "engine": {"kind": "embedded", "name": "ArcadeDB", "version": "26.10.2"},
    "checks": {"store": {"ok": True, "detail": "12 documents"}},
}


def answers(example: object, *statuses: int) -> dict[int | str, dict[str, Any]]:
    """The answers that a route lists: its example, these errors, and the shape of any other error."""
    listed: dict[int | str, dict[str, Any]] = {
        status: {"description": HTTPStatus(status).phrase} | ({"content": _problem()} if status >= 400 else {})
        for status in statuses
    }
    listed["default"] = {"description": "Any other error", "content": _problem()}
    if example is not None:
        listed[200] = {"content": {"application/json": {"example": example}}}
    return listed


def _problem() -> dict[str, Any]:
    return {"application/problem+json": {"schema": {"$ref": PROBLEM_REF}}}
