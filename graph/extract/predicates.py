"""Normalises the parse into predicates: who does what to whom, whatever the grammar that says it.

Passive, relative and reduced relative clauses, conjunction, control and event nouns all come out with the same slots:
`agent`, `patient`, `recipient`, `owner` (of the patient: "she praised Ruiz's decision") and every preposition by its
own name; for nouns also `possessor`, `modifier`, `subject` (of the verb that governs the noun: "X opened an
investigation") and `bearer` ("X is under investigation"). Verbs also have `maker` (of the agent: "the U.S. indictment
says"), `inside` ("held at a jail in X"), `thing` ("the charges against X brought by Y"), `whom` ("demanded that X
leave") and `late`, an agent that the parser hung too low.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from graph.extract.clauses import SUBJECTS, antecedent, subject_of
from graph.extract.parse import Parse, Word

HOLDING = frozenset({"have", "lack", "get", "obtain", "issue", "need", "make", "announce", "sign", "reach", "seek"})
"""Verbs whose subject does what the infinitive after their object says."""
ACCUSING = frozenset({"accuse", "charge", "suspect", "convict", "indict", "acquit"})
"""Verbs whose object did what the gerund after "of" or "with" says."""


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb or an event noun with its arguments: slot to the words that head them, conjuncts included."""

    word: int
    lemma: str
    """With its particle: "hand over"."""
    noun: bool
    slots: Mapping[str, tuple[int, ...]]
    governor: str = ""
    """Lemma of the verb whose object the noun is, or that the verb is a complement of."""


def find_predicates(parse: Parse) -> tuple[Predicate, ...]:
    """Every verb and noun of the text as a predicate, in text order."""
    found = []
    for word in parse.words:
        if word.pos in ("VERB", "AUX") and word.dep not in ("aux", "auxpass"):
            found.append(_verb(parse, word.i))
        elif word.pos == "NOUN":
            found.append(_noun(parse, word.i))
    return tuple(found)


def with_conjuncts(parse: Parse, word: int) -> tuple[int, ...]:
    """The word and everything that is coordinated with it."""
    found = [word]
    for w in found:
        found += [c for c in parse.children_by(w, "conj") if parse.words[c].pos not in ("VERB", "AUX")]
    return tuple(found)


def is_passive(parse: Parse, verb: int) -> bool:
    """Whether the verb's grammatical subject is its patient."""
    word = parse.words[verb]
    if any(True for _ in parse.children_by(verb, "auxpass", "nsubjpass")):
        return True
    bare = not any(True for _ in parse.children_by(verb, "nsubj", "aux", "dobj"))
    if word.tag == "VBD" and word.dep == "conj" and bare:  # "was caught and extradited", taken for a past tense
        return parse.words[word.head].tag == "VBN" and is_passive(parse, word.head)
    if word.tag != "VBN":
        return False
    if any(parse.words[c].lemma in ("have", "'ve") for c in parse.children_by(verb, "aux")):
        return False
    if word.dep in ("acl", "advcl"):
        return True
    if word.dep == "conj" and not any(True for _ in parse.children_by(verb, "nsubj", "aux")):
        return is_passive(parse, word.head)
    return False


