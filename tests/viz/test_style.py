import json

from hypothesis import given
from hypothesis import strategies as st

from graph.model import Modality
from graph.ontology import load_ontology
from viz import style

ONTOLOGY = load_ontology()


def test_labels_of_the_ontology_differ_in_colour_and_in_shape():
    looks = [style.label_look(name, ONTOLOGY) for name in ONTOLOGY.labels]
    assert len({look.colour for look in looks}) == len(looks)
    assert len({look.shape for look in looks}) == len(looks)


def test_relations_share_a_colour_exactly_within_their_group():
    colour_of_group: dict[str, style.Colour] = {}
    for name, relation in ONTOLOGY.relations.items():
        colour = style.relation_colour(name, ONTOLOGY)
        assert colour_of_group.setdefault(relation.group, colour) == colour
    assert len(set(colour_of_group.values())) == len(colour_of_group)


@given(st.text())
def test_any_name_at_all_has_a_look_and_keeps_it(name):
    assert style.label_look(name, ONTOLOGY) == style.label_look(name, ONTOLOGY)
    assert style.relation_colour(name, ONTOLOGY) in style.RELATION_COLOURS


def test_every_modality_is_drawn_and_no_two_alike():
    drawn = {modality: style.LINES[modality] for modality in Modality}
    assert len({(line.dashes, line.opacity, line.mark) for line in drawn.values()}) == len(Modality)
    assert drawn[Modality.ALLEGED].dashes
    assert drawn[Modality.DENIED].mark == "struck"
    assert drawn[Modality.PLANNED].dashes not in ((), drawn[Modality.ALLEGED].dashes)
    assert drawn[Modality.ENDED].opacity < 0.5 < drawn[Modality.ASSERTED].opacity


def test_colours_stand_out_from_both_pages():
    for colour in {*style.LABEL_COLOURS, *style.RELATION_COLOURS}:
        assert contrast(colour.light, "#fafbfc") >= 3
        assert contrast(colour.dark, "#10161e") >= 3


def test_the_sheet_is_json_and_names_every_relation_and_modality():
    sheet = json.loads(json.dumps(style.sheet(ONTOLOGY)))
    assert sheet["relations"].keys() == ONTOLOGY.relations.keys()
    assert list(sheet["modalities"]) == [modality.value for modality in Modality]


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast of two colours."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
