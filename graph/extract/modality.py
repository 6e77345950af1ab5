"""Decides how firmly the text says what a predicate says: denied > planned > ended > alleged > asserted."""

from collections.abc import Iterator

from graph.extract.parse import Parse
from graph.extract.vocabulary import Vocabulary
from graph.model import Modality

STRENGTH = {
    m: n for n, m in enumerate((Modality.ASSERTED, Modality.ALLEGED, Modality.ENDED, Modality.PLANNED, Modality.DENIED))
}
DECISIONS = frozenset({"decision", "agreement", "move", "ruling", "order", "deal"})
"""Nouns after which an infinitive tells what was done: "the decision to drop the charges"."""
DECIDING = frozenset(
    {"agree", "decide", "begin", "start", "continue", "help", "manage", "go", "choose", "come", "use", "appear", "seem"}
)
"""Verbs whose infinitive is no plan."""
DENYING = frozenset({"deny", "refute", "dispute", "reject", "rebut", "contradict", "disprove"})
UNSURE = frozenset({"doubt", "question", "wonder", "retract", "withdraw", "imagine", "pretend"})
"""Verbs after which nobody says that it is so, nor that it is not."""
FALSE = frozenset(
    {"false", "untrue", "wrong", "incorrect", "unfounded", "baseless", "fabricated", "impossible", "unlikely"}
)
"""Adjectives that deny the clause they are said of."""
MISTAKENLY = frozenset({"mistakenly", "falsely", "wrongly", "erroneously", "incorrectly"})
"""Adverbs that take a report back."""
FICTION = frozenset({"film", "movie", "novel", "series", "play", "drama", "sitcom", "game", "episode"})
"""What happens in one of these did not happen."""
FACTS = frozenset({"fact", "news", "announcement", "confirmation", "admission", "knowledge", "decision", "ruling"})
"""Nouns whose that-clause is true; of any other noun it is what somebody says."""
ACCUSING = frozenset({"indict", "charge", "count", "suspect"})
"""Words besides those of the reporting verbs and nouns after which "of" or "with" and a gerund are alleged."""
EVIDENCE = frozenset({"evidence", "proof", "sign", "indication"})
"""Nouns whose "no" denies what follows: "no evidence that"."""
ACQUITTING = frozenset({"acquit", "clear"})
CONDITIONS = frozenset({"if", "whether", "unless", "until", "before"})


def strongest(*modalities: Modality) -> Modality:
    """The one that counts when several apply."""
    return max(modalities, key=STRENGTH.__getitem__)


def modality_of(parse: Parse, word: int, vocabulary: Vocabulary, *, presupposed: bool = False) -> Modality | None:
    """How firmly the text says what the predicate at `word` says; None when it only asks or leaves it open.

    With `presupposed`, what stands above a definite noun does not count: who wants "the charges" dropped grants them.
    """
    sentence = parse.words[word].sentence
    if parse.words[parse.sentences[sentence][1] - 1].text == "?":
        return None
    found = Modality.ASSERTED
    granted = presupposed and _definite(parse, word)
    for signal in _own_signals(parse, word, -1, vocabulary) if granted else _signals(parse, word, vocabulary):
        if signal is None:
            return None
        found = strongest(found, signal)
    return found


def _told(parse: Parse, clause: int, head: int) -> bool:
    """Whether a that-clause tells what the noun above it holds (`the rumour that he paid`): no relative clause."""
    if parse.words[head].pos not in ("NOUN", "PROPN"):
        return False
    if any(parse.words[c].lower == "that" for c in parse.children_by(clause, "mark")):
        return True
    # A relative clause lacks what "that" stands for; a clause that has it all was read wrongly.
    parts = {parse.words[c].dep for c in parse.children[clause] if parse.words[c].lower != "that"}
    return {"nsubj", "dobj"} <= parts and any(parse.words[c].lower == "that" for c in parse.children[clause])


def _definite(parse: Parse, word: int) -> bool:
    words = parse.words
    return any(
        words[c].lower in ("the", "this", "those", "these") or words[c].dep == "poss" for c in parse.children[word]
    )


def _signals(parse: Parse, word: int, vocabulary: Vocabulary) -> Iterator[Modality | None]:
    words = parse.words
    at, below = word, -1
    while True:
        yield from _own_signals(parse, at, below, vocabulary)
        head = words[at].head
        if head == at:
            return
        yield from _from_governor(parse, at, head, vocabulary)
        told = _told(parse, at, head)
        claimed = told or words[head].lemma in vocabulary.claim_nouns or words[head].lemma in EVIDENCE
        related = words[at].dep == "relcl" and not told
        if related or (words[at].dep == "acl" and not claimed and words[at].tag != "VB"):
            return
        if words[at].dep == "conj" and _shares_modal(parse, at, head):
            yield Modality.PLANNED
        below, at = at, head
        if words[below].dep in ("conj", "advcl", "parataxis"):
            # What the other clause says of itself does not touch this one; only what governs both does.
            while words[at].dep == "conj" and words[at].head != at:
                at = words[at].head
            if words[at].head == at:
                return
            yield from _from_governor(parse, at, words[at].head, vocabulary)
            below, at = at, words[at].head


