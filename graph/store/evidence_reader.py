"""Reads our own stores: claims with their evidence, documents, and what the database holds."""

import re
from collections.abc import Sequence

from neo4j import Record, Transaction

from graph.answers import Check, ClaimPage, ClaimsQuery, Page, Schema, StoreInfo
from graph.errors import BadQuery, ClewError, NotFound, StoreError
from graph.model import Claim, Document, DocumentId
from graph.store.claim_rows import claim_of, document_of
from graph.store.connection import Connection
from graph.store.dialect import quoted
from graph.store.rows import node_of
from graph.store.statements import reading

SAMPLE = 200
"""Nodes or relationships of a name whose property keys are looked at."""


SHELF = re.compile(r"\d{4}-\d\d-\d\d/[a-z2-7]{26}")
PLACE = re.compile(SHELF.pattern + r"/\d{9,}/[a-z2-7]{26}")
"""Where a document and a claim stand in their lists: what `next` says and `after` takes."""


class EvidenceReader:
    """Claims and documents of one of our own stores."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def info(self) -> StoreInfo:
        """Which database answers, and at which revision."""
        dialect = self._connection.dialect()
        rows = self._rows(reading.INFO)
        if not rows:
            raise StoreError("the store's marker is gone: somebody emptied the database; open it again")
        row = rows[0]
        return StoreInfo(
            engine=dialect.kind,
            name=dialect.name,
            version=dialect.version,
            ours=True,
            store_id=row["id"],
            schema=row["schema"],
            revision=row["revision"],
            documents=row["documents"],
            latest=row["latest"].to_native() if row["latest"] is not None else None,
        )

    def claims(self, query: ClaimsQuery) -> ClaimPage:
        """Claims in the order of their documents and texts, with the entities that they name."""
        return self._connection.read(lambda transaction: _claims(transaction, query))

    def documents(self, *, limit: int, after: str | None, mentioning: str | None = None) -> Page[Document]:
        """Documents, newest first, with the beginning of their text."""
        parameters: dict[str, object] = {"limit": limit + 1, "before": _cursor(after, SHELF)}
        if mentioning is None:
            rows, count = self._rows(reading.DOCUMENTS, **parameters), self._rows(reading.COUNT_DOCUMENTS)
        else:
            parameters["ids"] = [mentioning]
            rows = self._rows(reading.DOCUMENTS_MENTIONING, **parameters)
            count = self._rows(reading.COUNT_DOCUMENTS_MENTIONING, ids=[mentioning])
        found = [row["document"] for row in rows]
        return Page(
            items=tuple(document_of(d) for d in found[:limit]),
            total=count[0]["total"],
            next=found[limit - 1]["shelf"] if len(found) > limit else None,
        )

    def document(self, document: DocumentId) -> Document:
        """One document, whole."""
        rows = self._rows(reading.DOCUMENT, id=document)
        if not rows:
            raise NotFound(f"no document has the id {document!r}")
        return document_of(rows[0]["document"])

    def _rows(self, statement: str, **parameters: object) -> list[Record]:
        def work(transaction: Transaction) -> list[Record]:
            return list(transaction.run(statement, parameters))

        return self._connection.read(work)


def read_schema(connection: Connection) -> Schema:
    """Labels and types with counts, and the property keys of a sample of each; of any graph."""

    def work(transaction: Transaction) -> Schema:
        labels = {row["name"]: row["count"] for row in transaction.run(reading.LABEL_COUNTS)}
        types = {row["name"]: row["count"] for row in transaction.run(reading.TYPE_COUNTS)}
        return Schema(
            labels=labels,
            types=types,
            label_properties={name: _keys(transaction, reading.LABEL_KEYS, name) for name in labels},
            type_properties={name: _keys(transaction, reading.TYPE_KEYS, name) for name in types},
        )

    return connection.read(work)


def check_reading(connection: Connection) -> Sequence[Check]:
    """A real read, and whether the reader is really kept from writing; never raises."""
    try:
        dialect = connection.dialect()
        connection.read(lambda transaction: transaction.run(reading.LABEL_COUNTS).consume())
    except ClewError as error:
        return (Check(name="store", ok=False, detail=str(error)), Check(name="reader", ok=False, detail="not tried"))
    found = Check(name="store", ok=True, detail=f"{dialect.name} {dialect.version} answers")
    try:
        connection.read(_try_to_write)
    except StoreError as error:
        refused = "Forbidden" in str(error) or "AccessMode" in str(error)
        return found, Check(name="reader", ok=refused, detail="cannot write" if refused else str(error))
    except ClewError as error:
        return found, Check(name="reader", ok=False, detail=str(error))
    return found, Check(name="reader", ok=False, detail="the reading account can write")


def _try_to_write(transaction: Transaction) -> None:
    try:
        transaction.run(reading.TRY_TO_WRITE).consume()
    finally:
        transaction.rollback()


def _keys(transaction: Transaction, statement: str, name: str) -> tuple[str, ...]:
    if "\\" in name:
        return ()  # no quoting makes such a name safe, see dialect.quoted
    return tuple(row["key"] for row in transaction.run(statement % quoted(name), sample=SAMPLE))


def _claims(transaction: Transaction, query: ClaimsQuery) -> ClaimPage:
    listing, counting, id_ = _claims_of(transaction, query)
    total = transaction.run(counting, id=id_).single(strict=True)["total"]
    if query.edge is not None and total == 0:
        raise NotFound(f"no edge has the id {query.edge!r}")
    rows = list(transaction.run(listing, id=id_, after=_cursor(query.after, PLACE) or "", limit=query.limit + 1))
    shown = rows[: query.limit]
    claims = tuple(
        claim_of(row["claim"], row["subject"], row["object"], row["speaker"], row["evidence"]) for row in shown
    )
    named = sorted({end for claim in claims for end in _ends(claim)})
    nodes = tuple(node_of(row["properties"], row["labels"]) for row in transaction.run(reading.ENTITIES, ids=named))
    more = shown[-1]["claim"]["place"] if len(rows) > query.limit else None
    return ClaimPage(claims=Page(items=claims, total=total, next=more), nodes=nodes)


def _claims_of(transaction: Transaction, query: ClaimsQuery) -> tuple[str, str, str]:
    if query.edge is not None:
        return reading.CLAIMS_OF_EDGE, reading.COUNT_CLAIMS_OF_EDGE, query.edge
    if query.document is not None:
        if transaction.run(reading.DOCUMENT, id=query.document).single() is None:
            raise NotFound(f"no document has the id {query.document!r}")
        return reading.CLAIMS_OF_DOCUMENT, reading.COUNT_CLAIMS_OF_DOCUMENT, query.document
    node = transaction.run(reading.NODES, ids=[query.node]).single()
    if node is None:
        raise NotFound(f"no entity has the address {query.node!r}")
    return reading.CLAIMS_OF_NODE, reading.COUNT_CLAIMS_OF_NODE, node["properties"]["id"]


def _cursor(after: str | None, shape: re.Pattern[str]) -> str | None:
    if after is not None and shape.fullmatch(after) is None:
        raise BadQuery(f"after={after!r} is no cursor of this list; take `next` of the page before")
    return after


def _ends(claim: Claim) -> tuple[str, ...]:
    speaker = claim.attribution.speaker if claim.attribution is not None else None
    return (claim.subject, claim.object) if speaker is None else (claim.subject, claim.object, speaker)
