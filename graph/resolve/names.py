"""Names as keys: which written forms may name one entity.

`keys` says what two profiles of one entity can have in common (the store finds them by it); `identity` and
`short_for` decide whether they do. Nothing here knows more than the names: an uncertain pair stays apart.
"""

from collections.abc import Sequence

from graph.resolve.folding import fold
from graph.resolve.institutions import institution_forms, read_name
from graph.resolve.persons import Tokens, is_initial, person_identity, short_for
from graph.resolve.words import name_words

PERSON = "Person"

__all__ = ["PERSON", "Tokens", "fold", "forms", "fullest", "identity", "keys", "short_for"]


def identity(name: str, label: str, country: str | None = None) -> Tokens:
    """The tokens by which a name is compared; empty when it names nothing outside its own document.

    A person needs two parts that are no initials. An institution whose words are all generic (`Supreme Court`,
    `the army`) needs its country: one that stands in the name, else `country`, as `graph.countries` folds it.
    """
    return person_identity(name) if label == PERSON else read_name(name, label, country).whole


def forms(names: Sequence[str], label: str, country: str | None = None) -> frozenset[Tokens]:
    """Everything under which the bearer of these names can be met in another document."""
    if label == PERSON:
        return frozenset(t for t in map(person_identity, names) if t)
    return institution_forms(names, label, country)


def keys(names: Sequence[str], label: str, country: str | None = None) -> tuple[str, ...]:
    """What a profile with these names shares with others of its entity; none when it stays in its document."""
    found: set[str] = set()
    for tokens in forms(names, label, country):
        if label == PERSON:
            found.update(person_keys(tokens))
        else:
            found.add(f"{label}:{' '.join(tokens)}")
    return tuple(sorted(found))


def person_keys(tokens: Tokens) -> tuple[str, ...]:
    """First part with each later one: a name and any that it is short for have one of them in common."""
    generations = name_words().generations
    return tuple(
        f"{PERSON}:{tokens[0]}|{part}" for part in tokens[1:] if not is_initial(part) and part not in generations
    )


def fullest(names: Sequence[str], label: str) -> str:
    """The name to show: most words, then no title or mere capitals, then most accents, then longest, then alphabet.

    An acronym is shown only when there is nothing else.
    """

    def rank(name: str) -> tuple[int, bool, bool, int, int, str]:
        reading = fold(name).split()
        if label == PERSON:
            titled = bool(reading) and reading[0] in name_words().titles
            words = sum(w not in name_words().titles for w in reading)
        else:
            titled, words = False, 0 if read_name(name, label, None).acronym else len(reading)
        return (-words, titled, name.isupper(), -sum(ord(c) > 127 and c.isalpha() for c in name), -len(name), name)

    return min(names, key=rank)
