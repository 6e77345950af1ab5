"""The projection: one edge for each triple that claims support, made anew whenever its claims change."""

from collections.abc import Mapping
from datetime import date

from neo4j import Record
from neo4j.time import Date

from graph.model import EdgeId, Modality
from graph.store.dialect import alternation, quoted
from graph.store.projection import Support, Triple, edge_properties, edge_type, triple
from graph.store.statements import writing
from graph.store.work import Work

Row = Mapping[str, object]


def project(work: Work) -> None:
    """Makes the edges of all touched triples what their claims say, and counts degrees and documents anew."""
    work.by_row(writing.DELETE_EDGES, [_ends(t) for _, t in sorted(work.triples.items())])
    _create(work, _expected(work, work.triples))
    for found in work.triples.values():
        work.entities.update((found.source, found.target))
    _count(work, work.entities)


def reproject(work: Work) -> int:
    """Rebuilds every edge from the claims; how many were missing, wrong or one too many."""
    claims = work.run(writing.ALL_CLAIMS)
    work.connect(claims)
    current = [triple(c["subject"], c["relation"], c["object"], work.ontology) for c in claims if c["current"]]
    expected = _expected(work, {t.id: t for t in current if not t.is_loop})
    found: dict[str, list[tuple[str, Row]]] = {}
    for row in work.run(writing.ALL_EDGES):
        properties = {key: _plain(value) for key, value in row["properties"].items()}
        ends = {"source": row["source"], "target": row["target"]}
        found.setdefault(str(properties.get("id")), []).append((row["type"], {**properties, **ends}))
    wrong = {
        id_
        for id_ in expected.keys() | found.keys()
        if found.get(id_) != ([(expected[id_][0], _stored(expected[id_][1]))] if id_ in expected else None)
    }
    work.by_row(writing.DELETE_EDGES, [row for id_ in sorted(wrong) for _, row in found.get(id_, ())])
    _create(work, {id_: row for id_, row in expected.items() if id_ in wrong})
    _count(work, {row["id"] for row in work.run(writing.ALL_ENTITIES)})
    return len(wrong)


def _expected(work: Work, triples: Mapping[EdgeId, Triple]) -> Mapping[str, tuple[str, Row]]:
    """Edge id -> the type and the row of the edge that the claims of these triples support."""
    claims: dict[EdgeId, list[Support]] = {}
    for row in work.by_id(writing.CLAIMS_OF_EDGES, triples):
        claims.setdefault(EdgeId(row["edge"]), []).append(_support(row))
    return {
        id_: (
            edge_type(found, triples[id_].relation),
            {**edge_properties(triples[id_], found), "source": triples[id_].source, "target": triples[id_].target},
        )
        for id_, found in sorted(claims.items())
    }


def _create(work: Work, edges: Mapping[str, tuple[str, Row]]) -> None:
    by_type: dict[str, list[Row]] = {}
    for type_, row in edges.values():
        by_type.setdefault(type_, []).append(row)
    for type_, rows in sorted(by_type.items()):
        work.by_row(writing.CREATE_EDGES % quoted(type_), rows)


def _count(work: Work, entities: set[str]) -> None:
    relations = alternation(tuple(sorted(work.ontology.relations)))
    work.by_id(writing.COUNT_DEGREES % relations, entities)
    work.by_id(writing.COUNT_DOCUMENTS, entities)


def _ends(found: Triple) -> Row:
    return {"id": found.id, "source": found.source, "target": found.target}


def _support(row: Record) -> Support:
    return Support(
        modality=Modality(row["modality"]),
        explicit=row["explicit"],
        document=row["document"],
        publisher=row["publisher"],
        published=_day(row["published"]),
        text_hash=row["text_hash"],
        report=row["report"],
        digest=row["digest"],
    )


def _stored(row: Row) -> Row:
    """As the database gives it back: without nulls."""
    return {key: _plain(value) for key, value in row.items() if value is not None}


def _day(found: Date | None) -> date | None:
    return found.to_native() if found is not None else None


def _plain(value: object) -> object:
    """A property so that a stored and an expected one compare equal."""
    if isinstance(value, Date):
        return value.to_native()
    return list(value) if isinstance(value, list | tuple) else value
