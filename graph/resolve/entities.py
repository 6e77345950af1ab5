"""Profiles to entities: which clusters of all documents are one actor, institution or place.

The result depends on the set of profiles alone, never on the order in which their documents came.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.batch import Profile
from graph.countries import country_of
from graph.model import Entity, EntityId
from graph.resolve.names import PERSON, Tokens, fullest, identity, short_for


@dataclass(frozen=True, slots=True)
class Bearer:
    """Everything that bears one identity: the fullest form of its names, and all forms that are used for it."""

    label: str
    identity: Tokens
    country_sense: bool
    """A country and a city of one name (Georgia, Mexico) are never one place."""
    forms: frozenset[Tokens]
    profiles: tuple[Profile, ...]


def resolve_entities(profiles: Iterable[Profile]) -> tuple[Entity, ...]:
    """The entities of these profiles, by id; profiles that share no key with others stay alone.

    A short form joins a longer one when all longer ones it could stand for are the same entity; when it could be two
    different ones, it joins neither.
    """
    given = {p.id: p for p in profiles}
    bearers = _bearers(given[p] for p in sorted(given))
    root = _join(bearers)
    groups: dict[int, list[Profile]] = {}
    for index, bearer in enumerate(bearers):
        groups.setdefault(root[index], []).extend(bearer.profiles)
    return tuple(sorted((_entity(group) for group in groups.values()), key=lambda e: e.id))


def _bearers(profiles: Iterable[Profile]) -> list[Bearer]:
    together: dict[object, list[Profile]] = {}
    identities: dict[object, Tokens] = {}
    for profile in profiles:
        forms = _forms(profile)
        main = _main_form(profile, forms)
        # Without a form there is nothing to compare: such a profile bears its own id.
        key = (profile.label, main, _is_country(profile, main)) if main else profile.id
        together.setdefault(key, []).append(profile)
        identities[key] = main
    return [
        Bearer(
            label=group[0].label,
            identity=identities[key],
            country_sense=_is_country(group[0], identities[key]),
            forms=frozenset(form for p in group for form in _forms(p)),
            profiles=tuple(group),
        )
        for key, group in together.items()
    ]


def _join(bearers: Sequence[Bearer]) -> Mapping[int, int]:
    """The representative of each bearer; longer identities are settled before those that may be short for them."""
    root = {index: index for index in range(len(bearers))}

    def find(index: int) -> int:
        while root[index] != index:
            index = root[index]
        return index

    def order(index: int) -> tuple[int, Tokens]:
        return (-len(bearers[index].identity), bearers[index].identity)

    for index in sorted(root, key=order):
        candidates = {
            find(other) for other in range(len(bearers)) if other != index and _may_be(bearers[index], bearers[other])
        } - {find(index)}
        if len(candidates) == 1:
            root[find(index)] = candidates.pop()
    return {index: find(index) for index in root}


def _may_be(short: Bearer, long: Bearer) -> bool:
    if not short.identity or short.label != long.label or short.country_sense != long.country_sense:
        return False
    if short.label == PERSON and short_for(short.identity, long.identity):
        return True
    return short.identity in long.forms


def _is_country(profile: Profile, main: Tokens) -> bool:
    return profile.kind == "country" or (not profile.kind and country_of(" ".join(main)) is not None)


def _forms(profile: Profile) -> frozenset[Tokens]:
    """The identities of a profile's names, read back from its keys where these name the country for it."""
    if profile.label == PERSON:
        return frozenset(t for t in (identity(n, PERSON) for n in profile.names) if t)
    return frozenset(tuple(key.split(":", 1)[1].split()) for key in profile.keys)


def _main_form(profile: Profile, forms: frozenset[Tokens]) -> Tokens:
    if not forms:
        return ()
    shown = identity(profile.name, profile.label)
    return shown if shown in forms else min(forms, key=lambda t: (-len(t), t))


def _entity(profiles: Sequence[Profile]) -> Entity:
    label = profiles[0].label
    names = sorted({name for p in profiles for name in p.names})
    name = fullest(sorted({p.name for p in profiles}), label)
    kinds = Counter(p.kind for p in profiles if p.kind)
    return Entity(
        id=EntityId(min(p.first for p in profiles)),
        label=label,
        kind=min(kinds, key=lambda k: (-kinds[k], k)) if kinds else "",
        name=name,
        aliases=tuple(n for n in names if n != name),
        profiles=tuple(sorted(p.id for p in profiles)),
    )
