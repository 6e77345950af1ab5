"""Profiles and entities of a write: who holds which anchor, and what moves along when an entity merges or splits."""

from collections.abc import Mapping
from dataclasses import dataclass

from neo4j import Record

from graph.batch import Batch, Profile
from graph.model import Entity
from graph.store.dialect import quoted
from graph.store.known import key_id
from graph.store.rows import ENTITY
from graph.store.search import search_text
from graph.store.statements import writing
from graph.store.work import Work

ROLES = ("SUBJECT", "OBJECT", "SPEAKER")


@dataclass(frozen=True, slots=True)
class Moves:
    """What changes hands: profile -> its new and its old holder, where these differ."""

    to: Mapping[str, str]
    origin: Mapping[str, str | None]


def settle_profiles(work: Work, batch: Batch, lost: set[str]) -> None:
    """Creates, completes and removes profiles with their keys, and the document's anchors.

    `lost` are the profiles that the document had anchors of before; those that nobody needs any more are removed.
    """
    stored = {row["id"]: row for row in work.by_id(writing.STORED_PROFILES, (p.id for p in batch.profiles))}
    new = [p for p in batch.profiles if p.id not in stored]
    rekeyed = [p for p in batch.profiles if p.id in stored and tuple(stored[p.id]["keys"]) != p.keys]
    work.by_row(writing.CREATE_PROFILES, [_profile_row(p) for p in new])
    work.by_row(writing.UPDATE_PROFILES, [_profile_row(p) for p in batch.profiles if p.id in stored])
    work.by_id(writing.DELETE_KEYED, (p.id for p in rekeyed))
    keyed = [(p.id, key_id(key)) for p in (*new, *rekeyed) for key in sorted(set(p.keys))]
    work.by_id(writing.MERGE_KEYS, (key for _, key in keyed))
    work.by_row(writing.CREATE_KEYED, [{"profile": profile, "key": key} for profile, key in keyed])
    work.by_row(
        writing.CREATE_ANCHORS,
        [
            {
                "id": anchor.id,
                "profile": anchor.profile,
                "document": anchor.document,
                "starts": [span.start for span in anchor.spans],
                "ends": [span.end for span in anchor.spans],
            }
            for anchor in batch.anchors
        ],
    )
    _drop_unused(work, lost - {p.id for p in batch.profiles})
    dropped = {key for p in rekeyed for key in stored[p.id]["keys"]}
    work.by_id(writing.DELETE_UNUSED_KEYS, (key_id(key) for key in dropped))


def settle_entities(work: Work, batch: Batch) -> None:
    """Creates and updates the entities, and moves to them what their profiles bring along: mentions and claims."""
    stored = {row["id"]: row for row in work.by_id(writing.STORED_ENTITIES, (e.id for e in batch.entities))}
    relabelled: set[str] = {e.id for e in batch.entities if e.id in stored and e.label not in stored[e.id]["labels"]}
    moves = _moves(work, batch, relabelled)
    anchors = [row for row in work.by_id(writing.ANCHORS_OF_PROFILES, moves.to) if row["document"] != batch.document.id]
    ends = {role: work.by_id(writing.CLAIM_ENDS_AT_ANCHORS[role], (a["id"] for a in anchors)) for role in ROLES}
    moved_claims = {row["claim"] for role in ROLES for row in ends[role]}
    work.touch(work.by_id(writing.CLAIMS_BY_ID, moved_claims))

    _let_go(work, moves, anchors, ends)
    work.by_id(writing.DELETE_ENTITIES, relabelled)
    _put_entities(work, batch, stored.keys() - relabelled, stored)
    _take_hold(work, moves, anchors, ends)

    work.connect(work.by_id(writing.CLAIMS_BY_ID, moved_claims))
    former = {entity for entity in moves.origin.values() if entity is not None}
    work.entities.update(former, moves.to.values())
    work.by_id(writing.DELETE_EMPTY_ENTITIES, work.entities - {e.id for e in batch.entities})