def _shares_modal(parse: Parse, verb: int, head: int) -> bool:
    """Whether a plan covers its conjunct too: "will arrest and charge"; a denial does not."""
    own = any(True for _ in parse.children_by(verb, "nsubj", "nsubjpass", "aux", "auxpass"))
    return not own and any(parse.words[c].tag == "MD" and c < verb for c in parse.children_by(head, "aux"))


def _own_signals(parse: Parse, at: int, below: int, vocabulary: Vocabulary) -> Iterator[Modality | None]:
    """What stands at the word itself: negation, modal verbs, hedges, conditions."""
    words = parse.words
    reporting = words[at].lemma in vocabulary.reporting and below >= 0
    if words[at].lower == "none" and below < 0:
        yield Modality.DENIED
    for child in parse.children[at]:
        lower, dep = words[child].lower, words[child].dep
        if dep == "neg" or (dep in ("det", "advmod", "preconj", "cc") and lower in ("no", "never", "neither")):
            yield None if reporting else Modality.DENIED
        elif dep == "nsubj" and lower in ("nobody", "none", "neither"):
            yield Modality.DENIED
        elif dep == "aux" and words[child].tag == "MD" and not reporting:
            unreal = any(words[c].lower in ("have", "'ve", "’ve") for c in parse.children_by(at, "aux"))
            yield None if unreal else Modality.PLANNED  # "could have paid"
        elif dep in ("acomp", "attr", "oprd") and lower in FALSE and below >= 0:
            yield Modality.DENIED
        elif _unreal(parse, child):
            yield None
        elif dep in ("advmod", "amod") and lower in vocabulary.hedges:
            yield vocabulary.hedges[lower]
        elif dep == "mark" and lower in CONDITIONS and not (lower == "before" and words[at].tag == "VBD"):
            yield Modality.PLANNED
        elif dep == "dobj" and below < 0 and any(words[c].lower == "no" for c in parse.children[child]):
            yield Modality.DENIED


def _unreal(parse: Parse, child: int) -> bool:
    """Whether this part of a clause takes it out of the world: a condition, a story, a report that was wrong."""
    word = parse.words[child]
    if word.dep == "prep":
        return any(parse.words[c].lemma in FICTION for c in parse.children_by(child, "pobj"))
    return (word.dep == "advmod" and word.lower in MISTAKENLY) or (
        word.dep == "mark" and word.lower in ("if", "unless")
    )


def _from_governor(parse: Parse, at: int, head: int, vocabulary: Vocabulary) -> Iterator[Modality | None]:
    """What the word above makes of the clause: a report, a plan, a refusal."""
    words = parse.words
    word, above = words[at], words[head]
    lemma = above.lemma
    infinitive = any(words[c].lower == "to" for c in parse.children_by(at, "aux"))
    if lemma in DENYING and word.dep in ("ccomp", "xcomp", "dobj"):
        yield Modality.DENIED
        return
    if lemma in UNSURE and word.dep in ("ccomp", "dobj"):
        yield None
    if lemma in FALSE and word.dep in ("ccomp", "csubj", "nsubj"):
        yield Modality.DENIED
    if _told(parse, at, head) and lemma not in FACTS:
        yield Modality.ALLEGED
    if word.dep in ("ccomp", "acl", "xcomp", "pcomp"):
        said = vocabulary.reporting.get(lemma) if above.pos in ("VERB", "AUX") else vocabulary.claim_nouns.get(lemma)
        if infinitive and lemma in vocabulary.refusing:
            yield Modality.DENIED
        elif infinitive and lemma not in DECIDING and lemma not in DECISIONS:
            yield Modality.PLANNED
        elif said is not None and not infinitive and said is not Modality.PLANNED:
            yield said
    if word.lower == "of" and any(words[c].lower == "short" for c in parse.children[head]):
        yield None  # "stopped short of saying"
    if word.dep == "prep" and above.dep == "dobj" and _heads_gerund(parse, at):
        above = words[above.head]  # "accused X of taking", where the parser hangs "of taking" on X
        lemma = above.lemma
    if word.dep == "prep" and word.lower in ("of", "with") and _heads_gerund(parse, at):
        said = vocabulary.reporting.get(lemma) if above.pos == "VERB" else vocabulary.claim_nouns.get(lemma)
        if said is Modality.ALLEGED or lemma in ACCUSING:
            yield Modality.ALLEGED  # "accused of taking bribes"
        elif lemma in ACQUITTING:
            yield Modality.DENIED
    if word.dep == "advcl" and infinitive:
        # "did not go so far as to say": nobody said it.
        unsaid = word.lemma in vocabulary.reporting and any(words[c].dep == "neg" for c in parse.children[head])
        yield None if unsaid else Modality.PLANNED


def _heads_gerund(parse: Parse, preposition: int) -> bool:
    return any(True for _ in parse.children_by(preposition, "pcomp"))
