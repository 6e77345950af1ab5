"""Adds what refers without a name: he, she, its, "the general", "the bank"; what is unsure refers to nobody."""

from collections.abc import Iterator, Sequence

from graph.extract.cast import Cast, Reference, make_cast
from graph.extract.clauses import SUBJECTS
from graph.extract.name import ORGANIZATION, PERSON, PLACE
from graph.extract.roles import RolePhrase
from graph.extract.vocabulary import Vocabulary
from graph.model import MentionKind

PRONOUNS = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
SHORT_TITLES = {
    "gen": "general",
    "gen.": "general",
    "lt": "lieutenant",
    "col": "colonel",
    "col.": "colonel",
    "capt": "captain",
    "capt.": "captain",
    "maj.": "major",
    "sgt.": "sergeant",
    "adm.": "admiral",
    "sen.": "senator",
    "rep.": "representative",
    "gov.": "governor",
    "cmdr.": "commander",
    "dr": "doctor",
    "dr.": "doctor",
    "prof.": "professor",
    "attorney": "lawyer",
    "counsel": "lawyer",
    "premier": "prime minister",
}
WINDOW = 2
"""How many sentences before its own a pronoun looks back."""
MARGIN = 0.5
"""By how much the best candidate must lead the second one."""
WELL_PLACED = 1.2
"""What a candidate scores that is the subject of a sentence near by."""
CLEAR = 1.0
"""A lead that leaves little doubt."""
TOPIC = 0.5
"""What being told about often is worth."""


def add_coreference(cast: Cast, roles: Sequence[RolePhrase], vocabulary: Vocabulary) -> Cast:
    """The cast with pronouns and descriptions whose actor is clear."""
    genders = _genders(cast, roles, vocabulary)
    described = [*_descriptions_of_persons(cast, roles), *_descriptions_of_organizations(cast, vocabulary)]
    cast = make_cast(cast.parse, cast.actors, [*cast.references, *described])
    found: list[Reference] = []
    context = _Context(cast)
    for word in cast.parse.words:
        context.advance(word.i)
        if word.i in cast.by_word:
            continue
        gender = PRONOUNS.get(word.lower)
        if gender is not None and word.pos in ("PRON", "DET"):
            reference = _person_for(context, word.i, gender, genders)
        elif word.lower in ("its", "it") and word.pos in ("PRON", "DET"):
            reference = _thing_for(context, word.i)
        else:
            continue
        if reference is not None:
            found.append(reference)
            context.add(reference)
    return make_cast(cast.parse, cast.actors, [*cast.references, *found])