def _verb(parse: Parse, verb: int) -> Predicate:
    word = parse.words[verb]
    slots = _with_stray(parse, _prepositions(parse, verb))
    passive = is_passive(parse, verb)
    subject = _subject(parse, verb)
    objects = [antecedent(parse, c) for c in parse.children_by(verb, "dobj")]
    if word.dep == "relcl" and not objects and not passive and subject is not None and subject != word.head:
        objects = [word.head]  # "the charges (that) the state brought"
    if word.dep == "acl" and not objects and not passive and _looks_relative(parse, verb):
        objects = [word.head]
    if passive:
        if subject is not None:
            slots["patient"] = _all(parse, [subject])
        by = [p for a in parse.children_by(verb, "agent") for p in parse.children_by(a, "pobj")]
        by = by or list(slots.get("by", ()))
        if by:
            slots["agent"] = _all(parse, by)
        if objects:
            slots["second"] = _all(parse, objects)
    else:
        if subject is not None:
            slots["agent"] = _all(parse, [subject])
        if objects:
            slots["patient"] = _all(parse, objects)
    recipients = [c for c in parse.children_by(verb, "dative") if parse.words[c].pos != "ADP"]
    recipients += [
        p
        for c in parse.children_by(verb, "dative")
        if parse.words[c].pos == "ADP"
        for p in parse.children_by(c, "pobj")
    ]
    if recipients:
        slots["recipient"] = _all(parse, recipients)
    for inner in (*slots.get("patient", ()), *slots.get("as", ()), *parse.children_by(verb, "attr", "acomp")):
        for name, found in _prepositions(parse, inner).items():
            slots.setdefault(name, found)  # the parser often hangs "from X" on the object: "received money from X"
    owners = [p for o in slots.get("patient", ()) for p in parse.children_by(o, "poss")]
    owners += [
        p
        for o in slots.get("patient", ())
        for c in parse.children_by(o, "prep")
        if parse.words[c].lower in ("of", "by")
        for p in parse.children_by(c, "pobj")
    ]
    if owners:
        slots["owner"] = _all(parse, owners)
    makers = [
        m
        for a in slots.get("agent", ())
        if parse.words[a].pos == "NOUN"
        for m in (*parse.children_by(a, "poss", "compound", "amod", "nmod"), *_prepositions(parse, a).get("of", ()))
    ]
    if makers:
        slots["maker"] = tuple(makers)
    inside = [w for n in ("at", "in") for a in slots.get(n, ()) for w in _prepositions(parse, a).get("in", ())]
    if inside:
        slots["inside"] = tuple(inside)
    whom = [s for c in parse.children_by(verb, "ccomp") for s in parse.children_by(c, *SUBJECTS)]
    if whom:
        slots["whom"] = _all(parse, whom)
    if passive and "agent" not in slots:  # "convicted of bribery by the court": the parser hangs it on the bribery
        late = [
            b
            for n in ("of", "for", "with", "on", "in", "to")
            for a in slots.get(n, ())
            if parse.words[a].pos == "NOUN"
            for b in _prepositions(parse, a).get("by", ())
        ]
        if late:
            slots["late"] = tuple(late)
    if word.dep == "acl" and word.tag == "VBN" and parse.words[word.head].dep == "pobj":
        prep = parse.words[parse.words[word.head].head]
        if parse.words[prep.head].pos == "NOUN":  # "the charges against X brought by Y"
            slots["thing"] = (prep.head,)
            slots.setdefault(prep.lower, _all(parse, [word.head]))
    particles = [parse.words[c].lower for c in parse.children_by(verb, "prt")]
    governor = parse.words[word.head].lemma if word.dep in ("xcomp", "ccomp") else ""
    return Predicate(verb, " ".join([word.lemma, *particles]), False, slots, governor)


def _subject(parse: Parse, verb: int) -> int | None:
    word = parse.words[verb]
    own = next(parse.children_by(verb, *SUBJECTS), None)
    if (
        word.dep == "acl"
        and verb > 0
        and parse.words[verb - 1].text == ","
        and parse.words[word.head].dep not in SUBJECTS
    ):
        return None  # "was brought before Judge X, charged by Y": the parser cannot tell whom it is about
    if own is None and word.dep == "acl" and word.tag == "VB" and parse.words[word.head].dep == "dobj":
        giver = parse.words[word.head].head
        return _subject(parse, giver) if parse.words[giver].lemma in HOLDING else None  # "has no warrant to arrest"
    if own is None and word.dep == "pcomp" and (accused := _accused(parse, word.head)) is not None:
        return accused
    if own is None and word.dep in ("xcomp", "advcl") and parse.words[word.head].lemma == "use":
        return _subject(parse, word.head)  # "used the army to shield": the one who uses it shields
    if own is None and word.dep in ("xcomp", "ccomp", "advcl"):
        objects = list(parse.children_by(word.head, "dobj", "dative"))
        infinitive = any(parse.words[c].lower == "to" for c in parse.children_by(verb, "aux"))
        if objects and infinitive and word.dep != "advcl":
            return antecedent(parse, objects[0])
    subject = own if own is not None else subject_of(parse, verb)
    return None if subject is None else antecedent(parse, subject)


