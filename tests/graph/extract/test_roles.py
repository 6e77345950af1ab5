"""Titles, roles, kin and ownership: who is what to whom, and whether it is over."""

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru's foreign minister, Ana Belmonte, resigned.", ("Ana Belmonte", "LEADS", "Peru", "asserted")),
        ("Peruvian President Ana Belmonte resigned.", ("Ana Belmonte", "LEADS", "Peruvian", "asserted")),
        ("Ana Belmonte, the former mayor of Lisbon, won.", ("Ana Belmonte", "LEADS", "Lisbon", "ended")),
        ("Ana Belmonte was Peru's defense minister.", ("Ana Belmonte", "LEADS", "Peru", "ended")),
        ("Ana Belmonte is the director of Norte Group.", ("Ana Belmonte", "LEADS", "Norte Group", "asserted")),
        ("Tomas Reyes, a spokesman for the FBI, declined.", ("Tomas Reyes", "MEMBER_OF", "FBI", "asserted")),
        ("Tomas Reyes was killed by his brother, Juan Reyes.", ("Juan Reyes", "FAMILY_OF", "Tomas Reyes", "asserted")),
        ("Ana Belmonte's lawyer, Juan Pardo, smiled.", ("Ana Belmonte", "REPRESENTED_BY", "Juan Pardo", "asserted")),
        ("Ana Belmonte, owner of Norte Group, smiled.", ("Ana Belmonte", "OWNS", "Norte Group", "asserted")),
        ("The U.S. Justice Department sued.", ("U.S. Justice Department", "PART_OF", "U.S.", "asserted")),
        ("The Mexican army withdrew.", ("Mexican army", "PART_OF", "Mexican", "asserted")),
        ("The Mexican weekly Procedo closed.", ("Procedo", "LOCATED_IN", "Mexican", "asserted")),
    ],
    ids=lambda value: value if isinstance(value, str) else value[1],
)
def test_role(text: str, expected: tuple[str, str, str, str], triples: Callable[[str], set[tuple[str, ...]]]) -> None:
    assert expected in triples(text)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("After meeting Ana Belmonte, Peru's president said nothing.", "LEADS"),
        ("British actress Ana Belmonte won a prize.", "MEMBER_OF"),
        ("Ana Belmonte wrote about the minister of Peru.", "LEADS"),
    ],
)
def test_no_role(text: str, relation: str, triples: Callable[[str], set[tuple[str, ...]]]) -> None:
    assert relation not in {t[1] for t in triples(text)}
