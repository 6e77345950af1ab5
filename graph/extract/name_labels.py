"""Decides what each name names, by all its occurrences together: the model's votes and the words beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.extract.name import ORGANIZATION, PERSON, PLACE, Name, name_text
from graph.extract.parse import Parse
from graph.extract.vocabulary import Vocabulary, fold

VOTES = {
    "PERSON": (PERSON, 2.0),
    "ORG": (ORGANIZATION, 1.5),
    "GPE": (PLACE, 1.5),
    "LOC": (PLACE, 1.5),
    "FAC": (PLACE, 0.5),
    "NORP": (ORGANIZATION, 0.3),
    "PRODUCT": (ORGANIZATION, 0.3),
    "WORK_OF_ART": (ORGANIZATION, 0.1),
}


LEAST_VOTES = 0.5
"""Votes that a label needs besides the leanings; with fewer the capital letters name nothing."""


def with_labels(names: Sequence[Name], parse: Parse, vocabulary: Vocabulary) -> list[Name]:
    """The names, each with its label; a name that nothing tells about is left out."""
    labels = _document_votes(names, parse, vocabulary)
    return [n for n in (_decided(name, parse, labels, vocabulary) for name in names) if n is not None]


def _document_votes(names: Sequence[Name], parse: Parse, vocabulary: Vocabulary) -> dict[str, str]:
    """What each undecided name names, by all its occurrences in the document together."""
    votes: dict[str, dict[str, float]] = {}
    told: dict[str, dict[str, float]] = {}
    for name in names:
        text = name_text(parse, name)
        tally = votes.setdefault(text, dict.fromkeys((PERSON, ORGANIZATION, PLACE), 0.0))
        evidence = told.setdefault(text, dict.fromkeys((PERSON, ORGANIZATION, PLACE), 0.0))
        if name.label:
            tally[name.label] += 4
            evidence[name.label] += 4
            continue
        for label, weight in _evidence(name, parse, vocabulary):
            tally[label] += weight
            evidence[label] += weight
        for label, weight in _leanings(name, parse):
            tally[label] += weight
    labels = {}
    for text, tally in votes.items():
        best = max(tally.items(), key=lambda item: (item[1], item[0]))[0]
        if tally[best] > LEAST_VOTES and told[text][best] >= LEAST_VOTES:
            labels[text] = best
    persons = {part for text, label in labels.items() if label == PERSON for part in _parts(text)}
    surnames = {text.split()[-1] for text, label in labels.items() if label == PERSON and len(text.split()) > 1}
    for text, tally in votes.items():
        if text in surnames or (text in persons and tally[PERSON] + 3 >= max(tally.values())):
            labels[text] = PERSON
    return labels


def _parts(text: str) -> Iterator[str]:
    """What a full name can be shortened to: any run of its words, such as "López Obrador"."""
    words = text.split()
    for i in range(len(words)):
        for j in range(i + 1, len(words) + 1):
            yield " ".join(words[i:j])


def _evidence(name: Name, parse: Parse, vocabulary: Vocabulary) -> Iterator[tuple[str, float]]:
    """Votes for the label of one occurrence of a name."""
    words = parse.words
    length = name.last - name.first
    for i in range(name.first, name.last):
        label, weight = VOTES.get(words[i].vote, ("", 0.0))
        if label:
            yield label, weight / length
    for noun in (_noun_before(parse, name.first), _noun_behind(parse, name.last)):
        label = _said_by_noun(noun, vocabulary)
        if label:
            yield label, 3.5
    first = words[name.first]
    before = words[name.first - 1] if name.first > 0 and words[name.first - 1].sentence == first.sentence else None
    after = words[name.last] if name.last < len(words) and words[name.last].sentence == first.sentence else None
    if length > 1 and fold(first.text) in vocabulary.given_names:
        yield PERSON, 3.0
    if before is not None and before.lower in ("in", "near") and not (after and after.lower in ("'s", "’s")):
        yield PLACE, 1.5
    if _is_governed(parse, name) or (after is not None and after.lower in ("mayor", "governor", "-based")):
        yield PLACE, 2.5
    head = next((w for w in words[name.last : name.last + 2] if w.lower in vocabulary.common_heads), None)
    beside = head is not None and (head.i == name.last or (after is not None and after.pos == "NOUN"))
    if head is not None and beside and head.sentence == first.sentence:
        kind = vocabulary.common_heads[head.lower]
        if kind in ("government", "campaign"):
            yield ORGANIZATION, 0.6  # "the Trump administration"
        else:
            yield (ORGANIZATION, 1.0) if kind else (PLACE, 1.0)
    if _is_alias(parse, name.first):
        yield PERSON, 2.0
    if length == 1 and first.text.isupper() and 2 <= len(first.text) <= 6:
        yield ORGANIZATION, 1.5
    if after is not None and after.text == "," and _is_land(parse, name.last + 1, vocabulary):
        yield PLACE, 1.5
    if after is not None and after.lower in ("said", "told", "says", "who", "added"):
        yield PERSON, 1.5
    if before is not None and before.lower in ("said", "says"):
        yield PERSON, 1.0
    if (
        after is not None
        and after.text in (",", "(")
        and name.last + 1 < len(words)
        and words[name.last + 1].text.isdigit()
    ):
        yield PERSON, 2.5
    if (
        after is not None
        and after.text in (",", "(")
        and name.last + 1 < len(words)
        and words[name.last + 1].lower in ("who", "whom")
    ):
        yield PERSON, 2.5


def _is_governed(parse: Parse, name: Name) -> bool:
    """Whether a mayor or governor has the place: "the mayor of Cobán"."""
    words = parse.words
    return (
        name.first > 1
        and words[name.first - 1].lower == "of"
        and words[name.first - 2].lower
        in ("mayor", "governor", "city", "town", "province", "port", "suburb", "village")
    )


def _is_land(parse: Parse, at: int, vocabulary: Vocabulary) -> bool:
    """Whether a country or state stands at word `at`."""
    words = parse.words
    if at >= len(words):
        return False
    stop = min(at + 4, parse.sentences[words[at].sentence][1])
    known = vocabulary.known.longest([w.text for w in words[at:stop]], 0, stop - at) if at < stop else None
    return known is not None and known[1].kind in ("country", "state")


def _leanings(name: Name, parse: Parse) -> Iterator[tuple[str, float]]:
    """Votes that decide between labels but make no name by themselves."""
    words = parse.words
    length = name.last - name.first
    first = words[name.first]
    before = words[name.first - 1] if name.first > 0 and words[name.first - 1].sentence == first.sentence else None
    if before is not None and before.lower == "the":
        yield ORGANIZATION, 2.0
        yield PERSON, -3.0
    if before is not None and before.lower == "from":
        yield PLACE, 1.0
    if 2 <= length <= 4 and (before is None or before.lower not in ("the", "a", "an")):
        yield PERSON, 1.3
    if any(words[i].text == "-" for i in range(name.first + 1, name.last)):
        yield PERSON, 0.8


def _is_alias(parse: Parse, first: int) -> bool:
    """Whether a name stands behind "known as", "nicknamed" or "alias", perhaps between quotation marks."""
    words = parse.words
    i = first - 1
    while i > 0 and (not words[i].text[0].isalnum() or words[i].lower == "the") and words[i].text not in (",", "."):
        i -= 1
    if i < 1:
        return False
    return words[i].lower in ("nicknamed", "alias", "dubbed", "aka") or (
        words[i].lower in ("as", "by") and words[i - 1].lower in ("known", "went", "goes")
    )


def _noun_before(parse: Parse, first: int) -> str:
    """The noun that introduces a name: "newspaper" in "the newspaper El Sol", "lawyer" in "his lawyer, Ana Ruiz"."""
    words = parse.words
    i = first - 1
    if i >= 0 and words[i].text == ",":
        i -= 1
    if i < 0 or words[i].sentence != words[first].sentence or words[i].pos not in ("NOUN", "PROPN"):
        return ""
    if i < first - 1 and not any(
        words[k].tag == "PRP$" or words[k].lower in ("the", "'s", "’s") for k in range(max(0, i - 4), i)
    ):
        return ""
    return words[i].lower


def _noun_behind(parse: Parse, last: int) -> str:
    """The head noun of what stands in apposition behind a name: "judge" in "Ana Ruiz, a former judge of ..."."""
    words = parse.words
    if (
        last + 1 >= len(words)
        or words[last].text not in (",", "(", "—", "–", "-")
        or words[last + 1].sentence != words[last].sentence
    ):
        return ""
    if words[last + 1].pos != "DET" and words[last + 1].tag != "PRP$":
        return ""
    noun = ""
    for word in words[last + 2 : last + 9]:
        if word.pos in ("NOUN", "PROPN"):
            noun = word.lower
        elif (word.pos not in ("ADJ", "NUM") and word.text not in ("-",)) or word.sentence != words[last].sentence:
            break
    return noun


def _said_by_noun(noun: str, vocabulary: Vocabulary) -> str:
    if not noun:
        return ""
    if noun in vocabulary.sorts and noun not in ("office", "business"):
        return ORGANIZATION
    if noun in vocabulary.place_nouns:
        return PLACE
    if (
        vocabulary.titles.longest([noun], 0, 1) is not None
        or noun in vocabulary.kin_gender
        or noun in vocabulary.person_nouns
    ):
        return PERSON
    return ""


def _decided(name: Name, parse: Parse, labels: dict[str, str], vocabulary: Vocabulary) -> Name | None:
    if name.label:
        return name
    label = labels.get(name_text(parse, name))
    if label is None:
        return None
    if label != PERSON and not name.kind:
        nouns = (_noun_before(parse, name.first), _noun_behind(parse, name.last))
        kinds = [
            vocabulary.sorts.get(n, "") if label == ORGANIZATION else n if n in vocabulary.place_nouns else ""
            for n in nouns
        ]
        name = replace(name, kind=next((k for k in kinds if k), ""))
    return replace(name, label=label)
