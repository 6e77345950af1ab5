"""The nouns that the stages share: who is in a text, and which words refer to whom."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.extract.parse import Parse
from graph.model import MentionKind, Span


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, organisation or place of one document."""

    label: str
    kind: str
    names: tuple[str, ...]
    """Its names without titles, as written, first one first."""
    gender: str = ""
    known: str = ""
    """The name that the word lists file it under, if any."""
    country: str = ""
    same: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that refer to an actor: words[first:last], governed by `head`."""

    first: int
    last: int
    head: int
    actor: int
    mention: MentionKind
    sure: float = 1.0
    """How sure it is that they refer to this actor; 1 for names."""


@dataclass(frozen=True, slots=True)
class Cast:
    """The parse of a text with its actors and references, references in text order."""

    parse: Parse
    actors: tuple[Actor, ...]
    references: tuple[Reference, ...]
    by_head: Mapping[int, int]
    """Index of the reference that a word heads; the longest one if several do."""
    by_word: Mapping[int, int]
    """Index of the longest reference that holds a word."""

    def actor_of(self, reference: int) -> Actor:
        """The actor that a reference refers to."""
        return self.actors[self.references[reference].actor]

    def span(self, reference: int) -> Span:
        """Where the reference stands in the text."""
        found = self.references[reference]
        return Span(self.parse.words[found.first].start, self.parse.words[found.last - 1].end)


def make_cast(parse: Parse, actors: Iterable[Actor], references: Iterable[Reference]) -> Cast:
    """A Cast with its look-up tables; references are put in text order."""
    ordered = tuple(sorted(references, key=lambda r: (r.first, r.last, r.actor)))
    by_head: dict[int, int] = {}
    by_word: dict[int, int] = {}
    for index in sorted(range(len(ordered)), key=lambda i: ordered[i].last - ordered[i].first):
        reference = ordered[index]
        by_head[reference.head] = index
        for word in range(reference.first, reference.last):
            by_word[word] = index
    return Cast(parse, tuple(actors), ordered, by_head, by_word)


def head_word(parse: Parse, first: int, last: int) -> int:
    """The word of words[first:last] that governs the others: the last one whose head lies outside."""
    outside = [i for i in range(first, last) if not first <= parse.words[i].head < last or parse.words[i].head == i]
    nouns = [i for i in outside if parse.words[i].pos in ("PROPN", "NOUN")]
    return (nouns or outside or [last - 1])[-1]
