"""Adds the pronouns whose actor is clear, and the descriptions; what is unsure refers to nobody."""

from collections.abc import Sequence

from graph.extract.cast import Cast, Reference, make_cast
from graph.extract.clauses import SUBJECTS
from graph.extract.descriptions import descriptions
from graph.extract.name import ORGANIZATION, PERSON, PLACE
from graph.extract.roles import RolePhrase
from graph.extract.vocabulary import Vocabulary
from graph.model import MentionKind

PRONOUNS = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
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
    described = descriptions(cast, roles, vocabulary)
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
            if reference is not None and _has_rival(context, reference, vocabulary):
                reference = None
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
        self._most_told = 0
        self._quoted = _quoted_words(cast)

    def most_told(self) -> int:
        """How often the person was referred to who is told about most."""
        return self._most_told

    def quoted(self, word: int) -> bool:
        """Whether the word stands between quotation marks, where another speaker's he and she are meant."""
        return word in self._quoted

    def advance(self, word: int) -> None:
        """Takes in every reference that begins before the word."""
        references = self.cast.references
        while self._next < len(references) and references[self._next].first < word:
            self.add(references[self._next])
            self._next += 1

    def add(self, reference: Reference) -> None:
        """Takes in one reference."""
        self.told[reference.actor] = self.told.get(reference.actor, 0) + 1
        if self.cast.actors[reference.actor].label == PERSON:
            self._most_told = max(self._most_told, self.told[reference.actor])
        sentence = self.cast.parse.words[reference.head].sentence
        self._by_sentence.setdefault(sentence, []).append(reference)

    def near(self, sentence: int, back: int) -> list[Reference]:
        """The references told so far in the sentence and the `back` ones before it."""
        return [r for s in range(sentence - back, sentence + 1) for r in self._by_sentence.get(s, ())]


def _quoted_words(cast: Cast) -> frozenset[int]:
    """The words between quotation marks; what a paragraph leaves open ends with it."""
    found: list[int] = []
    opened: int | None = None
    for word in cast.parse.words:
        if opened is not None and "\n\n" in cast.parse.text[cast.parse.words[word.i - 1].end : word.start]:
            opened = None
        if word.text in ("“", "``") or (word.text == '"' and opened is None):
            opened = word.i
        elif word.text in ("”", "''", '"') and opened is not None:
            found.extend(range(opened, word.i))
            opened = None
    return frozenset(found)


def _genders(cast: Cast, roles: Sequence[RolePhrase], vocabulary: Vocabulary) -> dict[int, str]:
    """Gender of each person: by title or given name, else by a kin word ("his wife, Ana")."""
    genders = {i: a.gender for i, a in enumerate(cast.actors) if a.label == PERSON}
    for phrase in roles:
        holder = cast.by_head.get(phrase.holder) if phrase.holder is not None else None
        gender = vocabulary.kin_gender.get(cast.parse.words[phrase.last - 1].lower, "")
        if holder is not None and gender:
            genders[cast.references[holder].actor] = gender
    return genders


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
    best = ranked[0][0]
    if genders.get(best, "") != gender and (len(ranked) > 1 or told[best] < context.most_told()):
        return None  # nothing says that the name is a man's or a woman's, and others are told about
    return Reference(at, at + 1, at, best, MentionKind.PRONOUN, _sureness([score for _, score in ranked]))


def _has_rival(context: _Context, chosen: Reference, vocabulary: Vocabulary) -> bool:
    """Whether somebody whom no reference stands for is the subject between the person and the pronoun."""
    cast, at = context.cast, chosen.first
    words = cast.parse.words
    if context.quoted(at):
        return True
    latest = max(r.last for r in context.near(words[at].sentence, WINDOW) if r.actor == chosen.actor)
    clause = _clause(cast, at)
    for word in words[latest:at]:
        if word.dep not in SUBJECTS or word.i in cast.by_word:
            continue
        if word.pos == "PROPN" or (
            word.pos == "NOUN"
            and (word.lower in vocabulary.person_nouns or word.lower in vocabulary.kin_gender)
            and _clause(cast, word.i) != clause
        ):
            return True
    return False


def _clause(cast: Cast, i: int) -> int:
    """The verb of the clause that word `i` stands in."""
    words = cast.parse.words
    while words[i].pos not in ("VERB", "AUX") and words[i].head != i:
        i = words[i].head
    return i


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

    return pronoun.dep not in SUBJECTS and _clause(cast, at) == _clause(cast, reference.head)


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
