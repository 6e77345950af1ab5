"""Finds the names of a text and what each one names, from capital letters, word lists, titles and the model's votes."""

from collections.abc import Iterator, Sequence

from graph.extract.institutions import is_portfolio, with_common_heads, with_institutions
from graph.extract.name import ORGANIZATION, PERSON, PLACE, Name
from graph.extract.name_labels import with_labels
from graph.extract.name_runs import NameRun, name_runs
from graph.extract.parse import Parse
from graph.extract.vocabulary import Known, Vocabulary, fold
from graph.model import MentionKind

GENITIVES = frozenset({"'s", "'"})
PARTY_WORDS = frozenset(
    {"Party", "National", "Union", "Alliance", "Movement", "Congressional", "Governors", "Conference", "Caucus"}
).union({"Senatorial", "Convention", "Study", "Front", "Forces", "Republic", "Club"})
"""What makes the name of an organisation of the adjective of a party before it: "Republican National Committee"."""
OWNED_KINDS = frozenset({"agency", "ministry", "legislature", "court"})
"""Kinds of institution whose name may begin with its country: "U.S. House of Representatives"."""


def find_names(parse: Parse, vocabulary: Vocabulary) -> tuple[Name, ...]:
    """Every name and adjective of nationality, in text order; institutions that their country names included."""
    tokens = [w.text.replace("’", "'") for w in parse.words]
    pieces = [p for run in name_runs(parse, vocabulary, tokens) for p in _pieces(run, parse, vocabulary, tokens)]
    names = with_labels(pieces, parse, vocabulary)
    names = [n for n in names if not is_portfolio(n, parse)]
    names = with_common_heads(names, parse, vocabulary)
    taken = {i for n in names for i in range(n.first, n.last)}
    names += _adjectives(parse, vocabulary, tokens, taken)
    names = with_institutions(sorted(names, key=lambda n: n.first), parse, vocabulary, tokens)
    return tuple(sorted(names, key=lambda n: (n.first, n.last)))


def _pieces(run: NameRun, parse: Parse, vocabulary: Vocabulary, tokens: Sequence[str]) -> Iterator[Name]:
    """The names within one run of capitalised words."""
    first, last = run.first, run.last
    while first < last and (not tokens[first][0].isalnum() or tokens[first].lower() in vocabulary.role_states):
        first += 1  # "Former Lagos governor"
    if first >= last or _is_bare(first, last, vocabulary, tokens) or tokens[last - 1] in vocabulary.no_actors:
        return
    whole = vocabulary.known.longest(tokens, first, last)
    if whole is not None and first + whole[0] == last:
        yield _known_name(first, last, whole[1])
        return
    if _is_dateline(first, last, parse):
        filed = vocabulary.known.longest([t.title() for t in tokens[first:last]], 0, last - first)
        whole_filed = filed is not None and filed[0] == last - first and filed[1].label == PLACE
        yield _known_name(first, last, filed[1]) if filed and whole_filed else Name(first, last, PLACE, "city")
        return
    party = vocabulary.parties.get(tokens[first])
    head_kind = _organization_kind(first, last, vocabulary, tokens)
    if party is not None and not (last - first > 1 and tokens[first + 1] in PARTY_WORDS):
        yield Name(first, first + 1, ORGANIZATION, "party", party, mention=MentionKind.DEMONYM)
        yield from _pieces(NameRun(first + 1, last), parse, vocabulary, tokens)
        return
    title = _title_within(run, vocabulary, tokens)
    if (
        title is not None
        and _is_personal(title[1], last, parse, vocabulary, tokens)
        and not (head_kind and any(t in GENITIVES for t in tokens[first:last]))
        and not _organization_kind(title[1], last, vocabulary, tokens)
    ):
        start, end, kind = title
        if start > first:
            yield from _pieces(NameRun(first, start), parse, vocabulary, tokens)
        gender = vocabulary.title_gender.get(" ".join(tokens[start:end]).lower(), "")
        yield Name(
            end,
            last,
            PERSON,
            title=(start, end),
            gender=gender or _given_gender(end, last, vocabulary, tokens),
            kind=kind,
        )
        return
    split = next(
        (
            i
            for i in range(first + 1, last)
            if tokens[i] in vocabulary.parties and (i + 1 == last or tokens[i + 1] not in PARTY_WORDS)
        ),
        None,
    )
    if split is not None and not head_kind:
        yield from _pieces(NameRun(first, split), parse, vocabulary, tokens)
        yield from _pieces(NameRun(split, last), parse, vocabulary, tokens)
        return
    adjective = vocabulary.adjectives.longest(tokens, first, last)
    owner = adjective if adjective is not None else (whole[0], whole[1].name) if _is_country(whole) and whole else None
    if owner is not None and not head_kind:
        owned = vocabulary.known.longest(tokens, first + owner[0], last) if first + owner[0] < last else None
        if owned is not None and first + owner[0] + owned[0] == last and owned[1].kind in OWNED_KINDS:
            head_kind = owned[1].kind
    if head_kind and last - first > 1:
        country = adjective[1] if adjective is not None and adjective[0] < last - first else ""
        if whole is not None and whole[1].kind == "country":
            country = whole[1].name
        rest = first + (adjective[0] if adjective is not None and country else whole[0] if country and whole else 0)
        inner = vocabulary.known.longest(tokens, rest, last) if country else None
        known = inner[1].name if inner is not None and rest + inner[0] == last else ""
        yield Name(first, last, ORGANIZATION, kind=head_kind, country=country, known=known)
        if country:
            kind = MentionKind.DEMONYM if adjective is not None else MentionKind.NAME
            yield Name(first, rest, PLACE, "country", country, mention=kind)
        return
    if adjective is not None and adjective[0] < last - first:
        yield Name(first, first + adjective[0], PLACE, "country", adjective[1], mention=MentionKind.DEMONYM)
        yield from _pieces(NameRun(first + adjective[0], last), parse, vocabulary, tokens)
        return
    if adjective is not None:
        yield Name(first, last, PLACE, "country", adjective[1], mention=MentionKind.DEMONYM)
        return
    if whole is not None and whole[1].kind in ("country", "party"):
        yield _known_name(first, first + whole[0], whole[1])
        yield from _pieces(NameRun(first + whole[0], last), parse, vocabulary, tokens)
        return
    place_kind = vocabulary.place_heads.get(tokens[last - 1], "") if last - first > 1 else ""
    if place_kind:
        yield Name(first, last, PLACE, place_kind)
        return
    yield Name(first, last, "", gender=_given_gender(first, last, vocabulary, tokens))


