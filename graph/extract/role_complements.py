"""Finds the complements of a role: "of Peru", "at the bank", "to President Ruiz"."""

from graph.extract.cast import Cast
from graph.extract.name import PERSON, PLACE

PREPOSITIONS = ("of", "for", "at", "to", "with", "in", "on")
SKIPPED = frozenset({"DET", "ADJ", "NUM"})
MEDIA_NOUNS = frozenset({"magazine", "newspaper", "daily", "weekly", "television", "radio", "news"})
"""Nouns behind a name that add nothing: "Nexos magazine"."""
TOWARDS = frozenset({"aide", "lawyer", "kin", "predecessor", "successor", "rival"})
"""Classes of role that one has to somebody: "an adviser to the president"."""
GENITIVES = frozenset({"'s", "’s", "'", "’"})


def complements(cast: Cast, last: int, role_class: str) -> tuple[int, tuple[int, ...]]:
    """The word behind the phrase's prepositional complements, and the words that head them."""
    words = cast.parse.words
    stop = cast.parse.sentences[words[last - 1].sentence][1]
    ends: list[int] = []
    i = last
    while i < stop and words[i].lower in PREPOSITIONS:
        at = _complement(cast, i + 1, stop)
        if at is None:
            break
        place = at[1] and cast.actors[cast.references[cast.by_head[at[0]]].actor].label == PLACE
        served = words[i].lower != "to" or role_class in TOWARDS  # who is ambassador to a country serves another
        if served and (words[i].lower not in ("in", "on") or (at[1] and not place)):
            ends.append(at[0])
        i = at[2]
        if ends and at[1]:
            break
    return i, tuple(ends)


def _person_behind(cast: Cast, at: int, stop: int) -> int | None:
    """The person whose capitalised title begins at `at`: "to U.S. President Donald Trump"."""
    words = cast.parse.words
    for i in range(at, min(at + 4, stop)):
        index = cast.by_word.get(i)
        if index is not None:
            reference = cast.references[index]
            person = cast.actors[reference.actor].label == PERSON and reference.first == i
            return reference.head if person and i > at else None
        if not words[i].text[0].isupper():
            return None
    return None


def _complement(cast: Cast, i: int, stop: int) -> tuple[int, bool, int] | None:
    """Head word of the noun phrase that begins at `i`, whether it is a reference, and the word behind it."""
    words = cast.parse.words
    bound = min(stop, i + 7)
    noun = None
    while i < bound:
        word = words[i]
        if i in cast.by_word:
            index = cast.by_word[i]
            reference = cast.references[index]
            if reference.last < stop and words[reference.last].text in GENITIVES:
                i = reference.last + 1
                noun = None
                continue
            following = (
                reference.last < stop
                and words[reference.last].pos == "NOUN"
                and words[reference.head].dep in ("compound", "amod", "nmod")
            )
            titled = _person_behind(cast, reference.last, stop)
            if titled is not None:
                return titled, True, cast.references[cast.by_head[titled]].last
            if following and reference.last + 1 <= bound and words[reference.last].lower not in MEDIA_NOUNS:
                i = reference.last
                continue
            return reference.head, True, reference.last
        if word.pos in ("NOUN", "PROPN"):
            noun = i
        elif word.text in GENITIVES:
            noun = None
        elif word.tag == "PRP$":
            pass
        elif word.tag == "PRP":
            return i, False, i + 1
        elif noun is not None or not (word.pos in SKIPPED or word.text == "-" or word.lower == "and"):
            break
        i += 1
    return None if noun is None else (noun, False, noun + 1)
