"""Cuts a text into the paragraphs that are parsed one by one, and marks what is no prose."""

import re
from dataclasses import dataclass

from graph.model import Span

LONGEST_SEGMENT = 20_000
"""Code points that the parser gets at once; a longer paragraph is cut at a blank."""

PARAGRAPH_BREAK = re.compile(r"\n[^\S\n]*\n\s*")
BOILERPLATE = re.compile(
    r"""^\W*(?:
        (?:\(c\)|©|copyright\b).*
      | story\ continues\W*
      | (?:visit|distributed\ by|read\ more|sign\ up|subscribe|follow\ us|click\ here|advertisement)\b.*
      | .{0,80}\bcontributed\ to\ this\ (?:report|story|article)\b.*
      | \(?(?:additional\ )?(?:reporting|writing|editing)\ by\b.*
      | .{0,60}\breported\ from\b.{0,60}
      | (?:all\ rights\ reserved|this\ material\ may\ not\ be\ published).*
    )$""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Segment:
    """One paragraph of the text; `prose` is False for bylines, copyright lines and the like."""

    span: Span
    prose: bool


def segments(text: str) -> tuple[Segment, ...]:
    """The paragraphs of the text in order, without the blank between them; each at most LONGEST_SEGMENT long."""
    found = []
    start = 0
    for stop, following in [*((m.start(), m.end()) for m in PARAGRAPH_BREAK.finditer(text)), (len(text), len(text))]:
        found.extend(_pieces(text, start, stop))
        start = following
    return tuple(found)


def _pieces(text: str, start: int, stop: int) -> list[Segment]:
    pieces: list[Segment] = []
    while True:
        while start < stop and text[start].isspace():
            start += 1
        if start >= stop:
            return pieces
        end = min(stop, start + LONGEST_SEGMENT)
        if end < stop:
            blank = max(text.rfind(mark, start, end) for mark in (". ", "\n", " "))
            end = blank + 1 if blank > start else end
        trimmed = len(text[start:end].rstrip())
        if trimmed:
            piece = text[start : start + trimmed]
            pieces.append(Segment(Span(start, start + trimmed), not (len(piece) < 400 and BOILERPLATE.match(piece))))
        start = end
