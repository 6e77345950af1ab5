"""Finds what belongs to what and lies where: "U.S. Justice Department", "the court in Olomouc", "Ruiz of Reuters"."""

from collections.abc import Iterator

from graph.extract.candidates import Candidate
from graph.extract.cast import Cast
from graph.extract.name import ORGANIZATION, PERSON, PLACE
from graph.extract.vocabulary import Structure, Vocabulary
from graph.model import MentionKind, Modality

GENITIVES = frozenset({"'s", "’s", "'", "’"})
FAR = 5
"""How many words may stand between a name and the appositive noun that tells its place."""


def structure_candidates(cast: Cast, vocabulary: Vocabulary) -> Iterator[Candidate]:
    """Relations that names show by standing together; which one depends on the labels and kinds, by the lexicon."""
    for index, reference in enumerate(cast.references):
        if reference.mention is not MentionKind.NAME:
            continue
        label = cast.actors[reference.actor].label
        if label == ORGANIZATION:
            yield from _of_organization(cast, index, vocabulary)
        elif label == PLACE:
            yield from _of_place(cast, index, vocabulary.structure)
        elif label == PERSON:
            yield from _of_person(cast, index, vocabulary)


def _of_organization(cast: Cast, index: int, vocabulary: Vocabulary) -> Iterator[Candidate]:
    structure = vocabulary.structure
    inner = _country_inside(cast, index)
    if inner is not None:
        yield from _belongs(cast, index, inner, "name", structure)
        return
    owner, how = _before(cast, index, vocabulary)
    if owner is not None:
        if cast.actor_of(owner).label == PLACE:
            yield from _belongs(cast, index, owner, how, structure)
        elif (
            cast.actor_of(owner).label == ORGANIZATION
            and how == "genitive"
            and cast.actor_of(index).kind in structure.parts
        ):
            yield _candidate(structure.part, index, owner, cast, how, 0.8)
        return
    place = _in_place(cast, index)
    if place is not None:
        yield _candidate(structure.seat, index, place, cast, "in-place", 0.8)
        return
    place = _appositive_place(cast, index, vocabulary)
    if place is not None:
        yield _candidate(structure.seat, index, place, cast, "appositive", 0.75)


def _of_place(cast: Cast, index: int, structure: Structure) -> Iterator[Candidate]:
    """ "Amiens, France": a place, a comma, and the country or state it lies in."""
    words, reference = cast.parse.words, cast.references[index]
    if reference.first == cast.parse.sentences[words[reference.first].sentence][0]:
        return  # a dateline, not a statement
    if reference.last + 1 < len(words) and words[reference.last].text == ",":
        after = cast.by_word.get(reference.last + 1)
        if after is not None and cast.references[after].first == reference.last + 1:
            outer = cast.references[after]
            closed = outer.last >= len(words) or words[outer.last].text in (
                ",",
                ".",
                ";",
                ")",
                "(",
                "—",
                "-",
                "–",
                "--",
            )
            listed = reference.first > 0 and words[reference.first - 1].text == ","
            kinds = cast.actors[outer.actor].kind, cast.actors[reference.actor].kind
            if (
                closed
                and not listed
                and kinds[0] in ("country", "state")
                and kinds[1] not in ("country", "region")
                and cast.actors[outer.actor].label == PLACE
            ) and outer.mention is MentionKind.NAME:
                yield _candidate(structure.part, index, after, cast, "comma", 0.8)


def _of_person(cast: Cast, index: int, vocabulary: Vocabulary) -> Iterator[Candidate]:
    """ "Ana Ruiz of Reuters" belongs to Reuters; "Republican Ana Ruiz" and "Ana Ruiz, a Republican" to the party."""
    words, reference = cast.parse.words, cast.references[index]
    structure = vocabulary.structure
    stop = cast.parse.sentences[words[reference.head].sentence][1]
    if reference.last + 1 < stop and words[reference.last].lower == "of":
        other = _reference_from(cast, reference.last + 1, stop, vocabulary)
        if other is not None and cast.actor_of(other).label == ORGANIZATION:
            yield _candidate(structure.member, index, other, cast, "person-of", 0.8)
    before = cast.by_word.get(reference.first - 1)
    if (
        before is not None
        and cast.references[before].mention is MentionKind.DEMONYM
        and cast.actor_of(before).label == ORGANIZATION
    ) and words[reference.first - 1].sentence == words[reference.head].sentence:
        yield _candidate(structure.member, index, before, cast, "party", 0.88)


