"""Groups the names of one document into its actors: full names, surnames, acronyms, shortened and filed names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from graph.extract.cast import Actor, Cast, Reference, head_word, make_cast
from graph.extract.name import ORGANIZATION, PERSON, PLACE, Name
from graph.extract.parse import Parse
from graph.extract.vocabulary import fold
from graph.model import MentionKind

LINKING = frozenset(["the", "of", "for", "and", "on", "in", "a", "an", "de", "la", "le", "del", "&", "-", "'s"])
QUOTES = frozenset("\"“”‘’'`«»").union({"``", "''"})
LEGAL_FORMS = frozenset(
    [
        "inc",
        "inc.",
        "corp",
        "corp.",
        "ltd",
        "ltd.",
        "llc",
        "plc",
        "co",
        "co.",
        "gmbh",
        "ag",
        "sa",
        "nv",
        "spa",
        "company",
        "corporation",
        "group",
        "holdings",
    ]
)


@dataclass(slots=True)
class _Group:
    label: str
    number: int
    names: list[Name] = field(default_factory=list)
    tokens: dict[tuple[str, ...], None] = field(default_factory=dict)
    """Every name's words, each name once."""
    known: str = ""
    country: str = ""
    same: str = ""
    gender: str = ""


class _Groups:
    """The groups so far, found by the words of their names: a long text has too many to try them all."""

    def __init__(self, parse: Parse) -> None:
        self.all: list[_Group] = []
        self._parse = parse
        self._by_key: dict[str, dict[int, _Group]] = {}

    def near(self, name: Name) -> list[_Group]:
        """The groups of the name's label that share a word, the filed name or the institution with it."""
        found: dict[int, _Group] = {}
        for key in self._keys(name):
            found.update(self._by_key.get(key, {}))
        return [found[number] for number in sorted(found) if found[number].label == name.label]

    def new(self, label: str) -> _Group:
        """A new group of this label, without a name yet."""
        self.all.append(_Group(label, number=len(self.all)))
        return self.all[-1]

    def add(self, group: _Group, name: Name) -> None:
        """Adds the name to the group."""
        _add(group, name, self._parse)
        for key in self._keys(name):
            self._by_key.setdefault(key, {})[group.number] = group

    def _keys(self, name: Name) -> list[str]:
        keys = [t for t in _tokens(self._parse, name) if t not in LINKING]
        if name.known:
            keys.append(f"known {name.known}")
        if name.same:
            keys.append(f"same {name.same} {name.country}")
        return keys


def gather_actors(parse: Parse, names: Sequence[Name]) -> Cast:
    """The actors of the text; a name that could mean two of them refers to none and is left out."""
    grouped = _Groups(parse)
    aliases = {n: target for n in names if (target := alias_target(parse, n, names)) is not None}
    names = [n for n in names if n not in aliases]
    by_length = sorted((n for n in names if _tokens(parse, n)), key=lambda n: (-(n.last - n.first), n.first))
    persons = [n for n in by_length if n.label == PERSON]
    for name in persons:
        if (group := _person_group(name, parse, grouped)) is not None:
            grouped.add(group, name)
    for name in (n for n in by_length if n.label != PERSON):
        grouped.add(_other_group(name, parse, grouped), name)
    groups = grouped.all
    _join_acronyms(parse, groups)
    for alias, target in aliases.items():
        owner = next((g for g in groups if target in g.names), None)
        if owner is not None:
            _add(owner, replace(alias, label=owner.label, mention=MentionKind.NAME), parse)
    groups = [g for g in groups if any(n.mention is MentionKind.NAME for n in g.names) or g.known]
    groups.sort(key=lambda g: min(n.first for n in g.names))
    references = [
        Reference(n.first, n.last, head_word(parse, n.first, n.last), index, n.mention)
        for index, group in enumerate(groups)
        for n in group.names
    ]
    return make_cast(parse, [_actor(group, parse) for group in groups], references)


def alias_target(parse: Parse, alias: Name, names: Sequence[Name]) -> Name | None:
    """Whose alias a name is: the last person before "also known as", "nicknamed", "alias" in its sentence."""
    words = parse.words
    i = alias.first - 1
    while i >= 0 and (words[i].text in QUOTES or words[i].lower in ("the", "name", "of")):
        i -= 1
    known = i >= 1 and (words[i - 1].lower, words[i].lower) in (
        ("known", "as"),
        ("went", "by"),
        ("goes", "by"),
        ("known", "by"),
    )
    if not known and not (i >= 0 and words[i].lower in ("nicknamed", "alias", "dubbed", "aka")):
        return None
    sentence = words[alias.first].sentence
    before = [n for n in names if n.last <= i and n.label == PERSON and words[n.first].sentence == sentence]
    return before[-1] if before else None


def _add(group: _Group, name: Name, parse: Parse) -> None:
    group.names.append(name)
    group.tokens[_tokens(parse, name)] = None
    group.known = group.known or name.known
    group.country = group.country or name.country
    group.same = group.same or name.same
    group.gender = group.gender or name.gender


def _person_group(name: Name, parse: Parse, groups: _Groups) -> _Group | None:
    tokens = _tokens(parse, name)
    fits = [g for g in groups.near(name) if any(_same_person(tokens, full) for full in g.tokens)]
    exact = [g for g in fits if tokens in g.tokens]
    if len(exact) == 1 and len(tokens) > 1:
        return exact[0]
    if len(fits) > 1 and name.gender:
        fits = [g for g in fits if g.gender in ("", name.gender)]
    if len(fits) > 1:
        return None
    if fits and not (name.gender and fits[0].gender and name.gender != fits[0].gender):
        return fits[0]
    return groups.new(PERSON)


