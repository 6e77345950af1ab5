"""Turns role phrases into candidates: who leads, belongs to, advises, represents, or is family of whom."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.extract.arguments import Arguments
from graph.extract.candidates import Candidate
from graph.extract.roles import RolePhrase, role_text
from graph.extract.vocabulary import RoleEnd
from graph.model import MentionKind, Modality

CONFIDENCE = {"title": 0.9, "apposition": 0.88, "copula": 0.88, "served": 0.85}


def role_candidates(roles: Sequence[RolePhrase], arguments: Arguments) -> Iterator[Candidate]:
    """What each role says of its holder, to the nearest end that fits."""
    cast = arguments.cast
    for phrase in roles:
        holder = arguments.of(phrase.holder) if phrase.holder is not None else None
        if holder is None or cast.actor_of(holder.reference).label != "Person":
            continue
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
                yield _candidate(
                    phrase, holder.reference, reference, end, holder.sure * cast.references[reference].sure, arguments
                )
                break


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
