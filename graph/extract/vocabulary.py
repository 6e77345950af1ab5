"""The words that the rules know, read from the YAML files in `lexicon/`."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Generic, TypeVar

import yaml

from graph.model import Modality

Value = TypeVar("Value")

TOKEN = re.compile(r"['’]s\b|[^\W\d_]+(?:\.[^\W\d_]+)*\.?|\d+|[^\w\s]")


class Phrases(Generic[Value]):
    """A table of word sequences; `longest` finds the longest one that begins at a word."""

    __slots__ = ("_by_first",)

    def __init__(self, entries: Iterable[tuple[str, Value]], *, fold: bool) -> None:
        by_first: dict[str, dict[tuple[str, ...], Value]] = {}
        for phrase, value in entries:
            tokens = tuple(TOKEN.findall(phrase.lower() if fold else phrase))
            by_first.setdefault(tokens[0], {}).setdefault(tokens, value)
        self._by_first = {
            first: sorted(found.items(), key=lambda item: -len(item[0])) for first, found in by_first.items()
        }

    def longest(self, tokens: Sequence[str], at: int, stop: int) -> tuple[int, Value] | None:
        """Length and value of the longest phrase that is `tokens[at:...]` and ends by `stop`."""
        for phrase, value in self._by_first.get(tokens[at], ()):
            if at + len(phrase) <= stop and all(tokens[at + n] == p for n, p in enumerate(phrase)):
                return len(phrase), value
        return None


@dataclass(frozen=True, slots=True)
class Known:
    """A name that stands for itself: its label, its kind, and the name it is filed under."""

    label: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Institution:
    """An institution that its country names ("Mexican army"): equal `same` and country mean one entity."""

    kind: str
    same: str


@dataclass(frozen=True, slots=True)
class RoleEnd:
    """The relation that a role makes with an end of some label; `inverse`: that end is the subject."""

    relation: str
    inverse: bool = False
    not_kinds: tuple[str, ...] = ()
    """Kinds of that end with which the role makes no relation."""


@dataclass(frozen=True, slots=True)
class Structure:
    """What names that stand together mean: the relations, and the kinds of organisation that decide."""

    part: str
    seat: str
    member: str
    state_kinds: frozenset[str]
    not_parts: frozenset[str]
    parts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every word list, in the shape in which the stages ask."""

    known: Phrases[Known]
    adjectives: Phrases[str]
    """Adjective of nationality to the country's name."""
    institutions: Phrases[Institution]
    roles: Phrases[str]
    """Role noun in small letters to the class of the role."""
    titles: Phrases[str]
    """What may stand before a person's name, in small letters: a role, a rank or an honorific."""
    role_ends: Mapping[str, Mapping[str, RoleEnd]]
    role_modifiers: frozenset[str]
    territories: frozenset[str]
    """Countries by name only, whose offices of state another country fills."""
    state_offices: frozenset[str]
    """Offices that a text need not tie to its country: "President Ruiz"."""
    role_states: Mapping[str, Modality]
    title_gender: Mapping[str, str]
    given_names: Mapping[str, str]
    """Folded given name to m or f."""
    organization_heads: Mapping[str, str]
    weak_heads: frozenset[str]
    heads_with_of: frozenset[str]
    never_names: frozenset[str]
    never_alone: frozenset[str]
    no_actors: frozenset[str]
    """Last words of names that act in nothing: "Act", "Prize"."""
    parties: Mapping[str, str]
    common_heads: Mapping[str, str]
    """Noun in small letters that ends a name ("Norte cartel") to the kind of organisation."""
    loose_heads: frozenset[str]
    """Those of them that tell the kind but do not belong to the name: "the newspaper", "party"."""
    not_in_names: frozenset[str]
    """What follows a hyphen without being a part of the name: "Lisbon-based"."""
    genitives: frozenset[str]
    kin_gender: Mapping[str, str]
    sorts: Mapping[str, str]
    """Noun of a description ("the bank") to the kind of organisation it can mean."""
    place_nouns: frozenset[str]
    place_heads: Mapping[str, str]
    """Last word of a place's name to the kind of place: "Tower" of "Trump Tower"."""
    person_nouns: frozenset[str]
    proxies: frozenset[str]
    staff: frozenset[str]
    terms: frozenset[str]
    """Nouns that mean the person who holds the office: "the administration of President X"."""
    reporting: Mapping[str, Modality]
    claim_nouns: Mapping[str, Modality]
    hedges: Mapping[str, Modality]
    refusing: frozenset[str]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    structure: Structure


def read_lexicon(name: str) -> Any:
    """The parsed content of `lexicon/NAME.yaml`."""
    return yaml.safe_load((files("graph.extract") / "lexicon" / f"{name}.yaml").read_text(encoding="utf-8"))


