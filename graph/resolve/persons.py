"""Names of persons: what is compared, and which name can be short for which."""

import re
from collections.abc import Sequence
from itertools import pairwise

from graph.resolve.folding import fold
from graph.resolve.words import name_words

Tokens = tuple[str, ...]
"""The parts of a name that are compared; a particle belongs to its part: ("juan", "de la cruz")."""

MAX_PARTS = 12
"""A name of more parts is a list or a sentence that was taken for a name."""
MAX_LENGTH = 60
"""A part of more characters is no word."""
NICKNAME = re.compile(r"\([^()]*\)|[\"“”„«»][^\"“”„«»]*[\"“”„«»]|(?<!\w)['‘][^'‘’]+['’](?!\w)")
DOTTED = re.compile(r"(?<!\w)([^\W\d_]\.)(?=[^\W\d_])")


def person_identity(name: str) -> Tokens:
    """The parts by which a person's name is compared; empty when it names nobody outside its own document.

    Titles and a nickname in the midst of a name are no parts of it; at least two parts must be left that are neither
    initials nor generations (`Jr.`), so that `Smith`, `Judge Smith`, `J. Smith` and `El Chapo` stay in their document.

    >>> person_identity("Gen. Salvador Cienfuegos Zepeda"), person_identity('Joaquín "El Chapo" Guzmán, Jr.')
    (('salvador', 'cienfuegos', 'zepeda'), ('joaquin', 'guzman', 'jr'))
    """
    words = name_words()
    plain = name if NICKNAME.fullmatch(name.strip()) else NICKNAME.sub(" ", name)
    tokens = fold(DOTTED.sub(r"\1 ", plain)).split()
    while tokens and tokens[0] in words.titles:
        tokens = tokens[1:]
    parts = _parts(tokens)
    if (
        len(parts) > MAX_PARTS
        or max(map(len, parts), default=0) > MAX_LENGTH
        or all(p in words.titles or p in words.generic for p in parts)
    ):
        return ()
    return parts if sum(not is_initial(p) and not _is_generation(p) for p in parts) >= 2 else ()


def short_for(short: Tokens, long: Tokens) -> bool:
    """Whether the one can be the other with parts left out or cut down to initials.

    First name, order and generation stay. At most the last part is cut off (the second family name in Spanish), and
    not when a given name would then come last. An initial stands where the name that it begins with stands.

    >>> short_for(("salvador", "cienfuegos"), ("salvador", "cienfuegos", "zepeda"))
    True
    >>> short_for(("donald", "trump"), ("donald", "trump", "jr"))
    False
    >>> short_for(("george", "w", "bush"), ("george", "h", "w", "bush"))
    False
    """
    if short == long or _generations(short) != _generations(long) or short[:1] != long[:1]:
        return False
    short, long = without_generations(short), without_generations(long)
    at = _places(short, long)
    if at is None:
        return False
    if len(short) == len(long):
        return True
    return long[0] not in name_words().family_first and _may_leave_out(at, long)


def traces(name: Tokens, *, of_longer: bool = False) -> frozenset[Tokens]:
    """What a name can be looked up by; with `of_longer` what every name has that it is short for.

    Each part with the first one; for an initial, its letter with that of the part before it.
    """
    parts = without_generations(name)
    pairs = [(parts[0], before[0], part[0]) for before, part in pairwise(parts) if is_initial(part) or not of_longer]
    return frozenset({(parts[0], part) for part in parts[1:] if not is_initial(part)}.union(pairs))


def namesakes(one: Tokens, other: Tokens) -> bool:
    """Whether two names share first and last part but neither can be the other, such as two George Bushes."""
    a, b = without_generations(one), without_generations(other)
    same_ends = a[:1] == b[:1] and a[-1:] == b[-1:]
    return same_ends and one != other and not short_for(one, other) and not short_for(other, one)


def family_parts(name: Tokens) -> frozenset[str]:
    """The parts behind the first that tell one bearer of the first name from another."""
    return frozenset(p for p in without_generations(name)[1:] if not is_initial(p))


def detail(name: Tokens) -> tuple[int, int, bool, Tokens]:
    """Sorts by most parts, then fewest initials, then no nickname in front (`el chapo`), then by alphabet."""
    return (-len(name), sum(map(is_initial, name)), " " in "".join(name[:1]), name)


def without_generations(name: Tokens) -> Tokens:
    """The parts but what tells father from son."""
    found = _generations(name)
    return tuple(p for i, p in enumerate(name) if i == 0 or p not in found)


def is_initial(part: str) -> bool:
    """Whether it is a single letter; in scripts that write whole syllables or words as one, it is a name."""
    return len(part) == 1 and part.isalpha() and ord(part) < 0x0590


def _parts(tokens: Sequence[str]) -> Tokens:
    """Particles joined with the word behind them, generations as they are compared."""
    words = name_words()
    parts: list[str] = []
    held: list[str] = []
    for token in tokens:
        held.append(token)
        if token not in words.particles:
            parts.append(" ".join(held))
            held = []
    parts.extend(held)
    return tuple(words.generations.get(p, p) if i else p for i, p in enumerate(parts))


def _is_generation(part: str) -> bool:
    return part in name_words().generations


def _generations(name: Tokens) -> frozenset[str]:
    found = {p for p in name[1:] if _is_generation(p)}
    if len(name) > 2 and name[-1] in name_words().lineage:
        found.add(name[-1])
    return frozenset(found)


def _places(short: Tokens, long: Tokens) -> tuple[int, ...] | None:
    """Where each part of `short` stands in `long`; None when one of them does not, or not in order."""
    found: list[int] = []
    start = 0
    for part in short:
        if is_initial(part):
            if start >= len(long) or not long[start].startswith(part):
                return None
            place = start
        elif part in long[start:]:
            place = long.index(part, start)
        else:
            return None
        found.append(place)
        start = place + 1
    return tuple(found)


def _may_leave_out(at: Sequence[int], long: Tokens) -> bool:
    words = name_words()
    cut_off = len(long) - 1 - at[-1]
    if cut_off > 1 or (cut_off and long[at[-1]] in words.given):
        return False
    skipped = [long[i] for i in range(at[-1]) if i not in at]
    certain = all(is_initial(p) or p in words.given for p in skipped)
    return certain or not (cut_off or long[0] in words.spanish)
