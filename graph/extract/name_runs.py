"""Finds the runs of capitalised words that can hold names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.extract.parse import Parse, Word
from graph.extract.vocabulary import Vocabulary

PARTICLES = frozenset(
    [
        "de",
        "del",
        "la",
        "las",
        "los",
        "da",
        "dos",
        "das",
        "do",
        "di",
        "von",
        "van",
        "der",
        "den",
        "bin",
        "ibn",
        "al",
        "el",
        "ben",
        "ten",
        "ter",
        "te",
        "le",
        "du",
        "y",
        "zu",
        "af",
        "bint",
        "abu",
        "ul",
    ]
)
CLOSED = frozenset({"DET", "PRON", "ADP", "SCONJ", "CCONJ", "ADV", "INTJ", "AUX", "PART", "PUNCT", "NUM", "SYM", "X"})
NUMERIC_VOTES = frozenset(
    {"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY", "LANGUAGE", "EVENT", "LAW"}
)
BALLOT = re.compile(r"[RDI]-[A-Z]")
"""A party and a state behind the name of an American politician."""
OPENING, CLOSING = frozenset("\"“‘'`«").union({"``"}), frozenset("\"”’'»").union({"''"})


@dataclass(frozen=True, slots=True)
class NameRun:
    """A run of words[first:last] that may hold titles and names."""

    first: int
    last: int


def name_runs(parse: Parse, vocabulary: Vocabulary, tokens: Sequence[str]) -> Iterator[NameRun]:
    """The maximal runs of capitalised words, sentence by sentence, joined over particles and "of" in names."""
    inside = frozenset(w.text for w in parse.words if w.i > parse.sentences[w.sentence][0] and w.pos == "PROPN")
    for first, last in parse.sentences:
        shouting = _is_shouting(parse.words[first:last])
        i = first
        initial = next(
            (k for k in range(first, last) if parse.words[k].pos != "PUNCT" and parse.words[k].text[0].isalnum()), first
        )
        while i < last:
            after_quote = i > first and parse.words[i - 1].text in OPENING
            if not _opens(parse.words[i], i if after_quote else initial, vocabulary, inside, shouting=shouting):
                i += 1
                continue
            end = _run_end(i, last, parse.words, vocabulary, tokens)
            following = end
            if parse.words[i].lower == "the" and end > i + 1 and vocabulary.known.longest(tokens, i, end) is None:
                i += 1
            if end - i > 1 or parse.words[i].text not in vocabulary.never_alone:
                yield NameRun(i, end)
            i = following


def _is_shouting(words: Sequence[Word]) -> bool:
    """A headline in capitals or title case tells nothing by its capitals."""
    letters = [w for w in words if w.text[0].isalpha() and len(w.text) > 3]
    return len(letters) > 5 and sum(w.text[0].isupper() for w in letters) > 0.85 * len(letters)


def _opens(word: Word, sentence_start: int, vocabulary: Vocabulary, inside: frozenset[str], *, shouting: bool) -> bool:
    """Whether a name can begin with this word."""
    if not _is_capital(word) or _is_no_name(word, vocabulary) or word.vote in NUMERIC_VOTES:
        return False
    if shouting:
        return word.vote in ("PERSON", "ORG", "GPE")
    if word.i == sentence_start or word.pos in CLOSED:
        opens = (
            word.pos == "PROPN"
            or word.text in inside
            or (word.vote in ("PERSON", "ORG", "GPE", "NORP") and word.pos not in CLOSED)
        )
        return opens or (word.text.isupper() and 2 <= len(word.text) <= 6 and word.pos not in ("DET", "PRON"))
    return True


def _is_no_name(word: Word, vocabulary: Vocabulary) -> bool:
    """Whether the word is part of no name: "Monday", "Nov.", "R-Texas"."""
    return word.text.rstrip(".") in vocabulary.never_names or BALLOT.match(word.text) is not None


def _is_capital(word: Word) -> bool:
    return word.text[0].isupper() and any(c.isalpha() for c in word.text)


def _run_end(start: int, last: int, words: Sequence[Word], vocabulary: Vocabulary, tokens: Sequence[str]) -> int:
    known = vocabulary.known.longest(tokens, start, last)
    end = start + (known[0] if known is not None else 1)  # "Bosnia and Herzegovina"
    while end < last:
        step = _continues(start, end, last, words, vocabulary, tokens)
        if not step:
            break
        end += step
    return end


def _continues(
    start: int, at: int, last: int, words: Sequence[Word], vocabulary: Vocabulary, tokens: Sequence[str]
) -> int:
    """How many words from `at` on still belong to the run that began at `start`; 0 = none."""
    word = words[at]

    def capital(i: int) -> bool:
        return i < last and _is_capital(words[i]) and not _is_no_name(words[i], vocabulary)

    if capital(at):
        return 1 if word.pos not in ("PRON", "DET", "SCONJ") and word.vote not in ("DATE", "TIME") else 0
    touching = words[at - 1].end == word.start
    if word.text in ("-", "–") and touching and at + 1 < last and words[at + 1].start == word.end:
        return _after_hyphen(start, at + 1, last, words, vocabulary)
    if word.text in PARTICLES:
        step = 1
        while at + step < last and words[at + step].text in PARTICLES:
            step += 1
        if at + step + 1 < last and words[at + step].text == "-":
            step += 1
        return step + 1 if capital(at + step) else 0
    if word.text in ("&", "+"):
        return 2 if capital(at + 1) else 0
    previous = tokens[at - 1].lower()
    if word.text == "of" and capital(at + 1):
        title = vocabulary.titles.longest([w.lower for w in words[at - 1 : at + 3]], 0, min(4, last - at + 1))
        if title is not None and title[0] > 2:
            return title[0] - 1
    if word.text in ("of", "for", "on", "against") and (
        previous in vocabulary.heads_with_of or _holds_of(start, at, words, vocabulary)
    ):
        step = 2 if at + 1 < last and words[at + 1].text == "the" else 1
        return step + 1 if capital(at + step) else 0
    if word.text == "and" and capital(at + 1):
        return (
            2
            if _is_one_vote(start, at, words, vocabulary, tokens) or _is_double_name(start, at, last, words, vocabulary)
            else 0
        )
    if tokens[at] in ("'s", "'") and previous in vocabulary.genitives and capital(at + 1):
        return 2
    if word.text in OPENING and at + 2 < last:
        return _nickname(at, last, words)
    return 0


def _is_one_vote(start: int, at: int, words: Sequence[Word], vocabulary: Vocabulary, tokens: Sequence[str]) -> bool:
    """Whether the model takes both sides of "and" for one organisation, and neither is known as one."""
    known = vocabulary.known.longest(tokens, start, at)
    return (
        words[at].vote == "ORG"
        and words[at + 1].vote == "ORG"
        and words[at].votes_on
        and words[at + 1].votes_on
        and words[at + 1].lower != "the"
        and not (known is not None and start + known[0] == at)
    )


def _is_double_name(start: int, at: int, last: int, words: Sequence[Word], vocabulary: Vocabulary) -> bool:
    """Whether "and" stands inside one name: "the Fraud and Anti-Corruption Directorate", "Court against X and Y"."""
    if words[at - 1].lower in vocabulary.organization_heads:
        return False
    end = at + 1
    while end < last and (_is_capital(words[end]) or words[end].text == "-"):
        end += 1
    headed = words[end - 1].lower in vocabulary.organization_heads and words[end - 1].lower not in vocabulary.weak_heads
    opened = start > 0 and (words[start - 1].lower in ("the", "'s", "’s") or words[start - 1].pos == "ADJ")
    return headed and opened


def _holds_of(start: int, at: int, words: Sequence[Word], vocabulary: Vocabulary) -> bool:
    """Whether the run already is a name with a complement: "Court of Arbitration", which may go on with "for Sport"."""
    return any(
        words[i].text in ("of", "for") and words[i - 1].lower in vocabulary.heads_with_of for i in range(start + 1, at)
    )


def _after_hyphen(start: int, at: int, last: int, words: Sequence[Word], vocabulary: Vocabulary) -> int:
    """The length of a hyphen with the part of the name behind it: "Do-hyun", "Poortvliet-de Rijke"; 0 = none."""
    if words[at].lower in vocabulary.not_in_names:
        return 0
    if words[at].text[0].isupper():
        return 2
    if words[at].text in PARTICLES and at + 1 < last and _is_capital(words[at + 1]):
        return 3
    syllable = words[at].text.isalpha() and (words[at].pos == "PROPN" or (at - start > 2 and len(words[at].text) < 6))
    return 2 if syllable else 0


def _nickname(at: int, last: int, words: Sequence[Word]) -> int:
    """The length of a quoted nickname with the name that follows it: `"El Chapo" Guzman`; 0 = none."""
    close = at + 1
    while close < min(last, at + 5) and _is_capital(words[close]):
        close += 1
    if close > at + 1 and close + 1 < last and words[close].text in CLOSING and _is_capital(words[close + 1]):
        return close + 2 - at
    return 0
