"""Whom pronouns and descriptions refer to; and that they refer to nobody when two fit."""

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "Tomas Reyes left Lisbon on Monday. The FBI arrested him on Tuesday.",
        "Gen. Tomas Reyes left Lisbon on Monday. The FBI arrested the general on Tuesday.",
    ],
)
def test_clear_reference_counts(text: str, triples: Callable[[str], set[tuple[str, ...]]]) -> None:
    assert ("Tomas Reyes", "ARRESTED_BY", "FBI", "asserted") in triples(text)


@pytest.mark.parametrize(
    "text",
    [
        "Tomas Reyes met Juan Pardo. The FBI arrested him.",
        "Tomas Reyes and Juan Pardo left Lisbon. The FBI arrested him.",
        "Gen. Tomas Reyes met Gen. Juan Pardo. The FBI arrested the general.",
        "Ana Belmonte left Lisbon. The FBI arrested him.",
    ],
)
def test_unclear_reference_is_refused(text: str, triples: Callable[[str], set[tuple[str, ...]]]) -> None:
    assert [t for t in triples(text) if t[1] == "ARRESTED_BY"] == []


def test_object_pronoun_is_not_the_subject(triples: Callable[[str], set[tuple[str, ...]]]) -> None:
    assert triples("Tomas Reyes praised him.") == set()


@pytest.mark.parametrize(
    "text",
    [
        "Xanti Oro left Lisbon with Qemal Dari. The FBI arrested her.",
        'Tomas Reyes left Lisbon. "The FBI arrested him," a witness said.',
        "Tomas Reyes left Lisbon. A former clerk stayed behind. The FBI arrested him.",
    ],
)
def test_a_pronoun_that_somebody_else_may_own_is_refused(
    text: str, triples: Callable[[str], set[tuple[str, ...]]]
) -> None:
    assert [t for t in triples(text) if t[1] == "ARRESTED_BY"] == []


def test_the_country_is_the_only_one_named(triples: Callable[[str], set[tuple[str, ...]]]) -> None:
    assert ("Ana Belmonte", "LEADS", "Peru", "asserted") in triples(
        "Voters in Peru went home. The country's president, Ana Belmonte, thanked them."
    )


def test_the_country_is_nobody_when_two_are_named(triples: Callable[[str], set[tuple[str, ...]]]) -> None:
    assert triples("Peru played Chile. The country's president, Ana Belmonte, clapped.") == set()