def _looks_relative(parse: Parse, verb: int) -> bool:
    """Whether a clause that the parser takes for a noun's complement is relative: "the charges that X had brought"."""
    marked = any(parse.words[c].lower == "that" for c in parse.children_by(verb, "mark"))
    own = any(True for _ in parse.children_by(verb, "nsubj"))
    return marked and own and not any(True for _ in parse.children_by(verb, "ccomp", "xcomp", "attr", "acomp"))


def accusing_verb(parse: Parse, preposition: int) -> Word:
    """The verb that "of taking" belongs to, also where the parser hangs it on the verb's object."""
    above = parse.words[parse.words[preposition].head]
    return parse.words[above.head] if above.dep == "dobj" else above


def _accused(parse: Parse, preposition: int) -> int | None:
    """Who did what follows the preposition: "X was accused of taking", "they charged X with taking"."""
    verb = accusing_verb(parse, preposition)
    if verb.lemma not in ACCUSING or verb.pos != "VERB":
        return None
    if is_passive(parse, verb.i):
        return _subject(parse, verb.i)
    found = next(parse.children_by(verb.i, "dobj"), None)
    return None if found is None else antecedent(parse, found)


def _noun(parse: Parse, noun: int) -> Predicate:
    word = parse.words[noun]
    slots = _with_stray(parse, _prepositions(parse, noun))
    for name, deps in (("possessor", ("poss",)), ("modifier", ("compound", "amod", "nmod"))):
        if found := list(parse.children_by(noun, *deps)):
            slots[name] = _all(parse, found) if name == "possessor" else tuple(found)
    governor = ""
    top = noun
    while parse.words[top].dep == "conj":
        top = parse.words[top].head
    head = parse.words[parse.words[top].head]
    if parse.words[top].dep in ("dobj", "attr", "nsubjpass") and head.pos in ("VERB", "AUX"):
        governor = head.lemma
        if parse.words[top].dep == "nsubjpass":
            by = [p for a in parse.children_by(head.i, "agent") for p in parse.children_by(a, "pobj")]
            if by:
                slots["subject"] = _all(parse, by)
        elif (subject := _subject(parse, head.i)) is not None and not is_passive(parse, head.i):
            slots["subject"] = _all(parse, [subject])
        for name, words in _prepositions(parse, head.i).items():
            slots.setdefault(name, words)
        if recipients := list(parse.children_by(head.i, "dative")):
            slots["recipient"] = _all(parse, recipients)
    elif parse.words[top].dep == "pobj":
        governor = parse.words[head.head].lemma
        if head.lower in ("under", "on", "in") and (bearer := _subject(parse, head.head)) is not None:
            slots["bearer"] = _all(parse, [bearer])
    for inner in [w for w in slots.get("of", ()) if parse.words[w].pos == "NOUN"]:
        for name, words in _prepositions(parse, inner).items():
            slots.setdefault(name, words)  # "the dismissal of the charges against X"
    for clause in parse.children_by(noun, "relcl", "acl"):  # "the charges that Y brought against X"
        accused = _prepositions(parse, clause).get("against", ())
        if accused:
            slots.setdefault("against", accused)
    lemma = parse.words[top].lemma if word.lower == "none" else word.lemma  # "no charges here and none there"
    return Predicate(noun, lemma, True, slots, governor)


def _with_stray(parse: Parse, slots: dict[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
    """The slots, with what the parser hung on a name: in "the arrest of X by Y" a name takes no agent of its own."""
    for inner in [w for words in list(slots.values()) for w in words if parse.words[w].pos == "PROPN"]:
        for name, found in _prepositions(parse, inner).items():
            slots.setdefault(name, found)
    return slots


def _prepositions(parse: Parse, word: int) -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for prep in parse.children_by(word, "prep", "agent"):
        objects = list(parse.children_by(prep, "pobj"))
        for inner in parse.children_by(prep, "prep"):  # "out of", "because of"
            objects += list(parse.children_by(inner, "pobj"))
        if objects:
            name = parse.words[prep].lower
            found[name] = (*found.get(name, ()), *_all(parse, objects))
    return found


def _all(parse: Parse, words: list[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(w for word in words for w in with_conjuncts(parse, antecedent(parse, word))))
