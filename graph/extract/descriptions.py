"""Finds what "the general", "the bank" and "the country" refer to: the only actor so called before."""

from collections.abc import Iterator, Sequence

from graph.extract.cast import Cast, Reference
from graph.extract.name import ORGANIZATION, PERSON
from graph.extract.roles import RolePhrase
from graph.extract.vocabulary import Vocabulary
from graph.model import MentionKind

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


def descriptions(cast: Cast, roles: Sequence[RolePhrase], vocabulary: Vocabulary) -> list[Reference]:
    """The descriptions that fit one actor, and only one, of those named before them."""
    return [
        *_descriptions_of_persons(cast, roles),
        *_descriptions_of_organizations(cast, vocabulary),
        *_descriptions_of_countries(cast),
    ]


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


def _descriptions_of_countries(cast: Cast) -> Iterator[Reference]:
    """ "The country", when its sentence, or else the one before, has named one country, and only one."""
    words = cast.parse.words
    named: dict[int, set[int]] = {}
    for reference in cast.references:
        if cast.actors[reference.actor].kind == "country":
            named.setdefault(words[reference.head].sentence, set()).add(reference.actor)
    for word in words:
        if word.lower != "country" or word.i == 0 or words[word.i - 1].lower != "the" or word.i in cast.by_word:
            continue
        fitting = named.get(word.sentence) or named.get(word.sentence - 1, set())
        if len(fitting) == 1 and word.dep not in ("compound", "nmod"):
            yield Reference(word.i - 1, word.i + 1, word.i, next(iter(fitting)), MentionKind.DESCRIPTION, 0.85)
