"""Which names are found, what they name, and which belong to one entity."""

from collections.abc import Callable

import pytest

from graph.model import Extraction, MentionKind, mention_clusters


@pytest.fixture(scope="session")
def entities(extract: Callable[[str], Extraction]) -> Callable[[str], dict[str, tuple[str, str, list[str]]]]:
    """First name of each named entity to its label, kind and names."""

    def of(text: str) -> dict[str, tuple[str, str, list[str]]]:
        extraction, found = extract(text), {}
        for cluster in mention_clusters(extraction.mentions):
            members = [extraction.mentions[i] for i in cluster]
            names = [m.text for m in members if m.kind is MentionKind.NAME]
            if names:
                found[names[0]] = (members[0].label, members[0].entity_kind, list(dict.fromkeys(names)))
        return found

    return of


def test_surname_belongs_to_the_full_name(entities: Callable[[str], dict[str, tuple[str, str, list[str]]]]) -> None:
    found = entities("Gen. Ramiro Ayala Ibáñez resigned. Mr Ayala denied it. Later Ayala Ibáñez left for Spain.")
    assert found["Ramiro Ayala Ibáñez"] == ("Person", "", ["Ramiro Ayala Ibáñez", "Ayala", "Ayala Ibáñez"])


def test_acronym_in_brackets_belongs_to_the_name(
    entities: Callable[[str], dict[str, tuple[str, str, list[str]]]],
) -> None:
    found = entities("The Northern Coast Authority (NCA) fined Tomas Reyes. The NCA gave no reason.")
    assert found["Northern Coast Authority"][2] == ["Northern Coast Authority", "NCA"]


def test_surname_of_two_persons_names_neither(
    entities: Callable[[str], dict[str, tuple[str, str, list[str]]]],
) -> None:
    found = entities("Ana Belmonte and Tomas Belmonte own the yard. Belmonte was arrested.")
    assert found["Ana Belmonte"][2] == ["Ana Belmonte"]
    assert found["Tomas Belmonte"][2] == ["Tomas Belmonte"]
    assert "Belmonte" not in found


def test_ministries_of_two_countries_stay_two(
    entities: Callable[[str], dict[str, tuple[str, str, list[str]]]],
) -> None:
    found = entities("The Turkish Justice Ministry wrote to the Greek Justice Ministry.")
    assert len([n for n in found if n.endswith("Justice Ministry")]) == 2


@pytest.mark.parametrize(
    ("text", "name", "label", "kind"),
    [
        ("Peru's Supreme Court ruled on Monday.", "Supreme Court", "Organization", "court"),
        ("The Mexican army denied it.", "Mexican army", "Organization", "military"),
        ("Police raided the Norte drug cartel in May.", "Norte drug cartel", "Organization", "cartel"),
        ("He told the newspaper El Pregón that it was over.", "El Pregón", "Organization", "media"),
        ("Kyrgyzstan protested.", "Kyrgyzstan", "Place", "country"),
        ("LIMA (Reuters) - The talks failed.", "LIMA", "Place", "city"),
    ],
)
def test_label_and_kind(
    text: str,
    name: str,
    label: str,
    kind: str,
    entities: Callable[[str], dict[str, tuple[str, str, list[str]]]],
) -> None:
    assert entities(text)[name][:2] == (label, kind)


@pytest.mark.parametrize("text", ["Mexican officials refused.", "The prosecutors and their critics met on Monday."])
def test_unnamed_groups_are_no_entities(
    text: str, entities: Callable[[str], dict[str, tuple[str, str, list[str]]]]
) -> None:
    assert entities(text) == {}


def test_alias_belongs_to_the_person(entities: Callable[[str], dict[str, tuple[str, str, list[str]]]]) -> None:
    found = entities("Prosecutors say Tomas Reyes, also known as “El Faro”, ran it. El Faro is in jail.")
    assert "El Faro" in found["Tomas Reyes"][2]


@pytest.mark.parametrize(
    ("text", "name", "label", "kind"),
    [
        ("MEXICO CITY (AP) - The talks failed.", "MEXICO CITY", "Place", "city"),
        ("The U.S. House of Representatives voted.", "U.S. House of Representatives", "Organization", "legislature"),
        ("He was held near Kestrel Bay on Monday.", "Kestrel Bay", "Place", "bay"),
        ("They met the mayor of Cobán on Monday.", "Cobán", "Place", ""),
        ("The Fiji Police Force arrested him.", "Fiji Police Force", "Organization", "police"),
    ],
)
def test_the_whole_name_counts(
    text: str,
    name: str,
    label: str,
    kind: str,
    entities: Callable[[str], dict[str, tuple[str, str, list[str]]]],
) -> None:
    assert entities(text)[name][:2] == (label, kind)


@pytest.mark.parametrize(
    "text",
    [
        "They read the Secretary of State a letter.",
        "The National Security Adviser declined to comment.",
        "Congressman Tomas Reyes, R-Texas, backed the Clean Water Act.",
        "The Inspector General issued subpoenas.",
    ],
)
def test_offices_laws_and_ballots_are_nobody(
    text: str, entities: Callable[[str], dict[str, tuple[str, str, list[str]]]]
) -> None:
    assert set(entities(text)) <= {"Tomas Reyes"}