def _profile_row(profile: Profile) -> Mapping[str, object]:
    return {
        "id": profile.id,
        "label": profile.label,
        "kind": profile.kind,
        "name": profile.name,
        "names": list(profile.names),
        "keys": list(profile.keys),
        "first": profile.first,
    }


def _drop_unused(work: Work, lost: set[str]) -> None:
    unused = work.by_id(writing.PROFILES_WITHOUT_ANCHOR, lost)
    work.by_id(writing.DELETE_PROFILES, (row["id"] for row in unused))
    work.by_id(writing.DELETE_UNUSED_KEYS, (key_id(key) for row in unused for key in row["keys"]))
    work.by_id(writing.FIRST_ANCHORS, lost - {row["id"] for row in unused})


def _moves(work: Work, batch: Batch, relabelled: set[str]) -> Moves:
    """A relabelled entity is made anew, so that all its profiles move."""
    wanted = {profile: entity.id for entity in batch.entities for profile in entity.profiles}
    holder = {row["id"]: row["entity"] for row in work.by_id(writing.STORED_PROFILES, wanted)}
    moving: dict[str, str] = {
        p: e for p, e in wanted.items() if p in holder and (holder[p] != e or holder[p] in relabelled)
    }
    return Moves(moving, {profile: holder[profile] for profile in moving})


def _let_go(work: Work, moves: Moves, anchors: list[Record], ends: Mapping[str, list[Record]]) -> None:
    rows = [
        {"anchor": a["id"], "document": a["document"], "entity": moves.origin[a["profile"]]}
        for a in anchors
        if moves.origin[a["profile"]] is not None
    ]
    work.by_row(writing.DELETE_MENTIONS_OF_ANCHORS, rows)
    work.by_id(writing.DELETE_HELD_BY, moves.to)
    for role in ROLES:
        work.by_id(writing.DELETE_CLAIM_ENDS[role], (row["claim"] for row in ends[role]))


def _take_hold(work: Work, moves: Moves, anchors: list[Record], ends: Mapping[str, list[Record]]) -> None:
    work.by_row(writing.CREATE_HELD_BY, [{"profile": p, "entity": e} for p, e in sorted(moves.to.items())])
    entity_of = {a["id"]: moves.to[a["profile"]] for a in anchors}
    for role in ROLES:
        rows = [{"claim": row["claim"], "entity": entity_of[row["anchor"]]} for row in ends[role]]
        work.by_row(writing.CREATE_CLAIM_ENDS[role], rows)
    rows = [
        {
            "anchor": a["id"],
            "entity": entity_of[a["id"]],
            "document": a["document"],
            "starts": a["starts"],
            "ends": a["ends"],
        }
        for a in anchors
    ]
    work.by_row(writing.CREATE_MENTIONS, rows)


def _put_entities(work: Work, batch: Batch, kept: set[str], stored: Mapping[str, Record]) -> None:
    by_label: dict[str, list[Mapping[str, object]]] = {}
    changed = []
    for entity in batch.entities:
        if entity.id not in kept:
            by_label.setdefault(entity.label, []).append(_entity_row(entity))
        elif _differs(entity, stored[entity.id]):
            changed.append(_entity_row(entity))
    for label, rows in sorted(by_label.items()):
        work.by_row(writing.CREATE_ENTITIES % quoted(label), rows)
    work.by_row(writing.UPDATE_ENTITIES, changed)


def _differs(entity: Entity, stored: Record) -> bool:
    shown = (stored["name"], tuple(stored["aliases"]), stored["kind"])
    return shown != (entity.name, entity.aliases, entity.kind) or set(stored["labels"]) != {ENTITY, entity.label}


def _entity_row(entity: Entity) -> Mapping[str, object]:
    return {
        "id": entity.id,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "kind": entity.kind,
        "search": search_text((entity.name, *entity.aliases)),
    }
