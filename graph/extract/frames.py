"""Reads the frames in `lexicon/frames/` and matches them with predicates: no relation is named in code."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import yaml

from graph.errors import ConfigurationError
from graph.extract.arguments import Argument, Arguments
from graph.extract.predicates import Predicate
from graph.model import Modality

FRAME_KEYS = frozenset(
    {
        "id",
        "relation",
        "verbs",
        "nouns",
        "subject",
        "object",
        "governors",
        "needs",
        "forbids",
        "forbid_slots",
        "modality",
        "confidence",
        "labels",
        "examples",
        "counterexamples",
        "together",
        "of",
        "past",
        "object_kinds",
        "by",
        "called",
        "not_called",
        "reported",
        "presupposed",
        "not_kinds",
    }
)


@dataclass(frozen=True, slots=True)
class Frame:
    """Trigger words and slots that say one relation."""

    id: str
    relation: str
    verbs: frozenset[str]
    nouns: frozenset[str]
    subject: tuple[str, ...]
    """Slots of the predicate, first filled one counts."""
    object: tuple[str, ...]
    governors: frozenset[str]
    """When not empty: the noun must be governed by one of these verbs."""
    needs: frozenset[str]
    """When not empty: one of these lemmas must stand below the trigger."""
    forbids: frozenset[str]
    """None of these lemmas may stand below the trigger."""
    forbid_slots: frozenset[str]
    subject_labels: frozenset[str]
    object_labels: frozenset[str]
    modality: Modality
    confidence: float
    together: bool
    """Subject and object are two members of one slot: "X and Y met"."""
    of: frozenset[str]
    """When not empty: the verb's patient must have one of these lemmas."""
    past: Modality | None
    """What the past tense makes of it, where that is more than a past event: "he ran the army" is over."""
    object_kinds: frozenset[str]
    """When not empty: the object must be an organisation of one of these kinds."""
    by: frozenset[str]
    """When not empty: the verb's agent must have one of these lemmas: "the indictment says"."""
    called: Mapping[str, frozenset[str]]
    """By end: the text must call it by one of these words."""
    not_called: Mapping[str, frozenset[str]]
    """By end: the text calls it by none of these words."""
    reported: Modality | None
    """What it becomes when somebody else says it: what prosecutors say of a bribe is alleged."""
    presupposed: bool
    """Whether a definite noun takes it for granted: who wants "the charges" dropped does not doubt them."""
    not_kinds: frozenset[str]
    """The object must be of none of these kinds."""
    examples: tuple[Mapping[str, str], ...]
    counterexamples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A frame that fits a predicate, with its two ends."""

    frame: Frame
    predicate: Predicate
    subject: Argument
    object: Argument


def load_frames() -> tuple[Frame, ...]:
    """The shipped frames, in the order of their files. Raises ConfigurationError that names file and frame."""
    found: list[Frame] = []
    for file in sorted((files("graph.extract") / "lexicon" / "frames").iterdir(), key=lambda f: f.name):
        if file.name.endswith(".yaml"):
            for raw in yaml.safe_load(file.read_text(encoding="utf-8")):
                found.append(_frame(raw, file.name))
    return tuple(found)


def frames_by_trigger(frames: Sequence[Frame]) -> Mapping[tuple[bool, str], tuple[Frame, ...]]:
    """The frames by trigger: (is a noun, lemma)."""
    table: dict[tuple[bool, str], list[Frame]] = {}
    for frame in frames:
        for verb in sorted(frame.verbs):
            table.setdefault((False, verb), []).append(frame)
        for noun in sorted(frame.nouns):
            table.setdefault((True, noun), []).append(frame)
    return {key: tuple(value) for key, value in table.items()}


def match_frames(
    predicate: Predicate, table: Mapping[tuple[bool, str], tuple[Frame, ...]], arguments: Arguments
) -> Iterator[Match]:
    """Every frame that the predicate fits, for each pair of its arguments."""
    for frame in table.get((predicate.noun, predicate.lemma), ()):
        if not _fits(frame, predicate, arguments):
            continue
        subjects = _fill(frame.subject, frame.subject_labels, predicate, arguments)
        if frame.together:
            pairs = [(a, b) for i, a in enumerate(subjects) for b in subjects[i + 1 :]]
        else:
            pairs = [(s, o) for s in subjects for o in _fill(frame.object, frame.object_labels, predicate, arguments)]
        for subject, other in pairs:
            kind = arguments.cast.actor_of(other.reference).kind
            if _actor(arguments, subject) == _actor(arguments, other):
                continue
            if (
                (not frame.object_kinds or kind in frame.object_kinds)
                and kind not in frame.not_kinds
                and _named_fitly(frame, {"subject": subject, "object": other}, arguments)
            ):
                yield Match(frame, predicate, subject, other)


def _named_fitly(frame: Frame, ends: Mapping[str, Argument], arguments: Arguments) -> bool:
    return all(words & arguments.called(ends[end].reference) for end, words in frame.called.items()) and not any(
        words & arguments.called(ends[end].reference) for end, words in frame.not_called.items()
    )


def _fits(frame: Frame, predicate: Predicate, arguments: Arguments) -> bool:
    if frame.governors and predicate.governor not in frame.governors:
        return False
    if frame.forbid_slots & predicate.slots.keys():
        return False
    words = arguments.cast.parse.words
    for lemmas, slots in ((frame.of, ("patient", "thing")), (frame.by, ("agent",))):
        if lemmas and not any(words[w].lemma in lemmas for slot in slots for w in predicate.slots.get(slot, ())):
            return False
    if not frame.needs and not frame.forbids:
        return True
    below = {words[i].lemma for i in arguments.cast.parse.subtree(predicate.word)} - {predicate.lemma}
    return (not frame.needs or bool(frame.needs & below)) and not frame.forbids & below


def _fill(slots: Sequence[str], labels: frozenset[str], predicate: Predicate, arguments: Arguments) -> list[Argument]:
    """The references of the first slot that has any of the wanted labels."""
    for slot in slots:
        found = []
        for word in predicate.slots.get(slot, ()):
            argument = _adjective_or_name(word, slot, arguments)
            if argument is not None and (not labels or arguments.cast.actor_of(argument.reference).label in labels):
                found.append(argument)
        if found:
            return found
    return []


def _adjective_or_name(word: int, slot: str, arguments: Arguments) -> Argument | None:
    if slot in ("modifier", "maker") and word in arguments.cast.by_head:
        return Argument(arguments.cast.by_head[word], 0.9)  # "a Turkish investigation": Turkey investigates
    return arguments.of(word)


def _actor(arguments: Arguments, argument: Argument) -> int:
    return arguments.cast.references[argument.reference].actor


def _frame(raw: Any, file: str) -> Frame:
    where = f"{file}: frame {raw.get('id', '?')}" if isinstance(raw, dict) else file
    if not isinstance(raw, dict) or set(raw) - FRAME_KEYS or not {"id", "relation", "subject", "object"} <= set(raw):
        raise ConfigurationError(f"{where}: wrong keys; a frame has {', '.join(sorted(FRAME_KEYS))}")
    labels = raw.get("labels", {})
    return Frame(
        id=raw["id"],
        relation=raw["relation"],
        verbs=frozenset(raw.get("verbs", ())),
        nouns=frozenset(raw.get("nouns", ())),
        subject=tuple(raw["subject"]),
        object=tuple(raw["object"]),
        governors=frozenset(raw.get("governors", ())),
        needs=frozenset(raw.get("needs", ())),
        forbids=frozenset(raw.get("forbids", ())),
        forbid_slots=frozenset(raw.get("forbid_slots", ())),
        subject_labels=frozenset(labels.get("subject", ())),
        object_labels=frozenset(labels.get("object", ())),
        modality=Modality(raw.get("modality", "asserted")),
        confidence=float(raw.get("confidence", 0.8)),
        together=bool(raw.get("together", False)),
        of=frozenset(raw.get("of", ())),
        past=Modality(raw["past"]) if "past" in raw else None,
        object_kinds=frozenset(raw.get("object_kinds", ())),
        by=frozenset(raw.get("by", ())),
        called={end: frozenset(words) for end, words in raw.get("called", {}).items()},
        not_called={end: frozenset(words) for end, words in raw.get("not_called", {}).items()},
        presupposed=bool(raw.get("presupposed", False)),
        not_kinds=frozenset(raw.get("not_kinds", ())),
        reported=Modality(raw["reported"]) if "reported" in raw else None,
        examples=tuple(raw.get("examples", ())),
        counterexamples=tuple(raw.get("counterexamples", ())),
    )
