"""Finds whom an argument of a predicate refers to: a name, a role's holder, or the country behind "its officials"."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph.extract.cast import Cast, Reference
from graph.extract.clauses import antecedent
from graph.extract.name import ORGANIZATION, PERSON, PLACE
from graph.extract.roles import RolePhrase
from graph.extract.vocabulary import Vocabulary
from graph.model import MentionKind

ALONE = 0.8
"""How sure a pronoun is when nobody else near by can be meant."""
DASHES = frozenset({"-", "--", "–", "—"})
AGENTIVE = ("owner", "maker", "keeper", "dealer", "driver", "ist", "man", "woman", "smith")
"""Endings of nouns that name a person by a trade: "a shipowner, X"."""
MODIFIERS = ("poss", "compound", "amod", "nmod")


@dataclass(frozen=True, slots=True)
class Argument:
    """A reference that fills a slot, and how sure it is that it does."""

    reference: int
    sure: float


@dataclass(frozen=True, slots=True)
class Arguments:
    """Resolves words to references."""

    cast: Cast
    vocabulary: Vocabulary
    holders: Mapping[int, int]
    """Word that heads a role phrase to the word that heads its holder's mention."""
    titles: Mapping[int, frozenset[str]]
    """Actor to the words that the text calls it by: "judge", "lawyer"."""
    present: Mapping[int, tuple[tuple[int, int], ...]]
    """Sentence to the (head, actor) of each person, organisation or place that it refers to."""

    def of(self, word: int) -> Argument | None:
        """Whom the word refers to as an argument; None when it names nobody, or only what somebody has."""
        cast = self.cast
        word = antecedent(cast.parse, word)
        index = cast.by_head.get(word)
        if index is not None and self._dateline(cast.references[index]):
            return None
        if index is not None:
            reference = cast.references[index]
            if reference.mention is MentionKind.DEMONYM:
                return None
            unrivalled = reference.mention is MentionKind.PRONOUN and self._unrivalled(reference)
            return Argument(index, max(reference.sure, ALONE) if unrivalled else reference.sure)
        holder = self.holders.get(word)
        if holder is not None and holder in cast.by_head:
            return Argument(cast.by_head[holder], 0.95)
        return self._apposition(word) or self._behind_term(word) or self._behind_staff(word)

    def _dateline(self, place: Reference) -> bool:
        """Whether it is the place of a dateline, which the parser takes for a subject: "LISBON, May 2 - The court"."""
        words = self.cast.parse.words
        first, last = self.cast.parse.sentences[words[place.head].sentence]
        if place.first != first or not words[place.head].text.isupper() or len(words[place.head].text) < 4:
            return False
        return any(words[i].text in DASHES for i in range(place.last, min(last, place.last + 9)))

    def called(self, reference: int) -> frozenset[str]:
        """What the text calls the actor of a reference, in small letters."""
        return self.titles.get(self.cast.references[reference].actor, frozenset())

    def _unrivalled(self, pronoun: Reference) -> bool:
        """Whether its sentence and the one before refer to nobody else of its actor's label ahead of it."""
        cast, label = self.cast, self.cast.actors[pronoun.actor].label
        sentence = cast.parse.words[pronoun.head].sentence
        ahead = {
            actor
            for s in (sentence - 1, sentence)
            for head, actor in self.present.get(s, ())
            if head < pronoun.head and cast.actors[actor].label == label
        }
        return ahead == {pronoun.actor}

    def _apposition(self, word: int) -> Argument | None:
        lower = self.cast.parse.words[word].lower
        label = (
            ORGANIZATION
            if lower in self.vocabulary.sorts or lower in ("site", "station")
            else PERSON
            if lower in self.vocabulary.person_nouns or lower in self.vocabulary.kin_gender or lower.endswith(AGENTIVE)
            else ""
        )
        for child in self.cast.parse.children_by(word, "appos"):
            index = self.cast.by_head.get(child)
            if index is not None and label and self.cast.actor_of(index).label == label:
                return Argument(index, 0.85)
        return None

    def _behind_term(self, word: int) -> Argument | None:
        """The person of "the administration of President X", "X's cabinet"."""
        parse = self.cast.parse
        if parse.words[word].lower not in self.vocabulary.terms:
            return None
        holders = list(parse.children_by(word, "poss"))
        holders += [
            p
            for c in parse.children_by(word, "prep")
            if parse.words[c].lower == "of"
            for p in parse.children_by(c, "pobj")
        ]
        for holder in holders:
            index = self.cast.by_head.get(holder)
            if index is not None and self.cast.actor_of(index).label == PERSON:
                return Argument(index, 0.9 * self.cast.references[index].sure)
        return None

    def _behind_staff(self, word: int) -> Argument | None:
        """The country or organisation that "Turkish authorities", "agents of the FBI" act for."""
        parse, lower = self.cast.parse, self.cast.parse.words[word].lower
        proxy, staff = lower in self.vocabulary.proxies, lower in self.vocabulary.staff
        if not proxy and not staff:
            return None
        candidates = list(parse.children_by(word, *MODIFIERS))
        candidates += [
            p
            for c in parse.children_by(word, "prep")
            if parse.words[c].lower in ("of", "from", "in")
            for p in parse.children_by(c, "pobj")
        ]
        for child in candidates:
            index = self.cast.by_head.get(child)
            if index is None:
                continue
            actor = self.cast.actor_of(index)
            if (proxy and actor.label == PLACE and actor.kind == "country") or (staff and actor.label == ORGANIZATION):
                return Argument(index, 0.85)
        return None


def make_arguments(cast: Cast, roles: tuple[RolePhrase, ...], vocabulary: Vocabulary) -> Arguments:
    """The resolver for one text."""
    holders = {phrase.last - 1: phrase.holder for phrase in roles if phrase.holder is not None}
    titles: dict[int, set[str]] = {}
    for phrase in roles:
        index = cast.by_head.get(phrase.holder) if phrase.holder is not None else None
        if index is not None:
            actor = cast.references[index].actor
            titles.setdefault(actor, set()).update(cast.parse.words[i].lower for i in range(phrase.first, phrase.last))
    present: dict[int, list[tuple[int, int]]] = {}
    for reference in cast.references:
        present.setdefault(cast.parse.words[reference.head].sentence, []).append((reference.head, reference.actor))
    return Arguments(
        cast,
        vocabulary,
        holders,
        {actor: frozenset(words) for actor, words in titles.items()},
        {sentence: tuple(found) for sentence, found in present.items()},
    )