class _Context:
    """What was told before a word: references by sentence, and how often each actor was referred to."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.told: dict[int, int] = {}
        self._by_sentence: dict[int, list[Reference]] = {}
        self._next = 0

    def advance(self, word: int) -> None:
        """Takes in every reference that begins before the word."""
        references = self.cast.references
        while self._next < len(references) and references[self._next].first < word:
            self.add(references[self._next])
            self._next += 1

    def add(self, reference: Reference) -> None:
        """Takes in one reference."""
        self.told[reference.actor] = self.told.get(reference.actor, 0) + 1
        sentence = self.cast.parse.words[reference.head].sentence
        self._by_sentence.setdefault(sentence, []).append(reference)

    def near(self, sentence: int, back: int) -> list[Reference]:
        """The references told so far in the sentence and the `back` ones before it."""
        return [r for s in range(sentence - back, sentence + 1) for r in self._by_sentence.get(s, ())]


def _genders(cast: Cast, roles: Sequence[RolePhrase], vocabulary: Vocabulary) -> dict[int, str]:
    """Gender of each person: by title or given name, else by a kin word ("his wife, Ana")."""
    genders = {i: a.gender for i, a in enumerate(cast.actors) if a.label == PERSON}
    for phrase in roles:
        holder = cast.by_head.get(phrase.holder) if phrase.holder is not None else None
        gender = vocabulary.kin_gender.get(cast.parse.words[phrase.last - 1].lower, "")
        if holder is not None and gender:
            genders[cast.references[holder].actor] = gender
    return genders


def _descriptions_of_persons(cast: Cast, roles: Sequence[RolePhrase]) -> Iterator[Reference]:
    """ "The general", when one person before it, and only one, is called general."""
    called: dict[str, set[int]] = {}
    for phrase in roles:
        title = _title_key(cast, phrase)
        if phrase.holder is not None:
            index = cast.by_head.get(phrase.holder)
            if index is not None and cast.actor_of(index).label == PERSON:
                actor = cast.references[index].actor
                called.setdefault(title, set()).add(actor)
                called.setdefault(title.split()[-1], set()).add(actor)
            continue
        alone = phrase.definite and not phrase.ends and cast.parse.words[phrase.first - 1].lower == "the"
        known = called.get(title, set())
        if alone and len(known) == 1 and phrase.role_class not in ("kin", "honorific"):
            head = phrase.last - 1
            if cast.parse.words[head].dep not in ("compound", "nmod", "amod"):
                yield Reference(phrase.first - 1, phrase.last, head, next(iter(known)), MentionKind.DESCRIPTION, 0.8)


def _title_key(cast: Cast, phrase: RolePhrase) -> str:
    words = [cast.parse.words[i].lower for i in range(phrase.first, phrase.last)]
    return " ".join(SHORT_TITLES.get(w, w) for w in words)


def _descriptions_of_organizations(cast: Cast, vocabulary: Vocabulary) -> Iterator[Reference]:
    """ "The bank", when the text has named one bank, and only one, before it."""
    words = cast.parse.words
    named: dict[str, set[int]] = {}
    following = 0
    for word in words:
        while following < len(cast.references) and cast.references[following].first < word.i:
            actor = cast.references[following].actor
            if cast.actors[actor].label == ORGANIZATION:
                named.setdefault(cast.actors[actor].kind, set()).add(actor)
            following += 1
        kind = vocabulary.sorts.get(word.lower)
        if kind is None or word.i == 0 or words[word.i - 1].lower != "the" or word.i in cast.by_word:
            continue
        after = words[word.i + 1].lower if word.i + 1 < len(words) else ""
        if word.dep in ("compound", "nmod") or after in ("of", "for", "in", "that", "which"):
            continue
        fitting = named.get(kind, set())
        if len(fitting) == 1:
            yield Reference(word.i - 1, word.i + 1, word.i, next(iter(fitting)), MentionKind.DESCRIPTION, 0.75)


def _person_for(context: _Context, at: int, gender: str, genders: dict[int, str]) -> Reference | None:
    """Whom he or she refers to: the most salient person of that gender, when none comes near."""
    cast, told = context.cast, context.told
    scores: dict[int, float] = {}
    for reference in context.near(cast.parse.words[at].sentence, WINDOW):
        actor = reference.actor
        if cast.actors[actor].label != PERSON or genders.get(actor, "") not in ("", gender):
            continue
        if not _same_clause(cast, reference, at):
            score = _salience(cast, reference, at, genders.get(actor) == gender)
            scores[actor] = max(scores.get(actor, 0.0), score)
    scores = {actor: score + TOPIC * min(1.0, (told[actor] - 1) / 4) for actor, score in scores.items()}
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < MARGIN):
        return None
    return Reference(at, at + 1, at, ranked[0][0], MentionKind.PRONOUN, _sureness([score for _, score in ranked]))


def _sureness(scores: Sequence[float]) -> float:
    """How sure the choice of the first of these is, by its lead over the second."""
    if len(scores) == 1:
        return 0.9 if scores[0] > WELL_PLACED else 0.65
    return 0.85 if scores[0] - scores[1] >= CLEAR else 0.65


def _salience(cast: Cast, reference: Reference, at: int, gender_known: bool) -> float:
    """How near to hand a reference is for the pronoun at word `at`."""
    word, pronoun = cast.parse.words[reference.head], cast.parse.words[at]
    age = pronoun.sentence - word.sentence
    while word.dep == "conj" and cast.parse.words[word.head].pos in ("PROPN", "NOUN"):
        word = cast.parse.words[word.head]  # "Reyes and Pardo left": both are the subject
    score = (1.0, 0.8, 0.3)[age] + (0.2 if gender_known else 0.0)
    if word.dep in SUBJECTS:
        score += 0.8 + (0.2 if pronoun.dep in SUBJECTS else 0.0)
        if cast.parse.words[word.head].dep == "ROOT":
            score += 0.3
        if _governs(cast, word.i, at):
            score += 0.5
    elif word.dep == "poss":
        score += 0.1
    elif word.dep in ("dobj", "pobj", "dative"):
        score += 0.2
    if reference.mention is MentionKind.PRONOUN:
        score += 0.1
    return score * reference.sure


def _same_clause(cast: Cast, reference: Reference, at: int) -> bool:
    """Whether binding forbids it: "Barr praised him" is not about Barr, "Barr praised his" may be."""
    words = cast.parse.words
    pronoun, other = words[at], words[reference.head]
    if pronoun.sentence != other.sentence or pronoun.tag == "PRP$" or pronoun.lower.endswith("self"):
        return False

    def clause(i: int) -> int:
        while words[i].pos not in ("VERB", "AUX") and words[i].head != i:
            i = words[i].head
        return i

    return pronoun.dep not in SUBJECTS and clause(at) == clause(reference.head)


def _thing_for(context: _Context, at: int) -> Reference | None:
    """What "it" or "its" refers to: the one organisation or country that is the subject before it."""
    cast = context.cast
    words = cast.parse.words
    for back in (0, 1):
        subjects = {
            r.actor: r.head
            for r in context.near(words[at].sentence - back, 0)
            if words[r.head].dep in SUBJECTS and cast.actors[r.actor].label in (ORGANIZATION, PLACE)
        }
        if len(subjects) == 1:
            ((actor, head),) = subjects.items()
            sure = 0.8 if _governs(cast, head, at) else 0.65
            return Reference(at, at + 1, at, actor, MentionKind.PRONOUN, sure)
        if subjects:
            return None
    return None


def _governs(cast: Cast, subject: int, at: int) -> bool:
    """Whether the pronoun is the subject of what the other subject says: "the FBI denied that it ..."."""
    words = cast.parse.words
    clause = words[at].head
    return words[at].dep in SUBJECTS and words[clause].dep == "ccomp" and words[clause].head == words[subject].head
