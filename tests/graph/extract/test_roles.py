"""Titles, roles, kin and ownership: who is what to whom, and whether it is over."""

from collections.abc import Callable
from datetime import date

import pytest

from graph.model import Extraction, Modality, mention_clusters


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


def _offices(text: str, extract: Callable[[str], Extraction]) -> list[tuple[str, str, str, Modality, bool]]:
    found = extract(text)
    named = {i: found.mentions[cluster[0]].text for cluster in mention_clusters(found.mentions) for i in cluster}
    return [
        (named[s.subject], s.relation, named[s.object], s.modality, s.explicit)
        for s in found.statements
        if s.relation in ("LEADS", "MEMBER_OF")
    ]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Peru's president-elect, Ana Ruiz, waved.", Modality.PLANNED),
        ("Ana Ruiz, formerly the president of Peru, waved.", Modality.ENDED),
        ("From 2012 to 2018 Ana Ruiz was Peru's president.", Modality.ENDED),
        ("Ana Ruiz, Peru's president from 2012 to 2018, waved.", Modality.ENDED),
        ("Ana Ruiz is Peru's president.", Modality.ASSERTED),
    ],
)
def test_the_words_beside_an_office_say_whether_it_is_held(
    text: str, modality: Modality, extract: Callable[[str], Extraction]
) -> None:
    assert ("Ana Ruiz", "LEADS", "Peru", modality, True) in _offices(text, extract)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("Ana Ruiz, Peru's president from 2012 to 2018, waved.", date(2012, 1, 1), date(2018, 12, 31)),
        ("Ana Ruiz served as Peru's president until 2018.", None, date(2018, 12, 31)),
        ("Ana Ruiz has been Peru's president since 2012.", date(2012, 1, 1), None),
    ],
)
def test_an_office_has_the_time_in_which_it_was_held(
    text: str, earliest: date | None, latest: date | None, extract: Callable[[str], Extraction]
) -> None:
    (office,) = [s for s in extract(text).statements if s.relation == "LEADS"]
    assert office.when is not None
    assert (office.when.earliest, office.when.latest) == (earliest, latest)


def test_a_date_of_another_event_is_not_the_time_of_the_office(extract: Callable[[str], Extraction]) -> None:
    (office,) = [
        s for s in extract("Ana Ruiz, Peru's president, was born in 1961.").statements if s.relation == "LEADS"
    ]
    assert office.when is None


def test_an_office_of_state_belongs_to_the_only_country_of_the_text(extract: Callable[[str], Extraction]) -> None:
    text = "Voters in Peru went home. Foreign Minister Ana Ruiz thanked them."
    assert _offices(text, extract) == [("Ana Ruiz", "LEADS", "Peru", Modality.ASSERTED, False)]


@pytest.mark.parametrize(
    "text",
    [
        "Peru talked to Chile and Bolivia about gas. Foreign Minister Ana Ruiz thanked them.",
        "Officials from Puerto Rico waited. President Ana Ruiz thanked them.",
        "Peru went home. The club's president, Ana Ruiz, thanked them.",
    ],
)
def test_an_office_of_an_unknown_country_is_left_out(text: str, extract: Callable[[str], Extraction]) -> None:
    assert _offices(text, extract) == []


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("The deputy director of Delta Bank, Ana Ruiz, resigned.", "MEMBER_OF"),
        ("Ana Ruiz, a commander in the Peruvian army, resigned.", "MEMBER_OF"),
        ("Ana Ruiz, commander of the Peruvian army, resigned.", "LEADS"),
    ],
)
def test_who_is_below_the_head_does_not_lead(text: str, relation: str, extract: Callable[[str], Extraction]) -> None:
    assert [found[1] for found in _offices(text, extract)] == [relation]


@pytest.mark.parametrize(
    "text",
    [
        "A Swiss chief executive, Ana Ruiz, was charged in Lyon.",
        "Ana Ruiz, the ambassador to Peru, flew home.",
        "The board tapped Ana Ruiz to become president of Peru.",
    ],
)
def test_nobody_leads_a_country_by_nationality_post_or_wish(text: str, extract: Callable[[str], Extraction]) -> None:
    assert not [found for found in _offices(text, extract) if found[3] is Modality.ASSERTED]


def test_who_runs_for_an_office_does_not_hold_it(triples) -> None:
    assert triples("Tomas Reyes, the Senate candidate, spoke on Monday.") == set()


def test_a_special_counsel_does_not_lead_the_department(triples) -> None:
    found = {
        t[1]
        for t in triples("The Justice Department's special counsel, Tomas Reyes, spoke on Monday.")
        if t[0] == "Tomas Reyes"
    }
    assert found == {"MEMBER_OF"}
