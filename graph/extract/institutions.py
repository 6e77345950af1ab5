"""Extends names by words in small letters: "Norte cartel", "Trump administration", "Mexico's air force"."""

from collections.abc import Sequence
from dataclasses import replace

from graph.extract.name import ORGANIZATION, PERSON, PLACE, Name, name_text
from graph.extract.parse import Parse, Word
from graph.extract.vocabulary import Vocabulary
from graph.model import MentionKind

LOCAL_KINDS = frozenset({"police", "prosecutor", "court"})
"""Kinds of institution that a city or a state can have too."""


def is_portfolio(name: Name, parse: Parse) -> bool:
    """Whether the name only says what a minister is for: "Secretary of National Defense"."""
    words = parse.words
    before = name.first - 1
    if before < 1 or name.known or name.kind or words[before].lower not in ("of", "for"):
        return False
    return (
        words[before - 1].lower in ("minister", "secretary", "undersecretary", "commissioner", "ministers")
        and name.label != PLACE
    )


def with_common_heads(names: list[Name], parse: Parse, vocabulary: Vocabulary) -> list[Name]:
    """The names, with a head in small letters added to those that have one: "Norte cartel", "Trump administration"."""
    words, found = parse.words, []
    for name in names:
        head = _common_head(name, parse, vocabulary)
        if head is None:
            found.append(name)
            continue
        kind = vocabulary.common_heads[words[head].lower]
        if not kind:
            found.append(replace(name, label=PLACE, kind=words[head].lower) if name.label != PERSON else name)
        elif words[head].lower in vocabulary.loose_heads:
            found.append(replace(name, label=ORGANIZATION, kind=kind))
        else:
            if name.label == PERSON and kind in ("government", "campaign"):
                found.append(name)
            found.append(Name(name.first, head + 1, ORGANIZATION, kind))
    return found


def _common_head(name: Name, parse: Parse, vocabulary: Vocabulary) -> int | None:
    words = parse.words
    if (
        name.known
        or name.mention is not MentionKind.NAME
        or (name.label == ORGANIZATION and name.kind)
        or name.title is not None
    ):
        return None
    stop = parse.sentences[words[name.first].sentence][1]
    for head in (name.last, name.last + 1):
        if head >= stop:
            return None
        if words[head].lower in vocabulary.common_heads and words[head].pos in ("NOUN", "PROPN"):
            return None if _is_modifier(words[head]) else head
        if words[head].pos not in ("NOUN", "ADJ") or words[head].dep not in ("compound", "amod"):
            return None
    return None


def with_institutions(names: list[Name], parse: Parse, vocabulary: Vocabulary, tokens: Sequence[str]) -> list[Name]:
    """The names, with "Mexican army" and "Mexico's air force" as names of organisations of their own."""
    lowered = [t.lower() for t in tokens]
    added = []
    for name in names:
        if name.label != PLACE or name.kind not in ("country", "state", "city", ""):
            continue
        stop = parse.sentences[parse.words[name.first].sentence][1]
        start = name.last
        genitive = start < stop and lowered[start] in ("'s", "'")
        if genitive:
            start += 1
        match = vocabulary.institutions.longest(lowered, start, stop) if start < stop else None
        if match is None or tokens[start][0].isupper() or (name.kind != "country" and match[1].kind not in LOCAL_KINDS):
            continue
        if start + match[0] < stop and _is_modifier(parse.words[start + match[0] - 1]):
            continue
        added.append(
            Name(
                name.first,
                start + match[0],
                ORGANIZATION,
                match[1].kind,
                country=name.known or name_text(parse, name),
                same=match[1].same,
            )
        )
    return names + added


def _is_modifier(word: Word) -> bool:
    """Whether the word only qualifies the next one: "army officers", "government's decision" is not."""
    return word.dep in ("compound", "amod", "nmod") and word.head == word.i + 1
