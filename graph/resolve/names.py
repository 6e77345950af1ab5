"""Names as keys: which written forms may name one entity.

`keys` says what two profiles of one entity can have in common (the store finds them by it); `identity` and `short_for`
decide whether they do. Nothing here knows more than the names: an uncertain pair stays apart.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import yaml

from graph.countries import country_of

Tokens = tuple[str, ...]

PERSON = "Person"
GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv", "junior", "senior"})
"""What tells a father from a son: never dropped, never supplied."""
ACRONYM = re.compile(r"(?:[A-Z]\.?){2,6}")


@dataclass(frozen=True, slots=True, kw_only=True)
class NameWords:
    """The words of `names.yaml`, by what they do in a name."""

    spelling: Mapping[str, str]
    reversible_heads: frozenset[str]
    company_suffixes: frozenset[str]
    generic: frozenset[str]
    linking: frozenset[str]


def fold(text: str) -> str:
    """Lower case without accents, possessives and punctuation; `U.S.` is `us`, `&` is `and`.

    >>> fold("López Obrador’s"), fold("U.S. Drug Enforcement Administration")
    ('lopez obrador', 'us drug enforcement administration')
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()
    plain = plain.replace("’", "'").replace("ʼ", "'").replace("&", " and ")
    plain = re.sub(r"'s?(?=\W|$)", "", plain)
    plain = re.sub(r"\b(?:[^\W\d_]\.){2,}", lambda found: found.group().replace(".", ""), plain)
    return " ".join(re.sub(r"[^\w]+", " ", plain.replace("'", "")).split())


def identity(name: str, label: str, country: str | None = None) -> Tokens:
    """The tokens by which a name is compared; empty when it names nothing outside its own document.

    A person needs two tokens that are no initials. An institution whose words are all generic (`Supreme Court`,
    `the army`) needs its country: one that stands in the name, else `country`.
    """
    if label == PERSON:
        tokens = tuple(t for t in fold(name).split() if len(t) > 1 or not t.isalpha())
        return tokens if sum(t not in GENERATIONS for t in tokens) >= 2 else ()
    tokens = _standard_words(tuple(fold(name).split()))
    known = country_of(" ".join(tokens))
    if known is not None:
        return (known,)
    if label == "Place":
        return tokens
    found, rest = _split_country(tokens)
    words = _lexicon()
    if all(t in words.generic or t in words.linking for t in rest):
        qualifier = found or country
        return (qualifier, *rest) if qualifier and rest else ()
    return rest if found == "united states" else tokens


def keys(names: Sequence[str], label: str, country: str | None = None) -> tuple[str, ...]:
    """What a profile with these names shares with others of its entity; none when it stays in its document."""
    found: set[str] = set()
    for name in names:
        tokens = identity(name, label, country)
        if label == PERSON:
            found.update(f"{label}:{tokens[0]}|{t}" for t in tokens[1:] if t not in GENERATIONS)
        elif tokens:
            found.add(f"{label}:{' '.join(tokens)}")
    return tuple(sorted(found))


def short_for(short: Tokens, long: Tokens) -> bool:
    """Whether a person's name leaves out parts of a longer one but keeps its first name, order and generation.

    >>> short_for(("salvador", "cienfuegos"), ("salvador", "cienfuegos", "zepeda"))
    True
    >>> short_for(("donald", "trump"), ("donald", "trump", "jr"))
    False
    """
    if len(short) >= len(long) or short[:1] != long[:1]:
        return False
    if set(short) & GENERATIONS != set(long) & GENERATIONS:
        return False
    rest = iter(long)
    return all(token in rest for token in short)


def fullest(names: Sequence[str], label: str) -> str:
    """The name to show: most words, then most letters with accents, then longest, then first in the alphabet."""

    def rank(name: str) -> tuple[int, int, int, str]:
        acronym = ACRONYM.fullmatch(name) is not None and label != PERSON
        words = 0 if acronym else len(fold(name).split())
        return (-words, -sum(ord(c) > 127 and c.isalpha() for c in name), -len(name), name)

    return min(names, key=rank)


def _standard_words(tokens: Tokens) -> Tokens:
    """British spelling to American, `department of justice` to `justice department`, no article, no company suffix."""
    words = _lexicon()
    tokens = tuple(words.spelling.get(t, t) for t in tokens)
    if len(tokens) > 1 and tokens[0] == "the":
        tokens = tokens[1:]
    while len(tokens) > 1 and tokens[-1] in words.company_suffixes:
        tokens = tokens[:-1]
    for i, token in enumerate(tokens[:-2]):
        if token in words.reversible_heads and tokens[i + 1] in ("of", "for"):
            rest = tokens[i + 2 :]
            rest = rest[1:] if len(rest) > 1 and rest[0] == "the" else rest
            return (*tokens[:i], *rest, token)
    return tokens


def _split_country(tokens: Tokens) -> tuple[str | None, Tokens]:
    """The country that a name begins or ends with, and the other tokens."""
    for size in (3, 2, 1):
        if len(tokens) > size:
            if (country := country_of(" ".join(tokens[:size]))) is not None:
                return country, tokens[size:]
            if (country := country_of(" ".join(tokens[-size:]))) is not None:
                rest = tokens[:-size]
                while rest and rest[-1] in ("of", "the", "in"):
                    rest = rest[:-1]
                return country, rest
    return None, tokens


@lru_cache(maxsize=1)
def _lexicon() -> NameWords:
    raw = yaml.safe_load((files("graph.resolve") / "names.yaml").read_text(encoding="utf-8"))
    return NameWords(
        spelling=raw["spelling"],
        reversible_heads=frozenset(raw["reversible_heads"].split()),
        company_suffixes=frozenset(raw["company_suffixes"].split()),
        generic=frozenset(raw["generic"].split()),
        linking=frozenset(raw["linking"].split()),
    )
