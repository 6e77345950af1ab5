"""Parses prose with spaCy into plain words: the only place that knows spaCy's objects."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from graph.extract.segment import Segment
from graph.model import Span


@dataclass(frozen=True, slots=True)
class Word:
    """One token; `head` is the index of its governor (its own at a root), `start` and `end` are offsets of the text."""

    i: int
    text: str
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    start: int
    end: int
    sentence: int
    vote: str
    """The entity label that the model gives it, or an empty string: a vote, not the truth."""
    votes_on: bool
    """Whether the model continues the entity of the word before."""


@dataclass(frozen=True, slots=True)
class Parse:
    """All words of a text, with their sentences as half-open ranges of word indexes."""

    text: str
    words: tuple[Word, ...]
    sentences: tuple[tuple[int, int], ...]
    children: tuple[tuple[int, ...], ...]

    def children_by(self, i: int, *deps: str) -> Iterator[int]:
        """The children of word `i` that hang on it by one of these dependencies, in text order."""
        words = self.words
        return (c for c in self.children[i] if words[c].dep in deps)

    def sentence_span(self, sentence: int) -> Span:
        """Where the sentence stands in the text, without the blanks around it."""
        first, last = self.sentences[sentence]
        return Span(self.words[first].start, self.words[last - 1].end)

    def sentence_words(self, sentence: int) -> tuple[Word, ...]:
        """The words of one sentence."""
        first, last = self.sentences[sentence]
        return self.words[first:last]

    def subtree(self, i: int) -> set[int]:
        """The indexes of word `i` and everything below it."""
        found, todo = {i}, [i]
        while todo:
            for child in self.children[todo.pop()]:
                if child not in found:
                    found.add(child)
                    todo.append(child)
        return found


def parse(pipeline: Any, text: str, segments: Sequence[Segment]) -> Parse:
    """The words of the prose segments, in text order; blanks are no words."""
    prose = [segment for segment in segments if segment.prose]
    words: list[Word] = []
    sentences: list[tuple[int, int]] = []
    pieces = (text[s.span.start : s.span.end] for s in prose)
    for segment, doc in zip(prose, pipeline.pipe(pieces), strict=True):
        _append(doc, segment.span.start, words, sentences)
    children: list[list[int]] = [[] for _ in words]
    for word in words:
        if word.head != word.i:
            children[word.head].append(word.i)
    return Parse(text, tuple(words), tuple(sentences), tuple(tuple(c) for c in children))


def _append(doc: Any, offset: int, words: list[Word], sentences: list[tuple[int, int]]) -> None:
    kept = [token for token in doc if not token.is_space]
    index = {token.i: len(words) + n for n, token in enumerate(kept)}
    for span in doc.sents:
        first = len(words)
        for token in span:
            if token.i not in index:
                continue
            head = token.head
            while head.i not in index and head.head.i != head.i:  # a blank can govern a word
                head = head.head
            start = offset + token.idx
            words.append(
                Word(
                    i=index[token.i],
                    text=token.text,
                    lower=token.lower_,
                    lemma=token.lemma_.lower(),
                    pos=token.pos_,
                    tag=token.tag_,
                    dep=token.dep_,
                    head=index.get(head.i, index[token.i]),
                    start=start,
                    end=start + len(token.text),
                    sentence=len(sentences),
                    vote=token.ent_type_,
                    votes_on=token.ent_iob_ == "I",
                )
            )
        if len(words) > first:
            sentences.append((first, len(words)))
