"""Finds role phrases: "Mexico's former defence minister", "his lawyer", "an aide to X", and who holds the role."""

from dataclasses import dataclass

from graph.extract.cast import Cast
from graph.extract.name import ORGANIZATION, PERSON, PLACE
from graph.extract.role_holders import find_holder
from graph.extract.vocabulary import Vocabulary
from graph.model import MentionKind, Modality

PREPOSITIONS = ("of", "for", "at", "to", "with", "in", "on")
SKIPPED = frozenset({"DET", "ADJ", "NUM"})
MEDIA_NOUNS = frozenset({"magazine", "newspaper", "daily", "weekly", "television", "radio", "news"})
"""Nouns behind a name that add nothing: "Nexos magazine"."""
GENITIVES = frozenset({"'s", "’s", "'", "’"})


@dataclass(frozen=True, slots=True)
class RolePhrase:
    """A role at words[first:last] of a noun phrase that begins at `start`."""

    start: int
    first: int
    last: int
    role_class: str
    holder: int | None
    """The word that heads the mention of who holds it; None when the phrase names nobody."""
    ends: tuple[int, ...]
    """Words that head what the role is held at or to whom, nearest first."""
    modality: Modality
    rule: str
    definite: bool
    party: int | None = None
    """The word that heads the party which an adjective before the role names: "Democratic senator"."""


def find_roles(cast: Cast, vocabulary: Vocabulary) -> tuple[RolePhrase, ...]:
    """Every role phrase of the text, in order."""
    lowered = [w.lower.replace("’", "'") for w in cast.parse.words]
    found = []
    i = 0
    while i < len(lowered):
        word = cast.parse.words[i]
        match = vocabulary.titles.longest(lowered, i, cast.parse.sentences[word.sentence][1])
        if match is None or i in cast.by_word:
            i += 1
            continue
        last = i + match[0]
        longer = (
            vocabulary.titles.longest(lowered, i + 1, cast.parse.sentences[word.sentence][1]) if last > i + 1 else None
        )
        if longer is not None and i + 1 + longer[0] > last:  # "U.S. attorney general" is no U.S. attorney
            i += 1
            continue
        if (word.pos in ("NOUN", "PROPN", "ADJ") or match[0] > 1 or match[1] == "rank") and not _qualifies(cast, last):
            found.append(_phrase(cast, vocabulary, i, i + match[0], match[1]))
        i += match[0]
    return tuple(found)


def _qualifies(cast: Cast, last: int) -> bool:
    """Whether the role only qualifies the next noun: "chief correspondent", "minister's"."""
    words = cast.parse.words
    if last >= len(words) or last in cast.by_word:
        return False
    role = words[last - 1]
    return (
        role.dep in ("compound", "amod", "nmod")
        and role.head >= last
        and words[role.head].pos == "NOUN"
        and words[last].pos in ("NOUN", "ADJ")
    )


def role_text(cast: Cast, phrase: RolePhrase) -> str:
    """The role as the text writes it, without the words around it."""
    words = cast.parse.words
    last = phrase.last
    if last + 1 < len(words) and words[last].lower == "of" and words[last - 1].lower in ("minister", "secretary"):
        at = last + 1
        while (
            at < min(last + 6, len(words))
            and at not in cast.by_word
            and (words[at].pos in ("NOUN", "ADJ", "PROPN") or words[at].lower in ("and", "the"))
        ):
            at += 1
        while words[at - 1].lower in ("and", "the"):
            at -= 1
        last = at if at > last + 1 else last
    return cast.parse.text[words[phrase.first].start : words[last - 1].end]


def _phrase(cast: Cast, vocabulary: Vocabulary, first: int, last: int, role_class: str) -> RolePhrase:
    before = _look_left(cast, vocabulary, first)
    start, left, modality, definite = before.start, before.ends, before.modality, before.definite
    after, right = _look_right(cast, last)
    holder, rule, state = find_holder(cast, vocabulary, start, last, after)
    if before.portfolio and role_class == "head":
        role_class = "member"
    if modality is Modality.ASSERTED and state is not None:
        modality = state
    if rule == "title":
        right = ()
    return RolePhrase(start, first, last, role_class, holder, (*left, *right), modality, rule, definite, before.party)


@dataclass(frozen=True, slots=True)
class _Before:
    """What stands before a role in its noun phrase."""

    start: int
    ends: tuple[int, ...]
    modality: Modality
    definite: bool
    portfolio: bool
    """Whether a noun limits the role: "finance chief"."""
    party: int | None


def _look_left(cast: Cast, vocabulary: Vocabulary, first: int) -> _Before:
    """Where the noun phrase starts, the ends before the role, and what the words between say."""
    words = cast.parse.words
    bottom = cast.parse.sentences[words[first].sentence][0]
    ends: list[int] = []
    modality = Modality.ASSERTED
    i, definite, portfolio, party = first - 1, False, False, None
    while i >= bottom:
        word = words[i]
        lower = word.lower
        prefix = lower.split("-")[0]
        state = vocabulary.role_states.get(lower) or vocabulary.role_states.get(prefix if "-" in lower else "")
        if state is not None:
            modality = state
        elif i in cast.by_word:
            reference = cast.references[cast.by_word[i]]
            genitive = words[reference.last].text in GENITIVES if reference.last < len(words) else False
            if cast.actors[reference.actor].label == PERSON and not genitive:
                break
            if _is_party_adjective(cast, cast.by_word[i]):
                party = reference.head
            else:
                ends.append(reference.head)
            i = reference.first - 1
            definite = True
            if genitive:
                break
            continue
        elif word.tag == "PRP$":
            ends.append(i)
            definite = True
            i -= 1
            break
        elif word.text in GENITIVES:
            if i - 1 not in cast.by_word:
                if i - 1 >= bottom and words[i - 1].pos in ("NOUN", "PROPN"):
                    ends.append(i - 1)
                    definite = True
                    i -= 2
                break
        elif word.pos == "DET":
            definite = lower in ("the", "this", "that")
            i -= 1
            break
        elif not (
            lower in vocabulary.role_modifiers or lower == "-" or word.pos in ("ADJ", "NUM") or word.dep == "compound"
        ):
            break
        elif word.dep == "compound" and word.pos == "NOUN" and lower not in vocabulary.role_modifiers:
            portfolio = True
        i -= 1
    if i >= bottom and words[i].lower in ("once", "formerly", "then", "previously") and first - i > 1:
        modality = Modality.ENDED
        i -= 1
    return _Before(i + 1, tuple(ends), modality, definite, portfolio, party)


def _is_party_adjective(cast: Cast, index: int) -> bool:
    reference = cast.references[index]
    return reference.mention is MentionKind.DEMONYM and cast.actors[reference.actor].label == ORGANIZATION


def _look_right(cast: Cast, last: int) -> tuple[int, tuple[int, ...]]:
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
        if words[i].lower not in ("in", "on") or (at[1] and not place):
            ends.append(at[0])
        i = at[2]
        if ends and at[1]:
            break
    return i, tuple(ends)


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
