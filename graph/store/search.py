"""Names as they are searched: folded text, queries for the full-text index, and a score that both engines share."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

MAX_SEARCH_BYTES = 4_096
"""Neo4j refuses to index longer strings than 8 kB, and names need less."""
MAX_WORDS = 8
"""Words of a query that are looked for; the rest is ignored."""
MAX_WORD = 50
"""Characters of a word that are looked for; Neo4j fails on misspelt words of a thousand."""
MIN_FUZZY = 4
"""Words shorter than this are not matched with typing errors."""

_WORD = re.compile(r"\w+")


def fold(text: str) -> str:
    """Lower case without accents, words apart by one blank; what is neither letter nor digit goes.

    >>> fold("López  Obrador"), fold("H-2 Cartel")
    ('lopez obrador', 'h 2 cartel')
    """
    plain = unicodedata.normalize("NFKD", text).casefold()
    kept = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return " ".join(_WORD.findall(kept.replace("_", " ")))


def search_text(names: Iterable[str]) -> str:
    """What the index holds of an entity: its folded names, each once, as many as fit into MAX_SEARCH_BYTES."""
    words: list[str] = []
    size = 0
    for name in dict.fromkeys(fold(n) for n in names):
        size += len(name.encode()) + 1
        if size > MAX_SEARCH_BYTES and words:
            break
        words.append(name)
    return " ".join(words).encode()[:MAX_SEARCH_BYTES].decode(errors="ignore")


def index_query(text: str) -> str:
    """The Lucene query for `text`: any word of it, begun or misspelt; empty when it has none.

    Folded words hold letters and digits only, so nothing in them is an operator of Lucene; lower case keeps
    `and`, `or` and `not` words.
    """
    words = [word[:MAX_WORD] for word in fold(text).split()[:MAX_WORDS]]
    parts = [f"{word} {word}*" + (f" {word}~1" if len(word) >= MIN_FUZZY else "") for word in words]
    return " ".join(parts)


def best_match(text: str, names: Sequence[str]) -> tuple[float, str]:
    """How well the best of `names` answers `text`, 0 to 1, and that name: whole, begun, by words, by similarity."""
    query = fold(text)
    scored = [(_score(query, fold(name)), -index, name) for index, name in enumerate(names)]
    if not query or not scored:
        return 0.0, ""
    score, _, name = max(scored)
    return score, name


def _score(query: str, name: str) -> float:
    """exact 1 > prefix 0.8-0.95 > all words 0.6-0.75 > all words but misspelt 0.4-0.55 > some words below 0.35."""
    if not name:
        return 0.0
    cover = len(query) / max(len(query), len(name))
    if query == name:
        return 1.0
    if name.startswith(query):
        return 0.8 + 0.15 * cover
    wanted, there = query.split(), name.split()
    closeness = [_closest(word, there) for word in wanted]
    share = sum(closeness) / len(closeness)
    if all(c == 1.0 for c in closeness):
        return 0.6 + 0.15 * cover
    if all(c > 0.0 for c in closeness):
        return 0.4 + 0.15 * share * cover
    return 0.35 * share


def _closest(word: str, there: Sequence[str]) -> float:
    """1 for a word that is there or begun there, 0.5 to 1 for a misspelt one, 0 for none."""
    if any(other == word or other.startswith(word) for other in there):
        return 1.0
    if len(word) < MIN_FUZZY:
        return 0.0
    best = max((SequenceMatcher(None, word, other).ratio() for other in there), default=0.0)
    return best * 0.99 if best >= 0.75 else 0.0