def _is_personal(first: int, last: int, parse: Parse, vocabulary: Vocabulary, tokens: Sequence[str]) -> bool:
    """Whether a person can be named behind a title: not in "General Security", "Justice Forum"."""
    if fold(tokens[first]) in vocabulary.given_names:
        return True
    votes = {parse.words[i].vote for i in range(first, last)}
    return "PERSON" in votes or not votes & {"ORG", "FAC", "LAW", "WORK_OF_ART", "EVENT"}


def _is_dateline(first: int, last: int, parse: Parse) -> bool:
    """Whether the run is a city in capitals that opens a paragraph: "LIMA (Reuters) -", "QUITO, Ecuador --"."""
    words = parse.words
    opens = first == 0 or "\n" in parse.text[words[first - 1].end : words[first].start]
    return (
        opens
        and last < len(words)
        and words[last].text in (",", "(", "—", "–", "-", "--", "/")
        and all(w.text.isupper() for w in words[first:last])
    )


def _is_bare(first: int, last: int, vocabulary: Vocabulary, tokens: Sequence[str]) -> bool:
    """Whether the words are only a title or the head of a name, such as "Secretary of State" or "Office"."""
    known = vocabulary.known.longest(tokens, first, last)
    if known is not None and first + known[0] == last:
        return False
    title = vocabulary.titles.longest([t.lower() for t in tokens[first:last]], 0, last - first)
    if title is not None and title[0] == last - first:
        return True
    return last - first == 1 and (
        tokens[first] in vocabulary.never_alone or tokens[first].lower() in vocabulary.organization_heads
    )


def _is_country(found: tuple[int, Known] | None) -> bool:
    return found is not None and found[1].kind == "country"


def _known_name(first: int, last: int, known: Known) -> Name:
    return Name(first, last, known.label, known.kind, known.name)


def _title_within(run: NameRun, vocabulary: Vocabulary, tokens: Sequence[str]) -> tuple[int, int, str] | None:
    """The last title in the run that something follows: its words and its class."""
    words = [token.lower() for token in tokens[run.first : run.last]]
    found = None
    i = 0
    while i < len(words) - 1:
        match = vocabulary.titles.longest(words, i, len(words) - 1)
        if match is None or words[i + match[0]] in ("of", "for", "and", "-", *GENITIVES):
            i += 1
            continue
        longer = vocabulary.titles.longest(words, i + 1, len(words) - 1) if i + match[0] > i + 1 else None
        if longer is not None and i + 1 + longer[0] > i + match[0]:  # "U.S. Attorney General" is no U.S. attorney
            i += 1
            continue
        start = i if found is None or found[1] != i else found[0]
        found = (start, i + match[0], match[1])
        i += match[0]
    return None if found is None else (run.first + found[0], run.first + found[1], found[2])


def _organization_kind(first: int, last: int, vocabulary: Vocabulary, tokens: Sequence[str]) -> str:
    """The kind of organisation that the run's head word makes it, or an empty string."""
    head = last - 1
    for i in range(first + 1, last):
        if tokens[i] in ("of", "for", "in", "on") and tokens[i - 1].lower() in vocabulary.heads_with_of:
            head = i - 1
            break
    word = tokens[head].lower()
    kind = vocabulary.organization_heads.get(word, "")
    if kind == "military" and head > first and tokens[head - 1] in ("Police", "Constabulary"):
        return "police"
    if not kind and head > first:
        kind = (
            vocabulary.organization_heads.get(tokens[first].lower(), "")
            if tokens[first].lower() in ("cartel", "banco", "banque")
            else ""
        )
    if kind and word in vocabulary.weak_heads and head - first == 1 and fold(tokens[first]) in vocabulary.given_names:
        return ""
    return kind


def _given_gender(first: int, last: int, vocabulary: Vocabulary, tokens: Sequence[str]) -> str:
    return vocabulary.given_names.get(fold(tokens[first]), "") if last - first > 1 else ""


def _adjectives(parse: Parse, vocabulary: Vocabulary, tokens: Sequence[str], taken: set[int]) -> Iterator[Name]:
    """Adjectives of nationality outside of every other name."""
    i = 0
    while i < len(tokens):
        match = vocabulary.adjectives.longest(tokens, i, parse.sentences[parse.words[i].sentence][1])
        if match is None or i in taken:
            i += 1
            continue
        yield Name(i, i + match[0], PLACE, "country", match[1], mention=MentionKind.DEMONYM)
        i += match[0]
