"""Finds denials of what the text accused somebody of before: "he pleaded not guilty", "she denied the charges"."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

import yaml

from graph.extract.arguments import Arguments
from graph.extract.attribution import Speaker
from graph.extract.candidates import LEAST_CONFIDENCE, Candidate
from graph.extract.name import PERSON
from graph.extract.parse import Parse
from graph.extract.predicates import Predicate, find_predicates
from graph.model import Modality, Span

SURE = 0.7
"""How sure a denial is that it means the accusation before it."""
AFFIRMED = (Modality.ASSERTED, Modality.ALLEGED)


PLEAS = frozenset({"guilty", "plea"})
"""Words that deny only with a negation below the verb: "not guilty"."""
NEGATIONS = frozenset({"not", "n't"})


@dataclass(frozen=True, slots=True)
class Denials:
    """The words of denials, and which relations they answer."""

    answers: tuple[frozenset[str], ...]
    """Groups of relations; a denial answers the first group in which the accused stands accused."""
    verbs: Mapping[str, frozenset[str]]
    """Verb to the lemmas one of which must stand below it."""
    forbids: frozenset[str]


def load_denials() -> Denials:
    """The shipped word list."""
    raw = yaml.safe_load((files("graph.extract") / "lexicon" / "denials.yaml").read_text(encoding="utf-8"))
    return Denials(
        answers=tuple(frozenset(group) for group in raw["answers"]),
        verbs={verb: frozenset(below) for verb, below in raw["verbs"].items()},
        forbids=frozenset(raw["forbids"]),
    )


def denied_candidates(accusations: Sequence[Candidate], arguments: Arguments, denials: Denials) -> Iterator[Candidate]:
    """Each accusation once more as denied, for every later denial by the accused; which one is meant is inferred."""
    parse = arguments.cast.parse
    for predicate in find_predicates(parse):
        if predicate.noun or not _denies(predicate, parse, denials):
            continue
        for word in predicate.slots.get("agent", ()):
            accused = arguments.of(word)
            if accused is None or arguments.cast.actor_of(accused.reference).label != PERSON:
                continue
            for meant in _meant(accusations, accused.reference, predicate.word, arguments, denials):
                if accused.sure >= LEAST_CONFIDENCE:
                    start = parse.words[min(word, predicate.word)].start
                    end = parse.words[max(word, predicate.word)].end
                    yield Candidate(
                        relation=meant.relation,
                        subject=accused.reference,
                        object=meant.object,
                        modality=Modality.DENIED,
                        word=predicate.word,
                        rule="denial",
                        confidence=SURE * accused.sure,
                        speaker=Speaker(Span(start, end), accused.reference, predicate.word),
                        explicit=False,
                    )


def _denies(predicate: Predicate, parse: Parse, denials: Denials) -> bool:
    wanted = denials.verbs.get(predicate.lemma)
    if wanted is None:
        return False
    words = parse.words
    below = {words[i].lemma for i in parse.subtree(predicate.word)} - {predicate.lemma}
    if below & PLEAS and not below & NEGATIONS:
        return False  # "pleaded guilty"
    negated = not below & PLEAS and any(True for _ in parse.children_by(predicate.word, "neg"))
    planned = any(words[c].tag == "MD" for c in parse.children_by(predicate.word, "aux"))
    return bool(wanted & below) and not denials.forbids & below and not negated and not planned


def _meant(
    accusations: Sequence[Candidate], accused: int, word: int, arguments: Arguments, denials: Denials
) -> list[Candidate]:
    """What the accused stands accused of before the word: the newest accusations of the first group with any."""
    references = arguments.cast.references
    actor = references[accused].actor
    against = [
        c
        for c in accusations
        if references[c.subject].actor == actor
        and c.word < word
        and c.modality in AFFIRMED
        and c.confidence >= LEAST_CONFIDENCE
        and references[c.object].actor != actor
    ]
    for group in denials.answers:
        newest: dict[tuple[str, int], Candidate] = {}
        for candidate in against:
            if candidate.relation in group:
                newest[candidate.relation, references[candidate.object].actor] = candidate
        if newest:
            return list(newest.values())
    return []
