"""Names of institutions and places: what is compared, and when a name needs its country to mean one of them."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from graph.countries import country_of
from graph.resolve.folding import fold
from graph.resolve.words import name_words

Tokens = tuple[str, ...]

PLACE = "Place"
COUNTRY = "country"
"""The kind of a place that a country is."""
MAX_LENGTH = 200
"""A name of more characters is a sentence that was taken for a name."""
ACRONYM = re.compile(r"(?:[A-Za-z]\.?){2,7}")
UNITED_STATES = ("us", "usa")
JOINING = ("and", "de")
"""What stands within a legal form: `& Co`, `S.A. de C.V.`"""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a name is understood: `whole` is compared; the others say why, and what it can be shortened to."""

    whole: Tokens
    """Empty when the name has many bearers and nothing says which."""
    words: Tokens
    """All of its words but the country."""
    shorter: Tokens = ()
    """The acronym without its country, the company without its legal form, the place without its country."""
    acronym: bool = False


def read_name(name: str, label: str, country: str | None) -> Reading:
    """The reading of an institution's or place's name that belongs to `country`, when that is known.

    `Supreme Court` and `the army` are empty without a country, `a district court` also with one.
    """
    lexicon = name_words()
    tokens = _standard(fold(name).split())
    if not tokens or len(" ".join(tokens)) > MAX_LENGTH:
        return Reading((), tokens[:1])
    if (known := country_of(" ".join(tokens))) is not None:
        return Reading((known,), tokens)
    if label == PLACE:
        return Reading((), tokens) if _is_generic(tokens) else _with_owner(tokens, country)
    inside, rest = _split_country(tokens)
    if inside in lexicon.shared and inside in tokens:
        inside = None
    rest = _reordered(rest)
    generic = _is_generic(rest)
    alone = lexicon.only_in.get(" ".join(rest))
    owner = inside or country or alone
    if not generic and len(rest) == 1 and _is_acronym(name.rsplit(maxsplit=1)[-1]):
        return _with_owner(rest, owner, acronym=True)
    if len(rest) == 1 and rest[0] in lexicon.named_of and tokens[1:2] == ("of",):
        return Reading(tokens, rest)
    if generic:
        return Reading((owner, *rest) if owner and (alone or _unique_in_country(rest)) else (), rest)
    return _company(_reordered(tokens), rest)


def institution_forms(names: Sequence[str], label: str, country: str | None) -> frozenset[Tokens]:
    """Every form under which the bearer of these names can be met elsewhere.

    A single word that only cuts a longer name short (`Delta` for `Delta Mining`) is none, nor is an acronym of names
    that mean nothing outside their document.
    """
    readings = [read_name(name, label, country) for name in names]
    long = [r for r in readings if len(r.words) > 1]
    forms: set[Tokens] = set()
    for reading in readings:
        if reading not in long and long:
            unknown = reading.acronym and not any(r.whole for r in long)
            cut_short = any(set(reading.words) < set(r.words) and reading.words != r.shorter for r in long)
            if unknown or cut_short:
                continue
        forms.update(form for form in (reading.whole, reading.shorter) if form)
    return frozenset(forms)


def presumed_country(names: Sequence[str], mentioned: Set[str]) -> str | None:
    """The country that one of these names means in a document that mentions these countries; None when in doubt."""
    for name in names:
        homes = name_words().presumed.get(" ".join(_reordered(_standard(fold(name).split()))), ())
        if homes and homes[0] in mentioned and mentioned.isdisjoint(homes[1:]):
            return homes[0]
    return None


def _with_owner(tokens: Tokens, owner: str | None, *, acronym: bool = False) -> Reading:
    if owner is None:
        return Reading(tokens, tokens, acronym=acronym)
    return Reading((owner, *tokens), tokens, shorter=tokens, acronym=acronym)


def _company(tokens: Tokens, words: Tokens) -> Reading:
    """A name with its words in order, its legal form as one word at its end."""
    lexicon = name_words()
    end = len(tokens)
    while end > 1 and (tokens[end - 1] in lexicon.legal_forms or (end < len(tokens) and tokens[end - 1] in JOINING)):
        end -= 1
    if end == len(tokens):
        return Reading(tokens, words)
    base = tokens[:end]
    legal = " ".join(lexicon.legal_forms[t] for t in tokens[end:] if t in lexicon.legal_forms)
    return Reading((*base, legal), words, shorter=() if _is_generic(base) else base)


def _is_generic(words: Tokens) -> bool:
    lexicon = name_words()
    return all(word in lexicon.generic or word in lexicon.linking for word in words)


def _unique_in_country(rest: Tokens) -> bool:
    lexicon = name_words()
    words = [t for t in rest if t not in lexicon.linking]
    if len(words) < 2:
        return bool(words) and words[0] in lexicon.organs
    if any(t in lexicon.many for t in words) or any(p in f" {' '.join(words)} " for p in _padded_phrases()):
        return False
    return all(lexicon.ranked[t] & set(words) for t in words if t in lexicon.ranked)


def _padded_phrases() -> Iterator[str]:
    return (f" {phrase} " for phrase in name_words().many_phrases)


def _is_acronym(word: str) -> bool:
    return ACRONYM.fullmatch(word) is not None and sum(c.isupper() for c in word) >= 2


def _standard(tokens: Sequence[str]) -> Tokens:
    """American spelling, no leading article, `us` and `usa` at the beginning as `united states`."""
    spelling = name_words().spelling
    standard = tuple(spelling.get(t, t) for t in tokens)
    if len(standard) > 1 and standard[0] == "the":
        standard = standard[1:]
    return ("united", "states", *standard[1:]) if standard and standard[0] in UNITED_STATES else standard


def _reordered(tokens: Tokens) -> Tokens:
    """`department of justice` as `justice department`."""
    for i, token in enumerate(tokens[:-2]):
        if token in name_words().reversible and tokens[i + 1] in ("of", "for"):
            rest = tokens[i + 2 :]
            rest = rest[1:] if len(rest) > 1 and rest[0] == "the" else rest
            return (*tokens[:i], *rest, token)
    return tokens


def _split_country(tokens: Tokens) -> tuple[str | None, Tokens]:
    """The country that a name begins or ends with, and the other words; the longest name of a country wins."""
    for size in range(min(len(tokens) - 1, 8), 0, -1):
        if (country := country_of(" ".join(tokens[:size]))) is not None:
            return country, tokens[size:]
        if (country := country_of(" ".join(tokens[-size:]))) is not None:
            rest = tokens[:-size]
            while rest and rest[-1] in ("of", "the", "in"):
                rest = rest[:-1]
            return country, rest or tokens
    return None, tokens
