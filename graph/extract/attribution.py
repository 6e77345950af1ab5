"""Finds who says it: the subject of the reporting verb above, "according to X", the speaker of a quotation."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph.extract.arguments import Argument, Arguments
from graph.extract.clauses import inserted_speaker, subject_of
from graph.extract.modality import DENYING
from graph.extract.parse import Parse
from graph.extract.predicates import ACCUSING, accusing_verb, is_passive
from graph.model import Span

REPORTED = frozenset({"ccomp", "parataxis", "acl", "xcomp", "dep"})
BREAKS = frozenset({",", ".", ";", "—", "–", "”", '"', "''"})
OPEN_MARKS, CLOSE_MARKS = frozenset({"“", "``", "«"}), frozenset({"”", "''", "»"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says it: where the words that say so stand, and the speaker's reference if it has one."""

    span: Span
    reference: int | None
    word: int
    """The reporting verb or noun."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words[first:last] between quotation marks."""

    first: int
    last: int


def quotations(parse: Parse) -> tuple[Quotation, ...]:
    """The quotations of the text; straight marks open and close in turn and start afresh with each paragraph."""
    found = []
    opened: int | None = None
    for word in parse.words:
        if word.i and "\n\n" in parse.text[parse.words[word.i - 1].end : word.start]:
            opened = None
        straight = word.text == '"'
        if opened is None and (word.text in OPEN_MARKS or straight):
            opened = word.i
        elif opened is not None and (word.text in CLOSE_MARKS or straight):
            found.append(Quotation(opened, word.i + 1))
            opened = None
    return tuple(found)


def speaker_of(parse: Parse, word: int, arguments: Arguments, quoted: Mapping[int, Quotation]) -> Speaker | None:
    """Who says what the predicate at `word` says; None is the journalist's own voice."""
    words = parse.words
    at = word
    while words[at].head != at:
        head = words[at].head
        infinitive = words[at].tag == "VB" and any(words[c].lower == "to" for c in parse.children_by(at, "aux"))
        if words[at].dep in REPORTED and not infinitive and _reports(words[head].lemma, words[head].pos, arguments):
            subject = subject_of(parse, head)
            if subject is not None and subject != word and subject not in parse.subtree(at):
                return _speaker(parse, subject, head, arguments)
        accuser = _accuser(parse, at, arguments)
        if accuser is not None:
            return accuser
        if words[at].dep == "dobj" and words[head].lemma in DENYING:  # "X denied any links to Y"
            subject = subject_of(parse, head)
            if subject is not None and subject not in parse.subtree(at):
                return _speaker(parse, subject, head, arguments)
        at = head
    inserted = _inserted(parse, word, arguments)
    if inserted is not None:
        return inserted
    source = _according_to(parse, word, arguments)
    if source is not None:
        return source
    quotation = quoted.get(word)
    return _quoting(parse, quotation, arguments) if quotation is not None else None


def _reports(lemma: str, pos: str, arguments: Arguments) -> bool:
    return (
        lemma in arguments.vocabulary.reporting if pos in ("VERB", "AUX") else lemma in arguments.vocabulary.claim_nouns
    )


def _speaker(parse: Parse, subject: int, verb: int, arguments: Arguments) -> Speaker:
    found = arguments.of(subject)
    first, last = min(subject, verb), max(subject, verb)
    span = Span(parse.words[first].start, parse.words[last].end)
    if found is not None:
        whole = arguments.cast.span(found.reference)
        if whole.end <= parse.words[verb].start or whole.start >= parse.words[verb].end:
            span = Span(min(span.start, whole.start), max(parse.words[verb].end, whole.end))
    return Speaker(span, found.reference if found is not None else None, verb)


def _inserted(parse: Parse, word: int, arguments: Arguments) -> Speaker | None:
    """The speaker of "Mexico, Barr said, may ..." and "..., prosecutors allege.", however the parser hangs it."""
    first, last = parse.sentences[parse.words[word].sentence]
    for verb in parse.words[first:last]:
        if verb.pos != "VERB" or verb.lemma not in arguments.vocabulary.reporting or verb.i == word:
            continue
        subject = next(parse.children_by(verb.i, "nsubj"), None)
        if subject is None:
            continue
        misread = inserted_speaker(parse, verb.i)
        if misread is not None and not any(True for _ in parse.children_by(verb.head, "nsubj")):
            subject = misread
        phrase = [i for i in parse.subtree(subject) if i < verb.i] if subject < verb.i else [verb.i]
        start = min(phrase, default=subject)
        end = verb.i + 1 if subject < verb.i else max(parse.subtree(subject)) + 1
        for adverbial in parse.children_by(verb.i, "prep", "npadvmod", "advmod"):  # "Y wrote on Facebook"
            below = parse.subtree(adverbial)
            end = max(below) + 1 if min(below) == end and word not in below else end
        opened = start > first and parse.words[start - 1].text in BREAKS
        closed = end >= last or parse.words[end].text in BREAKS
        if opened and closed and not start <= word < end:
            return _speaker(parse, subject, verb.i, arguments)
    return None


def _according_to(parse: Parse, word: int, arguments: Arguments) -> Speaker | None:
    first, last = parse.sentences[parse.words[word].sentence]
    for i in range(first, last - 2):
        if parse.words[i].lower == "according" and parse.words[i + 1].lower == "to":
            source = next(iter(parse.children_by(i + 1, "pobj")), None)
            if source is None or word in parse.subtree(i):
                return None
            found = arguments.of(source) or _author(parse, source, arguments)
            end = arguments.cast.span(found.reference).end if found is not None else parse.words[source].end
            return Speaker(
                Span(parse.words[i].start, max(end, parse.words[i + 1].end)), found.reference if found else None, i
            )
    return None


def _author(parse: Parse, source: int, arguments: Arguments) -> Argument | None:
    """Whose document it is: "an affidavit by X"."""
    if parse.words[source].pos != "NOUN":
        return None
    for preposition in parse.children_by(source, "prep", "agent"):
        if parse.words[preposition].lower in ("by", "from"):
            for author in parse.children_by(preposition, "pobj"):
                return arguments.of(author)
    return None


def _accuser(parse: Parse, word: int, arguments: Arguments) -> Speaker | None:
    """Who accuses, when the word is a gerund of the accusation: "X accuses Y of taking", "accused by X of taking"."""
    words = parse.words
    verb = accusing_verb(parse, words[word].head)
    if words[word].dep != "pcomp" or verb.lemma not in ACCUSING or verb.pos != "VERB":
        return None
    if is_passive(parse, verb.i):
        by = [p for a in parse.children_by(verb.i, "agent") for p in parse.children_by(a, "pobj")]
        return _speaker(parse, by[0], verb.i, arguments) if by else None
    subject = subject_of(parse, verb.i)
    return None if subject is None else _speaker(parse, subject, verb.i, arguments)


def _quoting(parse: Parse, quotation: Quotation, arguments: Arguments) -> Speaker | None:
    """The speaker beside the quotation: in its last sentence, or in the one that leads into it."""
    for sentence in dict.fromkeys((parse.words[quotation.last - 1].sentence, parse.words[quotation.first].sentence)):
        for word in parse.sentence_words(sentence):
            outside = not quotation.first <= word.i < quotation.last
            if outside and word.pos == "VERB" and word.lemma in arguments.vocabulary.reporting:
                subject = subject_of(parse, word.i)
                if subject is not None and not quotation.first <= subject < quotation.last:
                    return _speaker(parse, subject, word.i, arguments)
    return None