def _same_person(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether the shorter name can be the longer one's: a run of its words, or its first and last word."""
    if len(short) > len(full):
        short, full = full, short
    n = len(short)
    if any(full[i : i + n] == short for i in range(len(full) - n + 1)):
        return True
    return n > 1 and short[0] == full[0] and (short[-1] == full[-1] or (n == 2 and short[-1] in full))


def _other_group(name: Name, parse: Parse, groups: _Groups) -> _Group:
    tokens = _tokens(parse, name)
    same_label = groups.near(name)
    for group in same_label:
        if _same_thing(name, tokens, group):
            return group
    if name.label == ORGANIZATION:
        shortened = [g for g in same_label if any(_shortens(tokens, full) for full in g.tokens)]
        if len(shortened) == 1 and _countries_agree(name, shortened[0]) and not name.same:
            return shortened[0]
    return groups.new(name.label)


def _same_thing(name: Name, tokens: tuple[str, ...], group: _Group) -> bool:
    if name.known and group.known:
        return name.known == group.known and _countries_agree(name, group)
    if name.same or group.same:
        return name.same == group.same and name.country == group.country and bool(name.country)
    bag = _bag(tokens, name.country)
    return bool(bag) and _countries_agree(name, group) and any(bag == _bag(t, group.country) for t in group.tokens)


def _countries_agree(name: Name, group: _Group) -> bool:
    return not name.country or not group.country or name.country == group.country


def _bag(tokens: tuple[str, ...], country: str) -> frozenset[str]:
    words = [t for t in tokens if t not in LINKING and t not in LEGAL_FORMS]
    if country and len(words) > 1:
        words = (
            words[1:]
            if words[0] not in fold(country).split() or len(country.split()) == 1
            else words[len(country.split()) :]
        )
    return frozenset(words)


def _shortens(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a shorter name is the beginning of a longer one: "Weserland" for "Weserland Schiffbau"."""
    if len(full) > len(short) > 1 and full[-len(short) :] == short:
        return True  # "Freedom Caucus" for "House Freedom Caucus"
    return (
        len(short) < len(full)
        and full[: len(short)] == short
        and len(" ".join(short)) > 2
        and full[len(short)] not in LINKING - {"of"}
    )


def _join_acronyms(parse: Parse, groups: list[_Group]) -> None:
    """Joins "(DEA)" to the name before it, and other capitals to the one name whose initials they are."""
    for group in [g for g in groups if g.label == ORGANIZATION]:
        acronyms = [t[0] for t in group.tokens if len(t) == 1 and len(t[0]) <= 6]
        if len(acronyms) != len(group.tokens) or not acronyms:
            continue
        written = parse.words[group.names[0].first]
        if not re.fullmatch(r"[A-Z][A-Za-z.]*[A-Z]\.?", written.text):
            continue
        letters = acronyms[0].replace(".", "")
        before = _before_bracket(parse, group.names)
        candidates = [
            g
            for g in groups
            if g is not group
            and (
                (g.label == ORGANIZATION and any(n.last == before for n in g.names))
                or (
                    g.label != PLACE
                    and (g.label == ORGANIZATION or len(letters) > 2)
                    and any(letters in _initials(t) for t in g.tokens)
                )
            )
        ]
        if len(candidates) == 1:
            _merge(candidates[0], group, groups)


def _before_bracket(parse: Parse, names: Sequence[Name]) -> int:
    """The word index that a bracket with one of the names opens at; -1 = none."""
    words = parse.words
    for n in names:
        if n.first > 0 and words[n.first - 1].text == "(" and n.last < len(words) and words[n.last].text == ")":
            return n.first - 1
    return -1


def _initials(tokens: tuple[str, ...]) -> set[str]:
    plain = "".join(t[0] for t in tokens if t not in LINKING)
    return {plain, "".join(t[0] for t in tokens if t not in ("the", "-")), plain[1:] if len(plain) > 3 else plain}


def _merge(kept: _Group, gone: _Group, groups: list[_Group]) -> None:
    kept.names += [replace(n, label=kept.label) for n in gone.names]
    kept.tokens |= gone.tokens
    kept.known = kept.known or gone.known
    kept.country = kept.country or gone.country
    groups.remove(gone)


def _tokens(parse: Parse, name: Name) -> tuple[str, ...]:
    words = [parse.words[i] for i in range(name.first, name.last)]
    middle = {
        w.i for w in words[1:-1] if w.pos in ("NOUN", "ADJ") and w.text.islower()
    }  # "H-2 drug cartel" is "H-2 cartel"
    folded = (fold(w.text).replace("’", "'") for w in words if w.i not in middle)
    return tuple(w for w in folded if any(c.isalnum() for c in w))


def _actor(group: _Group, parse: Parse) -> Actor:
    ordered = sorted(group.names, key=lambda n: n.first)
    kinds = [n.kind for n in ordered if n.kind]
    written = dict.fromkeys(
        parse.text[parse.words[n.first].start : parse.words[n.last - 1].end]
        for n in ordered
        if n.mention is MentionKind.NAME
    )
    kind = "" if group.label == PERSON else (kinds[0] if kinds else "")
    return Actor(group.label, kind, tuple(written), group.gender, group.known, group.country, group.same)
