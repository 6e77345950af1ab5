"""Profiles to entities: which clusters of all documents are one actor, institution or place.

The result depends on the set of profiles alone, never on the order in which their documents came.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from graph.batch import Profile
from graph.countries import country_of
from graph.model import Entity, EntityId
from graph.resolve.institutions import COUNTRY, PLACE
from graph.resolve.names import PERSON, Tokens, forms, fullest
from graph.resolve.persons import detail, family_parts, namesakes, short_for, traces


@dataclass(frozen=True, slots=True)
class Bearer:
    """Everything that bears one identity: the fullest form of its names, and all forms that are used for it."""

    label: str
    identity: tuple[Tokens, ...]
    """One form, or several for a person with names that have nothing in common (Muhammad Ali, Cassius Clay)."""
    sense: str
    """The kind of a place: a country and a city of one name (Georgia, Mexico) are never one place."""
    forms: frozenset[Tokens]
    profiles: tuple[Profile, ...]


def resolve_entities(profiles: Iterable[Profile]) -> tuple[Entity, ...]:
    """The entities of these profiles, by id; profiles that share no key with others stay alone.

    A short form joins a longer one when all longer ones it could stand for are the same entity; when it could be two
    different ones, it joins neither. Profiles that are reachable from each other over shared keys decide alone: the
    entities of all are those of each such block, put together.
    """
    given: dict[str, Profile] = {}
    for profile in profiles:
        known = given.get(profile.id)
        if known is None or profile.first < known.first:
            given[profile.id] = profile
    bearers = _bearers(given[p] for p in sorted(given))
    groups: dict[int, list[Profile]] = {}
    for index, root in _join(bearers).items():
        groups.setdefault(root, []).extend(bearers[index].profiles)
    return tuple(sorted((_entity(group) for group in groups.values()), key=lambda e: e.id))


def _bearers(profiles: Iterable[Profile]) -> list[Bearer]:
    together: dict[object, list[Profile]] = {}
    used: dict[str, frozenset[Tokens]] = {}
    identities: dict[object, tuple[Tokens, ...]] = {}
    for profile in profiles:
        used[profile.id] = _forms(profile)
        identity = _identity(used[profile.id], profile.label)
        # Without a form there is nothing to compare: such a profile bears its own id.
        key = (profile.label, identity, _sense(profile, identity)) if identity else profile.id
        together.setdefault(key, []).append(profile)
        identities[key] = identity
    return [
        Bearer(
            label=group[0].label,
            identity=identities[key],
            sense=_sense(group[0], identities[key]),
            forms=frozenset(
                form for p in group for form in used[p.id] if _leads_here(form, identities[key], group[0].label)
            ),
            profiles=tuple(group),
        )
        for key, group in together.items()
    ]


def _identity(used: frozenset[Tokens], label: str) -> tuple[Tokens, ...]:
    """The form with most detail; for a person one more for each name that shares no family name with those."""
    found: list[Tokens] = []
    families: set[str] = set()
    for form in sorted(used, key=detail):
        if not found or (label == PERSON and not families & family_parts(form)):
            found.append(form)
        families |= family_parts(form)
    return tuple(found)


def _leads_here(form: Tokens, identity: Sequence[Tokens], label: str) -> bool:
    """Whether a form leads to its bearer by itself.

    A person's shortened name does not: it is another's as well (`John Smith`, in a text about John Smith Jr.), and
    `short_for` finds whom it fits. A namesake's name in one cluster is a mistake of extraction.
    """
    if label != PERSON or form in identity:
        return True
    return not any(set(form) < set(i) or short_for(form, i) or namesakes(form, i) for i in identity)


def _join(bearers: Sequence[Bearer]) -> Mapping[int, int]:
    """The representative of each bearer; longer identities are settled before those that may be short for them."""
    root = list(range(len(bearers)))

    def find(index: int) -> int:
        while root[index] != index:
            root[index] = root[root[index]]
            index = root[index]
        return index

    def order(index: int) -> tuple[object, ...]:
        forms = bearers[index].identity
        return (detail(forms[0]) if forms else (), -len(forms), forms, index)

    near = _candidates(bearers)
    for index in sorted(range(len(bearers)), key=order):
        found: int | None = None
        for other in near[index]:
            candidate = find(other)
            if candidate == find(index) or candidate == found:
                continue
            if found is not None:
                found = None
                break
            found = candidate
        if found is not None:
            root[find(index)] = found
    return {index: find(index) for index in range(len(bearers))}


def _candidates(bearers: Sequence[Bearer]) -> Sequence[Sequence[int]]:
    """For each bearer, the others that all of its names are used for or can be short for."""
    users: dict[tuple[str, Tokens], list[int]] = {}
    for index, bearer in enumerate(bearers):
        for form in bearer.forms:
            users.setdefault((bearer.label, form), []).append(index)
    persons = {form for bearer in bearers if bearer.label == PERSON for form in bearer.identity}
    longer = _longer(persons)
    contested = _contested(longer)
    bearing: dict[Tokens, list[int]] = {}
    for index, bearer in enumerate(bearers):
        for form in bearer.identity if bearer.label == PERSON else ():
            bearing.setdefault(form, []).append(index)

    def named(bearer: Bearer, form: Tokens) -> Iterator[int]:
        yield from users.get((bearer.label, form), ())
        for other in longer.get(form, ()) if bearer.label == PERSON else ():
            yield from bearing[other]

    found: list[Sequence[int]] = []
    for index, bearer in enumerate(bearers):
        if not bearer.identity or (bearer.label == PERSON and contested.intersection(bearer.identity)):
            found.append(())
            continue
        first, *rest = bearer.identity
        others = [i for i in named(bearer, first) if i != index and _makes_sense(bearer, bearers[i])]
        for form in rest:
            also = set(named(bearer, form))
            others = [i for i in others if i in also]
        found.append(others)
    return found


def _makes_sense(bearer: Bearer, other: Bearer) -> bool:
    """Whether the other is the same kind of place, or a certain kind where this one's is not known."""
    return other.sense == bearer.sense or (not bearer.sense and other.sense != COUNTRY)


