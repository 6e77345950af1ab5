"""Finds role phrases: "Mexico's former defence minister", "his lawyer", "an aide to X", and who holds the role."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.extract.cast import Cast
from graph.extract.name import ORGANIZATION, PERSON
from graph.extract.role_complements import complements
from graph.extract.role_holders import COPULAS, find_holder
from graph.extract.vocabulary import Vocabulary
from graph.model import MentionKind, Modality

LEADING = frozenset({"head", "chief"})
PARTIAL = frozenset({"financial", "legal", "technical", "regional", "medical"})
"""What limits an office to a part: "financial chief"."""
DEPUTIES = frozenset({"deputy", "vice", "assistant", "associate"})
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
    after: int = 0
    """The word behind the phrase and its complements."""
    verb: int | None = None
    """The verb that gives the role to its holder: "was", "served"; None beside a name."""


def find_roles(cast: Cast, vocabulary: Vocabulary) -> tuple[RolePhrase, ...]:
    """Every role phrase of the text, in order."""
    lowered = [w.lower.replace("’", "'") for w in cast.parse.words]
    found = []
    i = 0
    while i < len(lowered):
        word = cast.parse.words[i]
        match = _title_at(cast, vocabulary, lowered, i)
        if match is None or i in cast.by_word:
            i += 1
            continue
        last = i + match[0]
        longer = _title_at(cast, vocabulary, lowered, i + 1) if last > i + 1 else None
        if longer is not None and i + 1 + longer[0] > last:  # "U.S. attorney general" is no U.S. attorney
            i += 1
            continue
        if (word.pos in ("NOUN", "PROPN", "ADJ") or match[0] > 1 or match[1] == "rank") and not _qualifies(cast, last):
            found.append(_phrase(cast, vocabulary, i, last, match[1]))
        i += match[0]
    return tuple(found)


def _title_at(cast: Cast, vocabulary: Vocabulary, lowered: Sequence[str], at: int) -> tuple[int, str] | None:
    """Length and class of the role that begins at word `at`; the "of" of "minister of" is no part of it."""
    found = vocabulary.titles.longest(lowered, at, cast.parse.sentences[cast.parse.words[at].sentence][1])
    if found is None:
        return None
    length, role_class = found
    return length - (lowered[at + length - 1] == "of"), role_class


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
    after, right = complements(cast, last, role_class)
    holder, rule, state = find_holder(cast, vocabulary, start, last, after)
    led_party = before.party is not None and cast.parse.words[last - 1].lower == "leader"
    among = role_class == "chief" and last < len(cast.parse.words) and cast.parse.words[last].lower in ("in", "with")
    if role_class in LEADING and (before.portfolio or _is_of_some(cast, last, role_class)):
        role_class = "staff"
    elif role_class in LEADING and (led_party or among or before.below):
        role_class = "member"
    if cast.parse.words[last - 1].lower in ("elect", "designate"):
        modality = Modality.PLANNED
    if modality is Modality.ASSERTED and state is not None:
        modality = state
    if rule == "title":
        right = ()
    verb = _verb(cast, start, last - 1) if rule in ("copula", "served") else None
    if right and cast.parse.words[last].lower == "of":  # "a Belgian member of the European Parliament"
        adjectives = tuple(w for w in left if _is_demonym(cast, w))
        left = tuple(w for w in left if w not in adjectives)
        right = (*right, *adjectives)
    ends = (*left, *right)
    return RolePhrase(start, first, last, role_class, holder, ends, modality, rule, definite, before.party, after, verb)


def _verb(cast: Cast, start: int, head: int) -> int:
    words = cast.parse.words
    if start > 0 and words[start - 1].lemma in COPULAS:
        return start - 1
    verb = words[head].head
    return words[verb].head if words[verb].lower == "as" else verb


def _is_of_some(cast: Cast, last: int, role_class: str) -> bool:
    """Whether what is led is a part without a name: "head of internal accounting"."""
    words = cast.parse.words
    if role_class == "minister" or last + 1 >= len(words) or words[last].lower != "of" or last + 1 in cast.by_word:
        return False
    return words[last + 1].pos in ("NOUN", "ADJ") and words[last + 1].text.islower()


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
    below: bool
    """Whether it is the office of a deputy."""


def _look_left(cast: Cast, vocabulary: Vocabulary, first: int) -> _Before:
    """Where the noun phrase starts, the ends before the role, and what the words between say."""
    words = cast.parse.words
    bottom = cast.parse.sentences[words[first].sentence][0]
    ends: list[int] = []
    modality = Modality.ASSERTED
    i, definite, portfolio, party, below = first - 1, False, False, None, False
    while i >= bottom:
        word = words[i]
        lower = word.lower
        prefix = lower.split("-")[0]
        state = vocabulary.role_states.get(lower) or vocabulary.role_states.get(prefix if "-" in lower else "")
        below = below or lower in DEPUTIES
        if state is not None:
            modality = state
        elif i in cast.by_word:
            reference = cast.references[cast.by_word[i]]
            genitive = words[reference.last].text in GENITIVES if reference.last < len(words) else False
            if words[reference.last].text == "-":
                break  # "the Israeli-Palestinian peace team"
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
        elif word.tag in ("PRP$", "WP$"):
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
                    i -= words[i].pos == "DET"
                break
        elif word.pos == "DET":
            definite = lower in ("the", "this", "that")
            i -= 1
            break
        elif not (
            lower in vocabulary.role_modifiers or lower == "-" or word.pos in ("ADJ", "NUM") or word.dep == "compound"
        ):
            break
        elif lower in PARTIAL or (
            word.dep == "compound"
            and word.pos == "NOUN"
            and lower not in vocabulary.role_modifiers
            and words[i - 1].text != "-"
        ):
            portfolio = True
        i -= 1
    if i >= bottom and words[i].lower in ("once", "formerly", "then", "previously") and first - i > 1:
        modality = Modality.ENDED
        i -= 1
    if i > bottom and words[i].lower == "of" and words[i - 1].lower == "one":
        i -= 2  # "one of the lawyers for"
    return _Before(i + 1, tuple(ends), modality, definite, portfolio, party, below)


def _is_demonym(cast: Cast, word: int) -> bool:
    index = cast.by_head.get(word)
    return index is not None and cast.references[index].mention is MentionKind.DEMONYM


def _is_party_adjective(cast: Cast, index: int) -> bool:
    reference = cast.references[index]
    return reference.mention is MentionKind.DEMONYM and cast.actors[reference.actor].label == ORGANIZATION
