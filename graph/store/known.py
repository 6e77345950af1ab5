"""Profiles that share keys: what resolution must know of the store before a document is written."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from neo4j import ManagedTransaction, Record, Transaction

from graph.batch import KnownNames, Profile
from graph.model import AnchorId, DocumentId, ProfileId, content_id
from graph.store.statements import setup, writing

T = TypeVar("T")

ROWS = 500
"""Rows of one statement; on ArcadeDB the time limit of a statement binds writers too."""


def key_id(key: str) -> str:
    """The id of a NameKey; a hash, because Neo4j does not index a key that is long."""
    return content_id("name key", key)


def chunks(items: Iterable[T], size: int = ROWS) -> Iterator[list[T]]:
    """The items in lists of at most `size`."""
    given = list(items)
    return (given[at : at + size] for at in range(0, len(given), size))


def known_names(transaction: Transaction | ManagedTransaction, keys: Sequence[str], document: DocumentId) -> KnownNames:
    """Every profile reachable over shared keys, as if `document` were not stored; its present keys count as given.

    A fixed number of statements for each round of keys; a chain of n profiles takes n rounds.
    """
    revision = transaction.run(setup.REVISION).single(strict=True)["revision"]
    own = {row["profile"]: row["keys"] for row in transaction.run(writing.DOCUMENT_KEYS, id=document)}
    given = set(keys).union(*own.values())
    elsewhere = _first_elsewhere(transaction, own, document)
    asked: set[str] = set()
    profiles: dict[str, Profile] = {}
    while wanted := given - asked:
        asked |= wanted
        found = {
            row["id"]: _profile(row, first=elsewhere[row["id"]] if row["id"] in own else row["first"])
            for row in _by_keys(transaction, wanted)
            if row["id"] not in own or row["id"] in elsewhere
        }
        profiles.update(found)
        given = {key for profile in found.values() for key in profile.keys}
    return KnownNames(revision=revision, profiles=tuple(profiles[p] for p in sorted(profiles)))


def _by_keys(transaction: Transaction | ManagedTransaction, keys: Iterable[str]) -> Iterator[Record]:
    for ids in chunks(sorted(key_id(k) for k in keys)):
        yield from transaction.run(writing.PROFILES_BY_KEYS, ids=ids)


def _first_elsewhere(
    transaction: Transaction | ManagedTransaction, profiles: Iterable[str], document: DocumentId
) -> dict[str, str]:
    """The smallest anchor that each of these profiles has in other documents; those without one are left out."""
    return {
        row["profile"]: row["first"]
        for ids in chunks(sorted(profiles))
        for row in transaction.run(writing.FIRST_ELSEWHERE, ids=ids, document=document)
    }


def _profile(row: Record, *, first: str) -> Profile:
    return Profile(
        id=ProfileId(row["id"]),
        label=row["label"],
        kind=row["kind"],
        name=row["name"],
        names=tuple(row["names"]),
        keys=tuple(row["keys"]),
        first=AnchorId(first),
    )
