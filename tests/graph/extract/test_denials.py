"""A denial answers what its speaker was accused of before, and nothing else."""

from collections.abc import Callable

import pytest

from graph.model import Extraction

Triples = Callable[[str], set[tuple[str, ...]]]
ACCUSED = "Prosecutors said Tomas Reyes had protected the Norte Cartel. "


@pytest.mark.parametrize(
    "denial",
    [
        "In October he pleaded not guilty.",
        "Reyes denied the charges.",
        "Reyes has maintained his innocence.",
        "Reyes, who denies any wrongdoing, was released.",
    ],
)
def test_denial_of_the_accused_denies_the_dealings(denial: str, triples: Triples) -> None:
    assert ("Tomas Reyes", "LINKED_TO", "Norte Cartel", "denied") in triples(ACCUSED + denial)


@pytest.mark.parametrize(
    "other",
    [
        "In October he pleaded guilty.",
        "Juan Pardo denied the charges.",
        "Reyes has not denied the charges.",
        "Reyes will deny the charges.",
        "Reyes denied Juan Pardo the money.",
    ],
)
def test_what_is_no_denial_of_the_accused_denies_nothing(other: str, triples: Triples) -> None:
    assert ("Tomas Reyes", "LINKED_TO", "Norte Cartel", "denied") not in triples(ACCUSED + other)


def test_denial_before_any_accusation_denies_nothing(triples: Triples) -> None:
    assert not [t for t in triples("Tomas Reyes denied the charges. " + ACCUSED) if t[3] == "denied"]


def test_denial_is_inferred_and_spoken_by_the_accused(extract: Callable[[str], Extraction]) -> None:
    extraction = extract(ACCUSED + "In October he pleaded not guilty.")
    (denied,) = [s for s in extraction.statements if s.modality == "denied"]
    assert not denied.explicit
    assert denied.attribution is not None
    assert denied.attribution.speaker is not None
    assert extraction.mentions[denied.attribution.speaker].text == "he"


def test_who_pleads_not_guilty_does_not_deny_that_there_are_charges(triples: Triples) -> None:
    found = triples("The FBI charged Tomas Reyes with fraud. Reyes pleaded not guilty.")
    assert {t[1:] for t in found} == {("CHARGED_BY", "FBI", "asserted")}