def _longer(persons: Iterable[Tokens]) -> Mapping[Tokens, Sequence[Tokens]]:
    """For each name of a person, those that it can be short for."""
    names = sorted(persons)
    by_trace: dict[Tokens, list[Tokens]] = {}
    for name in names:
        for trace in traces(name):
            by_trace.setdefault(trace, []).append(name)
    found: dict[Tokens, Sequence[Tokens]] = {}
    for name in names:
        near = min((by_trace[trace] for trace in traces(name, of_longer=True)), key=len)
        found[name] = [other for other in near if short_for(name, other)]
    return found


def _contested(longer: Mapping[Tokens, Sequence[Tokens]]) -> frozenset[Tokens]:
    """The short names of one long one that cannot both be short for it: John Fitzgerald, John Kennedy."""
    shorter: dict[Tokens, list[Tokens]] = {}
    for name, others in longer.items():
        for other in others:
            shorter.setdefault(other, []).append(name)
    pairs = (pair for rivals in shorter.values() for pair in combinations(rivals, 2))
    return frozenset(name for pair in pairs if not family_parts(pair[0]) & family_parts(pair[1]) for name in pair)


def _sense(profile: Profile, identity: Sequence[Tokens]) -> str:
    if profile.label != PLACE:
        return ""
    known = any(country_of(" ".join(form)) is not None for form in identity)
    return profile.kind or (COUNTRY if known else "")


def _forms(profile: Profile) -> frozenset[Tokens]:
    """The forms of a profile's names, read back from its keys where these name the country for it."""
    if profile.label == PERSON:
        return forms(profile.names, PERSON)
    return frozenset(tuple(key.split(":", 1)[1].split()) for key in profile.keys)


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
