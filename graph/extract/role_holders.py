"""Finds who holds a role: the name behind it, beside it in apposition, or the subject of "is", "served as"."""

from graph.extract.cast import Cast
from graph.extract.clauses import antecedent, is_past, subject_of
from graph.extract.name import PERSON
from graph.extract.parse import Parse
from graph.extract.vocabulary import Vocabulary
from graph.model import Modality

COPULAS = frozenset({"be", "become", "remain"})
SERVING = frozenset({"serve", "act", "work", "retire", "resign", "quit", "step", "continue", "stay"})


def find_holder(
    cast: Cast, vocabulary: Vocabulary, start: int, last: int, after: int
) -> tuple[int | None, str, Modality | None]:
    """Who holds the role, the rule that says so, and the modality that the verb gives it."""
    parse = cast.parse
    words = parse.words
    named = _person_starting(cast, last)
    if named is not None:
        return named, "title", None
    head = words[last - 1]
    nested = (
        head.dep == "pobj"
        and words[words[head.head].head].pos in ("NOUN", "PROPN")
        and words[head.head].lower == "of"
        and words[words[head.head].head].lower in vocabulary.person_nouns
    )
    for at in () if nested else dict.fromkeys((last, after)):
        if (
            at < len(words)
            and words[at].text in (",", "—", "–", "-", ":")
            and words[at].sentence == words[last - 1].sentence
        ):
            named = _person_starting(cast, at + 1)
            apposed = named is not None and words[named].dep == "appos" and words[named].head == last - 1
            if named is not None and _closes(cast, named) and (apposed or words[last - 1].dep != "conj"):
                return named, "apposition", None
    before = _person_before(cast, start)
    if before is not None and head.dep not in ("nsubj", "nsubjpass", "dobj", "conj"):
        return before, "apposition", None
    verb = words[head.head]
    if head.dep in ("attr", "oprd", "acomp") and verb.lemma in COPULAS:
        subject = subject_of(parse, verb.i)
        wanted = verb.tag == "VB" and any(words[c].lower == "to" for c in parse.children_by(verb.i, "aux"))
        if subject is not None and not wanted:  # in "tapped Powell to become head" the subject is another
            past = verb.tag == "VBD" and verb.lemma == "be"
            return antecedent(parse, subject), "copula", Modality.ENDED if past else _verb_modality(parse, verb.i)
    beside = _person_being(cast, start)
    if beside is not None:
        past = words[start - 1].tag == "VBD" and words[start - 1].lemma == "be"
        return beside, "copula", Modality.ENDED if past else Modality.ASSERTED
    if head.dep == "pobj" and verb.lower == "as" and words[verb.head].lemma in SERVING:
        subject = subject_of(parse, verb.head)
        if subject is not None:
            ended = is_past(parse, verb.head) or words[verb.head].lemma in ("retire", "resign", "quit", "step")
            return antecedent(parse, subject), "served", Modality.ENDED if ended else _verb_modality(parse, verb.head)
    return None, "", None


def _verb_modality(parse: Parse, verb: int) -> Modality:
    below = [parse.words[c] for c in parse.children[verb]]
    if any(w.dep == "neg" for w in below):
        return Modality.DENIED
    if any(w.tag == "MD" for w in below):
        return Modality.PLANNED
    return Modality.ASSERTED


def _person_starting(cast: Cast, at: int) -> int | None:
    """The head word of a person's mention that begins at word `at`, possibly behind a title."""
    words = cast.parse.words
    for i in range(at, min(at + 5, len(words))):
        index = cast.by_word.get(i)
        if index is not None:
            reference = cast.references[index]
            ok = cast.actors[reference.actor].label == PERSON and reference.first == i
            return reference.head if ok else None
        if i > at + 0 and not words[i].text[0].isupper():
            return None
        if not words[i].text[0].isupper():
            return None
    return None


def _person_before(cast: Cast, start: int) -> int | None:
    """The head word of the person whose name ends before the comma before `start`; an age may stand between."""
    words = cast.parse.words
    i = start - 1
    if i < 1 or words[i].text not in (",", "—", "–", "-", "("):
        return None
    if i >= 2 and words[i - 1].text.isdigit() and words[i - 2].text == ",":
        i -= 2
    index = cast.by_word.get(i - 1)
    if index is None:
        return None
    reference = cast.references[index]
    return reference.head if cast.actors[reference.actor].label == PERSON and reference.last == i else None


def _person_being(cast: Cast, start: int) -> int | None:
    """The person of "Ruiz was" right before the phrase, however the sentence was parsed."""
    words = cast.parse.words
    if start < 2 or words[start - 1].lemma not in COPULAS or words[start - 1].tag not in ("VBD", "VBZ"):
        return None
    index = cast.by_word.get(start - 2)
    if index is None:
        return None
    reference = cast.references[index]
    person = cast.actors[reference.actor].label == PERSON and reference.last == start - 1
    before = words[reference.first - 1] if reference.first > 0 else None
    opens = before is None or before.text in (",", ".", '"') or before.tag == "CD"  # "From 2012 to 2018 Ruiz was"
    return reference.head if person and (opens or words[reference.head].dep in ("nsubj", "nsubjpass")) else None


def _closes(cast: Cast, head: int) -> bool:
    """Whether the apposition ends after this name: a comma, a stop, a verb or a bracket follows."""
    words = cast.parse.words
    reference = cast.references[cast.by_word[head]]
    if reference.last >= len(words):
        return True
    following = words[reference.last]
    return following.text in (",", ".", ";", ":", ")", "—", "–", "-", '"', "”") or following.pos in ("VERB", "AUX")
