"""How firmly a text says it, and who says it."""

from collections.abc import Callable

import pytest

from graph.model import Extraction


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The FBI arrested Tomas Reyes.", "asserted"),
        ("The FBI has not arrested Tomas Reyes.", "denied"),
        ("The FBI denied that it arrested Tomas Reyes.", "denied"),
        ("The FBI refused to arrest Tomas Reyes.", "denied"),
        ("The FBI will arrest Tomas Reyes.", "planned"),
        ("The FBI may arrest Tomas Reyes.", "planned"),
        ("The FBI threatened to arrest Tomas Reyes.", "planned"),
        ("Ana Belmonte claimed that the FBI arrested Tomas Reyes.", "alleged"),
        ("The FBI allegedly arrested Tomas Reyes.", "alleged"),
        ("Ana Belmonte said the FBI arrested Tomas Reyes.", "asserted"),
        ("The FBI will not arrest Tomas Reyes.", "denied"),
        ("There is no evidence that the FBI arrested Tomas Reyes.", "denied"),
        ("Ana Belmonte left before the FBI arrested Tomas Reyes.", "asserted"),
        ("Ana Belmonte accused the FBI of arresting Tomas Reyes.", "alleged"),
        ("The FBI had no warrant to arrest Tomas Reyes.", "denied"),
        ("It is false that the FBI arrested Tomas Reyes.", "denied"),
        ("Rumours that the FBI arrested Tomas Reyes are untrue.", "denied"),
        ("Ana Belmonte rejected accusations that the FBI arrested Tomas Reyes.", "denied"),
        ("Ana Belmonte wants Tomas Reyes to be arrested by the FBI.", "planned"),
        ("The rumour that the FBI arrested Tomas Reyes is old.", "alleged"),
        ("The news that the FBI had arrested Tomas Reyes is old.", "asserted"),
    ],
)
def test_modality(text: str, modality: str, triples: Callable[[str], set[tuple[str, ...]]]) -> None:
    assert ("Tomas Reyes", "ARRESTED_BY", "FBI", modality) in triples(text)


@pytest.mark.parametrize(
    "text",
    [
        "Did the FBI arrest Tomas Reyes?",
        "Ana Belmonte did not say that the FBI arrested Tomas Reyes.",
        "Ana Belmonte doubts that the FBI arrested Tomas Reyes.",
        "The newspaper retracted its report that the FBI arrested Tomas Reyes.",
        "Ana Belmonte mistakenly said that the FBI arrested Tomas Reyes.",
        "The FBI could have arrested Tomas Reyes.",
        "If the FBI arrested Tomas Reyes, Ana Belmonte left.",
        "In the film, the FBI arrested Tomas Reyes.",
        "Ana Belmonte did not go so far as to say that the FBI would arrest Tomas Reyes.",
        "Ana Belmonte stopped short of saying that the FBI would arrest Tomas Reyes.",
    ],
)
def test_what_nobody_said_is_no_statement(text: str, triples: Callable[[str], set[tuple[str, ...]]]) -> None:
    assert triples(text) == set()


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Ana Belmonte said the FBI arrested Tomas Reyes.", "Ana Belmonte said", "Ana Belmonte"),
        ("The FBI arrested Tomas Reyes, Ana Belmonte said.", "Ana Belmonte said", "Ana Belmonte"),
        ("According to Ana Belmonte, the FBI arrested Tomas Reyes.", "According to Ana Belmonte", "Ana Belmonte"),
        ("“The FBI arrested Tomas Reyes,” said Ana Belmonte.", "said Ana Belmonte", "Ana Belmonte"),
        ("Critics say the FBI arrested Tomas Reyes.", "Critics say", None),
        ("The FBI arrested Tomas Reyes, Ana Belmonte wrote on Facebook.", "Ana Belmonte wrote", "Ana Belmonte"),
        ("Ana Belmonte accused the FBI of arresting Tomas Reyes.", "Ana Belmonte accused", "Ana Belmonte"),
    ],
)
def test_speaker(text: str, words: str, speaker: str | None, extract: Callable[[str], Extraction]) -> None:
    extraction = extract(text)
    (statement,) = [s for s in extraction.statements if s.relation == "ARRESTED_BY"]
    assert statement.attribution is not None
    span = statement.attribution.span
    assert text[span.start : span.end] == words
    found = statement.attribution.speaker
    assert (None if found is None else extraction.mentions[found].text) == speaker


def test_journalists_own_voice_has_no_attribution(extract: Callable[[str], Extraction]) -> None:
    (statement,) = extract("The FBI arrested Tomas Reyes.").statements
    assert statement.attribution is None
