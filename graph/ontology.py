"""Reads and checks `ontology.yaml`: the labels of entities and the relations between them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from graph.errors import ConfigurationError, UnknownRelation

LABEL_NAME = re.compile(r"[A-Z][A-Za-z0-9]{0,62}")
RELATION_NAME = re.compile(r"[A-Z][A-Z0-9_]{0,62}")
OWN_LABELS = frozenset({"Anchor", "Claim", "ClewStore", "Document", "Entity", "Extraction", "NameKey", "Profile"})
"""Labels of the stored shape (DESIGN section 2), which no ontology can have."""
OWN_TYPES = frozenset(
    ["HAS", "HELD_BY", "KEYED", "MENTIONED_IN", "NOT_AFFIRMED", "OBJECT", "OF", "SPEAKER", "STATED_IN", "SUBJECT"]
)
"""Relationship types of the stored shape."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A kind of entity."""

    name: str
    plural: str
    definition: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A kind of claim between two entities: it reads subject, `label`, object."""

    name: str
    label: str
    inverse: str
    """How it reads from the object's side; the same as `label` when symmetric."""
    group: str
    """What it is about (justice, office, money ...); relations of a group share a colour."""
    domain: tuple[str, ...]
    range: tuple[str, ...]
    definition: str
    example: str
    symmetric: bool = False
    state: bool = False
    """Holds over a time and can end, such as an office; otherwise an event or an act."""
    implies: str | None = None
    office: bool = False
    """Its claims may name the office that the subject holds: their `role`."""
    belongs: bool = False
    """Says to what the subject belongs, so that its object tells two of one name apart: `the U.S. Supreme Court`."""


@dataclass(frozen=True, slots=True)
class Ontology:
    """The labels and relations by name, in the order of the file."""

    labels: Mapping[str, Label]
    relations: Mapping[str, Relation]

    def relation(self, name: str) -> Relation:
        """The relation of this name. Raises UnknownRelation, with the nearest name that exists."""
        if name not in self.relations:
            raise UnknownRelation(f"no relation {name[:80]!r}{_did_you_mean(name, self.relations)}")
        return self.relations[name]

    def label(self, name: str) -> Label:
        """The label of this name. Raises UnknownRelation, with the nearest name that exists."""
        if name not in self.labels:
            raise UnknownRelation(f"no label {name[:80]!r}{_did_you_mean(name, self.labels)}")
        return self.labels[name]

    def allows(self, relation: str, subject_label: str, object_label: str) -> bool:
        """Whether the relation may lead from an entity of one label to one of the other."""
        known = self.relation(relation)
        return subject_label in known.domain and object_label in known.range


def load_ontology(path: Path | None = None) -> Ontology:
    """The shipped ontology, or the one at `path`. Raises ConfigurationError that names file and key."""
    source = path if path is not None else files("graph") / "ontology.yaml"
    where = str(source)
    try:
        raw = OntologyFile.model_validate(yaml.safe_load(source.read_text(encoding="utf-8")))
    except ValidationError as error:
        raise ConfigurationError(f"{where} is no ontology: {_problems(error)}") from error
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError, OSError) as error:
        raise ConfigurationError(f"{where} is no ontology: {error}") from error
    for name in raw.labels:
        if LABEL_NAME.fullmatch(name) is None or name in OWN_LABELS:
            raise ConfigurationError(f"{where}: labels.{name}: a label is like Person, and none of Clew's own")
    labels = {name: Label(name=name, **entry.model_dump()) for name, entry in raw.labels.items()}
    relations = {name: _relation(name, entry) for name, entry in raw.relations.items()}
    for relation in relations.values():
        _check(relation, labels, relations, f"{where}: relations.{relation.name}")
    return Ontology(labels=labels, relations=relations)


def _relation(name: str, entry: "RelationEntry") -> Relation:
    fields = entry.model_dump()
    if not entry.inverse:
        fields["inverse"] = entry.label
    return Relation(name=name, **fields)


def _check(relation: Relation, labels: Mapping[str, Label], relations: Mapping[str, Relation], where: str) -> None:
    for end in (*relation.domain, *relation.range):
        if end not in labels:
            raise ConfigurationError(f"{where}: no label {end!r}{_did_you_mean(end, labels)}")
    if not relation.domain or not relation.range:
        raise ConfigurationError(f"{where}: domain and range name at least one label")
    if relation.symmetric and set(relation.domain) != set(relation.range):
        raise ConfigurationError(f"{where}: a symmetric relation has equal domain and range")
    _check_implied(relation, relations, where)
    if RELATION_NAME.fullmatch(relation.name) is None or relation.name in OWN_TYPES:
        raise ConfigurationError(f"{where}: a relation is like CHARGED_BY, and none of Clew's own")
    if relation.name in labels:
        # ArcadeDB 26.10 allows no name to be both a label and a relationship type.
        raise ConfigurationError(f"{where}: the name is also a label")


def _check_implied(relation: Relation, relations: Mapping[str, Relation], where: str) -> None:
    seen = {relation.name}
    name = relation.implies
    while name is not None:
        if name not in relations:
            raise ConfigurationError(f"{where}: implies {name!r}{_did_you_mean(name, relations)}")
        if name in seen:
            raise ConfigurationError(f"{where}: implies itself, by way of {name}")
        implied = relations[name]
        if not (set(relation.domain) <= set(implied.domain) and set(relation.range) <= set(implied.range)):
            raise ConfigurationError(f"{where}: implies {name}, which does not allow all of its domain and range")
        seen.add(name)
        name = implied.implies


def _problems(error: ValidationError) -> str:
    return "; ".join(f"{'.'.join(str(part) for part in e['loc'])}: {e['msg']}" for e in error.errors())


def _did_you_mean(name: str, known: Mapping[str, object]) -> str:
    near = get_close_matches(name[:80].upper(), known, n=1) or get_close_matches(name[:80], known, n=1)
    return f"; did you mean {near[0]}?" if near else f"; there are {', '.join(known)}"


class LabelEntry(BaseModel):
    """One label as the file gives it; an unknown key is an error."""

    model_config = ConfigDict(extra="forbid")
    plural: str
    definition: str
    example: str


class RelationEntry(BaseModel):
    """One relation as the file gives it; an unknown key is an error."""

    model_config = ConfigDict(extra="forbid")
    label: str
    inverse: str = ""
    group: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    definition: str
    example: str
    symmetric: bool = False
    state: bool = False
    implies: str | None = None
    office: bool = False
    belongs: bool = False


class OntologyFile(BaseModel):
    """The whole file."""

    model_config = ConfigDict(extra="forbid")
    labels: dict[str, LabelEntry]
    relations: dict[str, RelationEntry]