def fold(text: str) -> str:
    """The text without accents and case, for comparing names; its length may differ."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def load_vocabulary() -> Vocabulary:
    """The shipped word lists."""
    organizations, roles, speech = read_lexicon("organizations"), read_lexicon("roles"), read_lexicon("speech")
    dates, actors = read_lexicon("dates"), read_lexicon("actors")
    role_classes = [(role, kind) for kind, text in roles["roles"].items() for role in _listed(text)]
    addresses = [(t.lower(), "rank") for t in _listed(roles["ranks"])]
    addresses += [(f"{t.lower()}s", "calling") for t in _listed(roles["ranks"]) if t.isalpha()]
    addresses += [(t.lower(), "calling") for t in _listed(roles["callings"])]
    addresses += [(t.lower(), "honorific") for t in _listed(roles["honorifics"])]
    return Vocabulary(
        known=Phrases(_known(organizations), fold=False),
        adjectives=Phrases(_adjectives(), fold=False),
        institutions=Phrases(
            [
                (word, Institution(kind, entry["same"] if len(entry["words"]) < 9 else word))
                for kind, entry in organizations["common"].items()
                for word in entry["words"]
            ],
            fold=True,
        ),
        roles=Phrases([(role.lower(), kind) for role, kind in role_classes], fold=True),
        titles=Phrases([*((role.lower(), kind) for role, kind in role_classes), *addresses], fold=True),
        role_ends={
            kind: {label: RoleEnd(**end) for label, end in ends.items()} for kind, ends in roles["classes"].items()
        },
        role_modifiers=frozenset(_listed(roles["modifiers"])),
        territories=frozenset(_listed(roles["territories"])),
        state_offices=frozenset(_listed(roles["state_offices"])),
        role_states={
            word: modality
            for modality in (Modality.ENDED, Modality.PLANNED, Modality.DENIED)
            for word in _listed(roles[modality.value])
        },
        title_gender={t.lower(): g for key, g in (("male", "m"), ("female", "f")) for t in _listed(roles[key])},
        given_names={
            fold(name): gender
            for key, gender in (("female", "f"), ("male", "m"))
            for name in read_lexicon("first_names")[key].split()
        },
        organization_heads={w: kind for kind, text in organizations["heads"].items() for w in text.split()},
        weak_heads=frozenset(organizations["weak"].split()),
        heads_with_of=frozenset(organizations["of"].split()),
        never_names=frozenset(organizations["never"].split()),
        never_alone=frozenset(organizations["never_alone"].split()),
        no_actors=frozenset(organizations["no_actors"].split()),
        common_heads=dict(organizations["small"]),
        loose_heads=frozenset(organizations["loose"].split()),
        not_in_names=frozenset(organizations["compounds"].split()),
        parties={word: party for party, words in organizations["parties"].items() for word in words},
        genitives=frozenset(organizations["genitives"].split()),
        kin_gender={w: g for key, g in (("male", "m"), ("female", "f")) for w in actors["kin"][key].split()},
        sorts={word: kind for kind, text in actors["sorts"].items() for word in _listed(text)},
        place_nouns=frozenset(_listed(actors["places"])),
        place_heads={word: kind for kind, text in actors["place_heads"].items() for word in text.split()},
        person_nouns=frozenset([*_listed(actors["persons"]), *(r.split()[-1] for r, _ in role_classes)]),
        proxies=frozenset(_listed(actors["proxies"])),
        terms=frozenset(_listed(actors["terms"])),
        staff=frozenset(_listed(actors["staff"])),
        reporting={verb: m for m in _SPOKEN for verb in speech[m.value].split()},
        claim_nouns={noun: Modality(m) for noun, m in speech["nouns"].items()},
        hedges={word: Modality(m) for word, m in speech["hedges"].items()},
        refusing=frozenset(speech["refusing"]),
        months=dates["months"],
        weekdays=dates["weekdays"],
        structure=_structure(),
    )


def _structure() -> Structure:
    raw = read_lexicon("structure")
    return Structure(
        part=raw["part"],
        seat=raw["seat"],
        member=raw["member"],
        state_kinds=frozenset(raw["state_kinds"]),
        not_parts=frozenset(raw["not_parts"]),
        parts=frozenset(raw["parts"]),
    )


_SPOKEN = (Modality.PLANNED, Modality.ALLEGED, Modality.ASSERTED, Modality.DENIED)


def _listed(text: str) -> list[str]:
    return [item.strip() for item in text.split(",") if item.strip()]


def _known(organizations: Mapping[str, Any]) -> list[tuple[str, Known]]:
    entries = []
    for country, more in read_lexicon("countries").items():
        for name in (country, *more.get("names", ())):
            entries.append((name.removeprefix("the "), Known("Place", "country", country)))
    for kind, text in read_lexicon("places").items():
        entries += [(name, Known("Place", kind, name)) for name in _listed(text)]
    for kind, names in organizations["known"].items():
        for line in names:
            forms = [form.strip() for form in line.split("=")]
            entries += [(form, Known("Organization", kind, forms[0])) for form in forms]
    return entries


def _adjectives() -> list[tuple[str, str]]:
    countries = read_lexicon("countries").items()
    return [(adjective, country) for country, more in countries for adjective in more.get("adjectives", ())]