def _reference_from(cast: Cast, at: int, stop: int, vocabulary: Vocabulary) -> int | None:
    """The name that begins at `at`, behind an article and the noun that introduces it at most."""
    words = cast.parse.words
    for i in range(at, min(at + 5, stop)):
        index = cast.by_word.get(i)
        if index is not None:
            found = cast.references[index]
            if found.mention is MentionKind.DEMONYM or (found.last < stop and words[found.last].text in GENITIVES):
                continue
            if found.last < stop and words[found.last].text == "-":
                return None  # "of the U.N.-backed government"
            return (
                index
                if found.first == i and found.mention is MentionKind.NAME and cast.actors[found.actor].label != PLACE
                else None
            )
        if not (words[i].pos == "DET" or words[i].lower in vocabulary.sorts or words[i].pos == "ADJ"):
            return None
    return None


def _country_inside(cast: Cast, index: int) -> int | None:
    """The reference to a place that is the beginning of the name: "U.S. Senate", "Mexican army"."""
    reference = cast.references[index]
    for other in range(max(0, index - 2), min(index + 2, len(cast.references))):
        found = cast.references[other]
        if found.first == reference.first and found.last < reference.last and cast.actors[found.actor].label == PLACE:
            return other
    return None


def _before(cast: Cast, index: int, vocabulary: Vocabulary) -> tuple[int | None, str]:
    """What stands before the name as its owner: "Mexico's Supreme Court", "the Czech firm TOS"."""
    words, reference = cast.parse.words, cast.references[index]
    bottom = cast.parse.sentences[words[reference.head].sentence][0]
    i = reference.first - 1
    nouns = 0
    while (
        i >= bottom
        and i not in cast.by_word
        and (words[i].lower in vocabulary.sorts or words[i].pos in ("ADJ", "NOUN"))
        and reference.first - i < FAR
    ):
        nouns += words[i].lower in vocabulary.sorts
        i -= 1
    skipped = reference.first - 1 - i
    if i < bottom or (skipped and not nouns):
        return None, ""
    genitive = words[i].text in GENITIVES
    owner = cast.by_word.get(i - 1 if genitive else i)
    if owner is None or cast.references[owner].last != (i if genitive else i + 1):
        return None, ""
    found = cast.references[owner]
    if genitive:
        return (owner, "genitive") if not skipped else (None, "")
    adjective = found.mention is MentionKind.DEMONYM or (skipped and cast.actors[found.actor].label == PLACE)
    return (owner, "adjective") if adjective else (None, "")


def _in_place(cast: Cast, index: int) -> int | None:
    """The place of "the High Court in Olomouc", when the words stand together."""
    words, reference = cast.parse.words, cast.references[index]
    at = reference.last
    if (
        at + 1 >= len(words)
        or words[at].lower != "in"
        or cast.parse.words[at].head not in range(reference.first, reference.last)
    ):
        return None
    place = cast.by_word.get(at + 1)
    if place is None or cast.references[place].first != at + 1 or cast.actor_of(place).label != PLACE:
        return None
    return place if cast.references[place].mention is MentionKind.NAME else None


def _appositive_place(cast: Cast, index: int, vocabulary: Vocabulary) -> int | None:
    """The place in "Clarté, a French association" or "TOS, a company in Geneva"."""
    words, reference = cast.parse.words, cast.references[index]
    at = reference.last
    if at + 2 >= len(words) or words[at].text != "," or words[at + 1].lower not in ("a", "an", "the"):
        return None
    place = cast.by_word.get(at + 2)
    if place is None or cast.actor_of(place).label != PLACE:
        return None
    behind = cast.references[place].last
    if behind < len(words) and words[behind].text == "-":
        return None  # "an English-language newspaper"
    for i in range(behind, min(behind + FAR, len(words))):
        if words[i].lower in vocabulary.sorts:
            closed = i + 1 >= len(words) or words[i + 1].pos in ("PUNCT", "ADP", "PRON", "SCONJ", "DET")
            return place if closed else None
        if words[i].pos not in ("ADJ", "NOUN") and words[i].text not in ("-", "and"):
            return None
    return None


def _belongs(cast: Cast, index: int, place: int, how: str, structure: Structure) -> Iterator[Candidate]:
    actor, owner = cast.actor_of(index), cast.actor_of(place)
    if actor.kind in structure.not_parts:
        return
    state = actor.kind in structure.state_kinds and owner.kind in ("country", "state")
    if not state and (how in ("name", "genitive") or not actor.kind):
        return  # "British Airways" is a name and "Rover's Longbridge plant" a thing owned, not a seat
    yield _candidate(structure.part if state else structure.seat, index, place, cast, how, 0.88 if state else 0.8)


def _candidate(relation: str, subject: int, other: int, cast: Cast, how: str, confidence: float) -> Candidate:
    return Candidate(
        relation=relation,
        subject=subject,
        object=other,
        modality=Modality.ASSERTED,
        word=cast.references[subject].head,
        rule=f"structure-{how}",
        confidence=confidence,
    )
