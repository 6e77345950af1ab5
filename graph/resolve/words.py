"""The words of `names.yaml`, by what they do in a name."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class NameWords:
    """What each word of `names.yaml` does; the file explains every list."""

    titles: frozenset[str]
    generations: Mapping[str, str]
    lineage: frozenset[str]
    particles: frozenset[str]
    family_first: frozenset[str]
    given: frozenset[str]
    spanish: frozenset[str]
    spelling: Mapping[str, str]
    reversible: frozenset[str]
    legal_forms: Mapping[str, str]
    generic: frozenset[str]
    linking: frozenset[str]
    organs: frozenset[str]
    named_of: frozenset[str]
    many: frozenset[str]
    shared: frozenset[str]
    many_phrases: frozenset[str]
    ranked: Mapping[str, frozenset[str]]
    only_in: Mapping[str, str]
    presumed: Mapping[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def name_words() -> NameWords:
    """The shipped lists."""
    raw = yaml.safe_load((files("graph.resolve") / "names.yaml").read_text(encoding="utf-8"))
    sets = {name: frozenset(value.split()) for name, value in raw.items() if isinstance(value, str)}
    ranked = {word: frozenset(entry["needs"].split()) for entry in raw["ranked"] for word in entry["words"].split()}
    only_in = {name: country for country, names in raw["only_in"].items() for name in names}
    return NameWords(
        **sets,
        generations=raw["generations"],
        spelling=raw["spelling"],
        legal_forms=raw["legal_forms"],
        many_phrases=frozenset(raw["many_phrases"]),
        ranked=ranked,
        only_in=only_in,
        presumed={name: tuple(countries) for name, countries in raw["presumed"].items()},
    )
