"""A name in a text: where it stands and what it names."""

from dataclasses import dataclass

from graph.extract.parse import Parse
from graph.model import MentionKind

PERSON, ORGANIZATION, PLACE = "Person", "Organization", "Place"


@dataclass(frozen=True, slots=True)
class Name:
    """A name at words[first:last]; `known` is the name that the word lists file it under, if any."""

    first: int
    last: int
    label: str
    kind: str = ""
    known: str = ""
    country: str = ""
    """The country that is part of the name ("U.S. Senate") or owns it ("Mexican army")."""
    title: tuple[int, int] | None = None
    """The words before a person's name by which the person is addressed."""
    gender: str = ""
    mention: MentionKind = MentionKind.NAME
    same: str = ""
    """For an institution named by its country: equal `same` and country mean one entity."""


def name_text(parse: Parse, name: Name) -> str:
    """The name as the text writes it."""
    return parse.text[parse.words[name.first].start : parse.words[name.last - 1].end]
