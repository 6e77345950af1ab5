"""Turns role phrases into candidates: who leads, belongs to, advises, represents, or is family of whom."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from graph.extract.arguments import Arguments
from graph.extract.candidates import Candidate
from graph.extract.cast import Cast
from graph.extract.dates import held_when
from graph.extract.roles import RolePhrase, role_text
from graph.extract.vocabulary import RoleEnd, Vocabulary
from graph.model import MentionKind, Modality, When

PAST = ("from ", "between ", "until ")
"""How the words begin that tell of a time which is over."""
OPENING = 2
"""How many sentences open a text."""
CLEARLY = 6
"""How many times as often as the next country the text's own must be named."""
INFERRED = 0.62
CONFIDENCE = {"title": 0.9, "apposition": 0.88, "copula": 0.88, "served": 0.85}


def role_candidates(roles: Sequence[RolePhrase], arguments: Arguments, published: date | None) -> Iterator[Candidate]:
    """What each role says of its holder, to the nearest end that fits; an office of state, to the text's country."""
    home = home_country(arguments.cast, arguments.vocabulary)
    lands = _lands(arguments.cast) if home is not None else {}
    told: set[tuple[int, str]] = set()
    inferred: list[tuple[int, Candidate]] = []
    for phrase in roles:
        for candidate in _of_phrase(phrase, arguments, published):
            told.add((arguments.cast.references[candidate.subject].actor, candidate.relation))
            yield candidate
        guess = _at_home(phrase, arguments, home, lands) if home is not None else None
        if guess is not None:
            inferred.append((arguments.cast.references[guess.subject].actor, guess))
    for actor, candidate in inferred:
        if (actor, candidate.relation) not in told:
            yield candidate


def home_country(cast: Cast, vocabulary: Vocabulary) -> int | None:
    """The reference to the one country that the text is about; None when it names several of like weight."""
    counts: dict[int, int] = {}
    first: dict[int, int] = {}
    for index, reference in enumerate(cast.references):
        if cast.actors[reference.actor].kind == "country":
            counts[reference.actor] = counts.get(reference.actor, 0) + 1
            first.setdefault(reference.actor, index)
    if not counts or any(cast.actors[a].known in vocabulary.territories for a in counts):
        return None  # whose president a text about Puerto Rico means, it need not say
    ranked = sorted(counts, key=lambda a: (-counts[a], a))
    opening = [a for a in first if cast.parse.words[cast.references[first[a]].head].sentence < OPENING]
    if len(ranked) == 1:
        return first[ranked[0]]
    clear = counts[ranked[0]] >= CLEARLY * counts[ranked[1]]
    return first[ranked[0]] if clear and opening == [ranked[0]] else None


def _lands(cast: Cast) -> dict[int, set[int]]:
    """The countries and states that each sentence names."""
    found: dict[int, set[int]] = {}
    for reference in cast.references:
        if cast.actors[reference.actor].kind in ("country", "state"):
            found.setdefault(cast.parse.words[reference.head].sentence, set()).add(reference.actor)
    return found


def _at_home(phrase: RolePhrase, arguments: Arguments, home: int, lands: Mapping[int, set[int]]) -> Candidate | None:
    """ "President Ruiz" in a text about Peru alone leads Peru: inferred, not said."""
    cast = arguments.cast
    before = cast.parse.words[phrase.start - 1].lower if phrase.start else ""
    if (
        before == "under"
        or phrase.holder is None
        or phrase.ends
        or phrase.rule not in ("title", "apposition")
        or phrase.party is not None
    ):
        return None
    office = " ".join(w.lower for w in cast.parse.words[phrase.first : phrase.last])
    if phrase.role_class != "minister" and office not in arguments.vocabulary.state_offices:
        return None
    holder = arguments.of(phrase.holder)
    if holder is None or cast.actor_of(holder.reference).label != "Person":
        return None
    end = arguments.vocabulary.role_ends[phrase.role_class].get("Place")
    if end is None:
        return None
    sentence = cast.parse.words[phrase.first].sentence
    own = cast.references[home].actor
    if any(actor != own for actor in lands.get(sentence, ())) or office in ("minister", "secretary"):
        return None
    found = _candidate(phrase, holder.reference, home, end, holder.sure, arguments)
    return replace(found, explicit=False, confidence=INFERRED, rule="role-of-the-country")


def _of_phrase(phrase: RolePhrase, arguments: Arguments, published: date | None) -> Iterator[Candidate]:
    cast = arguments.cast
    holder = arguments.of(phrase.holder) if phrase.holder is not None else None
    if holder is None or cast.actor_of(holder.reference).label != "Person":
        return
    when, ended = _time(phrase, arguments, published)
    if phrase.party is not None and phrase.party in cast.by_head:
        member = arguments.vocabulary.role_ends["member"]["Organization"]
        found = _candidate(phrase, holder.reference, cast.by_head[phrase.party], member, holder.sure, arguments)
        yield replace(found, modality=Modality.ASSERTED, rule="role-party")
    ends = arguments.vocabulary.role_ends.get("member" if phrase.role_class == "rank" else phrase.role_class, {})
    for word in phrase.ends:
        reference = _end(word, arguments)
        if reference is None or cast.references[reference].actor == cast.references[holder.reference].actor:
            continue
        end = ends.get(cast.actor_of(reference).label)
        if end is not None and cast.actor_of(reference).kind not in end.not_kinds:
            sure = holder.sure * cast.references[reference].sure
            found = _candidate(phrase, holder.reference, reference, end, sure, arguments)
            past = ended and found.modality is Modality.ASSERTED
            yield replace(found, when=when, modality=Modality.ENDED if past else found.modality)
            break


def _time(phrase: RolePhrase, arguments: Arguments, published: date | None) -> tuple[When | None, bool]:
    """When the role was held, and whether the words say that it is over."""
    governors = (phrase.last - 1,) if phrase.verb is None else (phrase.last - 1, phrase.verb)
    when = held_when(arguments.cast.parse, governors, phrase.after, published, arguments.vocabulary)
    return when, when is not None and when.latest is not None and when.text.lower().startswith(PAST)


def _end(word: int, arguments: Arguments) -> int | None:
    index = arguments.cast.by_head.get(word)
    if index is not None:
        return index
    found = arguments.of(word)
    return found.reference if found is not None else None


def _candidate(
    phrase: RolePhrase, holder: int, reference: int, end: RoleEnd, sure: float, arguments: Arguments
) -> Candidate:
    subject, other = (reference, holder) if end.inverse else (holder, reference)
    demonym = arguments.cast.references[reference].mention is MentionKind.DEMONYM
    return Candidate(
        relation=end.relation,
        subject=subject,
        object=other,
        modality=phrase.modality,
        word=phrase.last - 1,
        rule=f"role-{phrase.rule}",
        confidence=CONFIDENCE[phrase.rule] * sure * (0.97 if demonym else 1.0),
        role=role_text(arguments.cast, phrase),
    )
