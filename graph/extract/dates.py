"""Reads the time that a sentence gives for a predicate: the words, and the dates they mean."""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from graph.extract.parse import Parse
from graph.extract.vocabulary import Vocabulary
from graph.model import When

RANGE = re.compile(
    r"\b(?:from|between)\s+((?:\w+\s+)?(?:19|20)\d\d)\s+(?:to|until|and|through)\s+((?:\w+\s+)?(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
HELD = re.compile(
    r"\b(from|between|since|until|in)\s+((?:\w+\s+)?(?:19|20)\d\d)\b"
    r"(?:\s*(?:to|until|and|through|[-–])\s*((?:[A-Z]\w+\s+)?(?:19|20)\d\d)\b)?",
    re.IGNORECASE,
)
YEAR = re.compile(r"\b(1[6-9]\d\d|20\d\d)\b")
DAY = re.compile(r"\b([0-3]?\d)(?:st|nd|rd|th)?\b")
WORD = re.compile(r"[^\W\d_]+")


def when_of(parse: Parse, word: int, published: date | None, vocabulary: Vocabulary) -> When | None:
    """The time that is nearest to the predicate in its sentence and hangs on it; None when there is none."""
    first, last = parse.sentences[parse.words[word].sentence]
    span = parse.sentence_span(parse.words[word].sentence)
    sentence = parse.text[span.start : span.end]
    ranged = RANGE.search(sentence)
    below = parse.subtree(word)
    if ranged is not None:
        at = span.start + ranged.start()
        if any(parse.words[i].start == at for i in below):
            return When(
                text=ranged.group(),
                earliest=dates_of(ranged.group(1), published, vocabulary)[0],
                latest=dates_of(ranged.group(2), published, vocabulary)[1],
            )
    groups = [g for g in _date_groups(parse, first, last) if any(i in below for i in g)]
    if not groups:
        return None
    nearest = min(groups, key=lambda g: min(abs(i - word) for i in g))
    text = parse.text[parse.words[nearest[0]].start : parse.words[nearest[-1]].end]
    earliest, latest = dates_of(text, published, vocabulary)
    return When(text=text, earliest=earliest, latest=latest)


def held_when(
    parse: Parse, governors: Sequence[int], after: int, published: date | None, vocabulary: Vocabulary
) -> When | None:
    """When an office was held: the time that hangs on one of the governors, or stands at word `after`.

    "until 2018" tells the latest day only, "since 2018" the earliest.
    """
    number = parse.words[governors[0]].sentence
    first, last = parse.sentences[number]
    span = parse.sentence_span(number)
    for found in HELD.finditer(parse.text, span.start, span.end):
        opening = next((i for i in range(first, last) if parse.words[i].start == found.start()), None)
        main = opening == first and any(parse.words[g].pos in ("VERB", "AUX") for g in governors)
        if opening is None or not (main or opening == after or _hangs_on(parse, opening, governors)):
            continue
        how, begin, end = found.group(1).lower(), found.group(2), found.group(3)
        earliest, latest = dates_of(begin, published, vocabulary)
        if end is not None:
            latest = dates_of(end, published, vocabulary)[1]
        elif how == "until":
            earliest = None
        elif how in ("since", "from"):
            latest = None
        return When(text=found.group(), earliest=earliest, latest=latest)
    return None


def _hangs_on(parse: Parse, word: int, governors: Sequence[int]) -> bool:
    """Whether the preposition `word` belongs to one of the governors, at most through another preposition."""
    for _ in range(3):
        head = parse.words[word].head
        if head in governors:
            return True
        if head == word or parse.words[head].pos not in ("ADP", "NUM"):
            return False
        word = head
    return False


def _date_groups(parse: Parse, first: int, last: int) -> Iterator[list[int]]:
    group: list[int] = []
    for i in range(first, last):
        word = parse.words[i]
        if word.vote == "DATE" and (word.votes_on or not group):
            group.append(i)
            continue
        if group:
            yield group
        group = [i] if word.vote == "DATE" else []
    if group:
        yield group


def dates_of(text: str, published: date | None, vocabulary: Vocabulary) -> tuple[date | None, date | None]:
    """The first and the last day that the words can mean; relative ones need the day of publication."""
    words = [w.lower() for w in WORD.findall(text)]
    month = next((vocabulary.months[w] for w in words if w in vocabulary.months), None)
    year_found = YEAR.search(text)
    year = int(year_found.group()) if year_found else None
    if year is None and month is not None and published is not None and not {"next", "last"} & set(words):
        year = published.year if month <= published.month else published.year - 1
    if year is not None:
        return _calendar(year, month, DAY.search(YEAR.sub("", text)) if month else None)
    return _relative(words, published, vocabulary) if published is not None else (None, None)


def _calendar(year: int, month: int | None, day: re.Match[str] | None) -> tuple[date | None, date | None]:
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    length = monthrange(year, month)[1]
    if day is not None and 1 <= int(day.group(1)) <= length:
        exact = date(year, month, int(day.group(1)))
        return exact, exact
    return date(year, month, 1), date(year, month, length)


def _relative(words: list[str], published: date, vocabulary: Vocabulary) -> tuple[date | None, date | None]:
    weekday = next((vocabulary.weekdays[w] for w in words if w in vocabulary.weekdays), None)
    if weekday is not None and "next" not in words:
        day = published - timedelta(days=(published.weekday() - weekday) % 7)
        return day, day
    if "yesterday" in words:
        return published - timedelta(days=1), published - timedelta(days=1)
    if "today" in words:
        return published, published
    if words == ["last", "month"]:
        end = published.replace(day=1) - timedelta(days=1)
        return end.replace(day=1), end
    if words == ["last", "year"]:
        return date(published.year - 1, 1, 1), date(published.year - 1, 12, 31)
    if words == ["this", "year"]:
        return date(published.year, 1, 1), date(published.year, 12, 31)
    return None, None
