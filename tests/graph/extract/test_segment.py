"""Paragraphs and boilerplate."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from graph.extract.segment import LONGEST_SEGMENT, segments


@given(st.text())
def test_segments_hold_every_visible_character_once_and_in_order(text: str) -> None:
    found = segments(text)
    covered = "".join(text[s.span.start : s.span.end] for s in found)
    assert [c for c in covered if not c.isspace()] == [c for c in text if not c.isspace()]
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


def test_long_line_is_cut_at_a_blank() -> None:
    found = segments("word " * 10_000)
    assert all(s.span.end - s.span.start <= LONGEST_SEGMENT for s in found)
    assert all((s.span.end - s.span.start + 1) % 5 == 0 for s in found)


def test_copyright_and_byline_are_no_prose() -> None:
    text = "Ana Ruiz spoke.\n\n©2020 The Daily\n\nSmith reported from Lima. Jones contributed to this report."
    assert [s.prose for s in segments(text)] == [True, False, False]
