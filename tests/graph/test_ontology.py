"""The ontology is checked when it is read, and says what it does not know."""

import re
from pathlib import Path

import pytest

from graph.errors import ConfigurationError, UnknownRelation
from graph.ontology import OWN_LABELS, OWN_TYPES, load_ontology
from graph.store.statements import setup

GUIDELINE = """
    CHARGED_BY ARRESTED_BY ACCUSED_BY INVESTIGATED_BY CHARGES_DROPPED_BY TRIED_BY CONVICTED_BY REPRESENTED_BY
    RETURNED_TO HELD_AT LINKED_TO OPPOSED_TO SERVED_UNDER NEGOTIATED_WITH COOPERATES_WITH PRESSURED CRITICIZED
    SUPPORTED MEMBER_OF LEADS PART_OF APPOINTED_BY SUCCEEDED FAMILY_OF SPOKE_TO OWNS PAID LOCATED_IN
"""
LABELS = "labels: {Person: {plural: P, definition: d, example: e}, Place: {plural: P, definition: d, example: e}}\n"


def relation(**changes):
    entry = {
        "label": "knows",
        "group": "g",
        "domain": "[Person]",
        "range": "[Person]",
        "definition": "d",
        "example": "e",
    }
    return "{" + ", ".join(f"{key}: {value}" for key, value in (entry | changes).items()) + "}"


def load(folder: Path, relations: str, labels: str = LABELS):
    path = folder / "own.yaml"
    path.write_text(f"{labels}relations: {{{relations}}}", encoding="utf-8")
    return load_ontology(path)


def test_the_shipped_one_has_the_relations_of_the_guideline():
    assert set(load_ontology().relations) == set(GUIDELINE.split())


def test_exactly_the_symmetric_relations_of_the_guideline_are_symmetric():
    symmetric = {r.name for r in load_ontology().relations.values() if r.symmetric}
    assert symmetric == {"NEGOTIATED_WITH", "COOPERATES_WITH", "FAMILY_OF"}


def test_leading_implies_membership():
    assert load_ontology().relation("LEADS").implies == "MEMBER_OF"


def test_a_symmetric_relation_reads_the_same_from_both_sides():
    known = load_ontology().relation("FAMILY_OF")
    assert known.inverse == known.label


def test_a_relation_leads_only_between_its_labels():
    ontology = load_ontology()
    assert ontology.allows("HELD_AT", "Person", "Place")
    assert not ontology.allows("HELD_AT", "Place", "Person")


def test_an_unknown_relation_gets_the_nearest_one():
    with pytest.raises(UnknownRelation, match="did you mean CHARGED_BY"):
        load_ontology().relation("CHARGD_BY")
    with pytest.raises(UnknownRelation, match="did you mean CHARGED_BY"):
        load_ontology().relation("charged_by")


def test_an_unknown_label_gets_the_labels_that_there_are():
    with pytest.raises(UnknownRelation, match="there are Person, Organization, Place"):
        load_ontology().label("Vehicle")


def test_a_very_long_name_is_cut_in_the_message():
    with pytest.raises(UnknownRelation) as caught:
        load_ontology().relation("x" * 100_000)
    assert len(str(caught.value)) < 1_000


def test_an_own_ontology_is_read(tmp_path):
    ontology = load(tmp_path, "KNOWS: " + relation(symmetric="true"))
    assert ontology.relation("KNOWS").inverse == "knows"
    assert ontology.allows("KNOWS", "Person", "Person")


@pytest.mark.parametrize(
    ("relations", "said"),
    [
        ("KNOWS: " + relation(range="[Persn]"), "KNOWS: no label 'Persn'; did you mean Person"),
        ("KNOWS: " + relation(range="[]"), "domain and range name at least one label"),
        ("KNOWS: " + relation(symmetric="true", range="[Place]"), "a symmetric relation has equal domain and range"),
        ("KNOWS: " + relation(implies="MEETS"), "implies 'MEETS'"),
        ("A: " + relation(implies="B") + ", B: " + relation(implies="A"), "implies itself"),
        ("A: " + relation(range="[Place]", implies="B") + ", B: " + relation(), "does not allow all"),
        ("'KNOWS`) DELETE (n)': " + relation(), "a relation is like CHARGED_BY"),
        ("SUBJECT: " + relation(), "none of Clew's own"),
        ("NOT_AFFIRMED: " + relation(), "none of Clew's own"),
        ("KNOWS: " + relation(colour="red"), "relations.KNOWS.colour"),
        ("KNOWS: {label: knows}", "relations.KNOWS.domain"),
        ("KNOWS: [", "own.yaml is no ontology"),
    ],
)
def test_a_faulty_ontology_names_file_and_key(tmp_path, relations, said):
    with pytest.raises(ConfigurationError) as caught:
        load(tmp_path, relations)
    assert said in str(caught.value)
    assert "own.yaml" in str(caught.value)


def test_no_name_is_both_a_label_and_a_relation(tmp_path):
    labels = LABELS.replace("Place", "KNOWS")
    with pytest.raises(ConfigurationError, match="the name is also a label"):
        load(tmp_path, "KNOWS: " + relation(), labels)


@pytest.mark.parametrize("label", ["Entity", "ClewStore", "person", "A B", "`x`"])
def test_a_label_that_is_clews_own_or_cannot_be_written_is_refused(tmp_path, label):
    with pytest.raises(ConfigurationError, match="a label is like Person"):
        load(tmp_path, "", f"labels: {{'{label}': {{plural: P, definition: d, example: e}}}}\n")


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"[1, 2]", b"a: &a [*a]", b"[" * 5_000], ids=repr)
def test_what_is_no_ontology_is_said_so(tmp_path, data):
    path = tmp_path / "own.yaml"
    path.write_bytes(data)
    with pytest.raises(ConfigurationError, match="is no ontology"):
        load_ontology(path)


def test_a_missing_ontology_is_said_so(tmp_path):
    with pytest.raises(ConfigurationError, match=r"none\.yaml is no ontology"):
        load_ontology(tmp_path / "none.yaml")


def test_every_label_and_type_that_the_store_writes_for_itself_is_refused():
    statements = Path(setup.__file__).parent.glob("*.py")
    used = re.findall(r"(?<=[:|])[A-Z][A-Za-z_]+(?=[ )\]|{])", " ".join(p.read_text() for p in statements))
    assert set(used) <= OWN_LABELS | OWN_TYPES
    assert "ClewStore" in used
    assert "MENTIONED_IN" in used
