"""Small questions about a parse: the subject of a verb, what a relative pronoun stands for, tense and negation."""

from graph.extract.parse import Parse

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
RELATIVES = frozenset({"who", "whom", "which", "that", "whose"})
SHARING = frozenset({"conj", "xcomp", "advcl", "acomp"})


def subject_of(parse: Parse, verb: int) -> int | None:
    """The word that is the verb's subject; a verb without one shares that of the verb it hangs on."""
    seen: set[int] = set()
    while verb not in seen:
        seen.add(verb)
        own = next(parse.children_by(verb, *SUBJECTS), None)
        if own is not None:
            return own
        word = parse.words[verb]
        inserted = interrupting(parse, verb)
        if inserted is not None:
            return next(parse.children_by(inserted, "nsubj"))
        if word.dep == "relcl" or word.dep == "acl":
            return word.head
        if word.dep not in SHARING or parse.words[word.head].pos not in ("VERB", "AUX", "ADJ"):
            return None
        verb = word.head
    return None


def interrupting(parse: Parse, verb: int) -> int | None:
    """The verb of an inserted "X, Y said, did it" that the parser has given the subject of the clause it interrupts."""
    for inserted in parse.children_by(verb, "parataxis"):
        subject = next(parse.children_by(inserted, "nsubj"), None)
        if subject is not None and subject < inserted < verb and inserted_speaker(parse, inserted) is not None:
            return inserted
    return None


def inserted_speaker(parse: Parse, inserted: int) -> int | None:
    """In "X, Y said, did it", taken for "X, which is Y, said": Y, when it stands right before the inserted verb."""
    subject = next(parse.children_by(inserted, "nsubj"), None)
    if subject is None or parse.words[inserted].dep != "parataxis":
        return None
    others = (*parse.children_by(subject, "appos"), *parse.children_by(inserted, "nsubj"))
    return next((a for a in others if a == inserted - 1 and a != subject), None)


def antecedent(parse: Parse, word: int) -> int:
    """What a relative pronoun stands for; any other word stands for itself."""
    if parse.words[word].lower not in RELATIVES or parse.words[word].tag not in ("WP", "WDT", "WP$", "IN", "DT"):
        return word
    verb = parse.words[word].head
    for _ in range(6):
        if parse.words[verb].dep == "relcl" or (parse.words[verb].dep == "acl" and parse.words[word].dep != "mark"):
            return parse.words[verb].head
        if parse.words[verb].head == verb:
            break
        verb = parse.words[verb].head
    return word


def is_past(parse: Parse, verb: int) -> bool:
    """Whether the verb, or its auxiliary, stands in the past."""
    word = parse.words[verb]
    helpers = [parse.words[c] for c in parse.children_by(verb, "aux", "auxpass")]
    if helpers:
        return any(h.tag == "VBD" for h in helpers)
    return word.tag == "VBD"
