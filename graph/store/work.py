"""One writing transaction at work: statements in portions, and what it touched, so that it can be projected anew."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from neo4j import ManagedTransaction, Record

from graph.errors import RevisionConflict
from graph.model import EdgeId
from graph.ontology import Ontology
from graph.store.known import ROWS, chunks
from graph.store.projection import Triple, triple
from graph.store.statements import setup, writing


@dataclass(slots=True)
class Work:
    """A transaction, and the triples and entities whose edges and counts are no longer what their claims say."""

    transaction: ManagedTransaction
    ontology: Ontology
    size: int = ROWS
    """Rows of one statement at most."""
    triples: dict[EdgeId, Triple] = field(default_factory=dict)
    entities: set[str] = field(default_factory=set)

    def bump_revision(self, revision: int) -> None:
        """The first step of every write. Raises RevisionConflict when the store is no longer at `revision`."""
        self.run(setup.LOCK_REVISION)
        if not self.run(setup.BUMP_REVISION, revision=revision):
            raise RevisionConflict(f"the store is no longer at revision {revision}; resolve again")

    def run(self, statement: str, **parameters: object) -> list[Record]:
        """The rows of one statement."""
        return list(self.transaction.run(statement, parameters))

    def by_id(self, statement: str, ids: Iterable[str]) -> list[Record]:
        """The rows of a statement over `$ids`, in portions, each id once."""
        return [row for part in chunks(sorted(set(ids)), self.size) for row in self.run(statement, ids=part)]

    def by_row(self, statement: str, rows: Sequence[Mapping[str, object]]) -> list[Record]:
        """The rows of a statement over `$rows`, in portions."""
        return [row for part in chunks(rows, self.size) for row in self.run(statement, rows=part)]

    def touch(self, claims: Iterable[Record]) -> None:
        """Notes the triples of claims that support an edge now."""
        for claim in claims:
            if claim["edge"] is not None:
                found = triple(claim["subject"], claim["relation"], claim["object"], self.ontology)
                self.triples[found.id] = found

    def connect(self, claims: Iterable[Record]) -> None:
        """Gives claims the edge of their present ends, and notes its triple; loops and old versions support none."""
        rows = []
        for claim in claims:
            found = triple(claim["subject"], claim["relation"], claim["object"], self.ontology)
            edge = found.id if claim["current"] and not found.is_loop else None
            if edge is not None:
                self.triples[found.id] = found
            if edge != claim["edge"]:
                rows.append({"id": claim["id"], "edge": edge})
        self.by_row(writing.SET_CLAIM_EDGES, rows)
