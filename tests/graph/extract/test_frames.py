"""Each frame's own examples and counter-examples, run through the whole extractor."""

from collections.abc import Callable, Mapping

import pytest

from graph.errors import ConfigurationError
from graph.extract.frames import Frame, _frame, load_frames
from graph.model import Extraction
from graph.ontology import Ontology

FRAMES = load_frames()
EXAMPLES = [pytest.param(f, e, id=f"{f.id}-{n}") for f in FRAMES for n, e in enumerate(f.examples)]
COUNTEREXAMPLES = [pytest.param(f, text, id=f"{f.id}-{n}") for f in FRAMES for n, text in enumerate(f.counterexamples)]


@pytest.mark.parametrize(("frame", "example"), EXAMPLES)
def test_example_gives_its_relation(
    frame: Frame, example: Mapping[str, str], extract: Callable[[str], Extraction]
) -> None:
    extraction = extract(example["text"])
    found = {
        (extraction.mentions[s.subject].text, extraction.mentions[s.object].text, str(s.modality))
        for s in extraction.statements
        if s.relation == frame.relation
    }
    wanted = (example["subject"], example["object"], example["modality"])
    assert any(wanted[0] in s and wanted[1] in o and wanted[2] == m for s, o, m in found), (wanted, found)


@pytest.mark.parametrize(("frame", "text"), COUNTEREXAMPLES)
def test_counterexample_does_not(frame: Frame, text: str, extract: Callable[[str], Extraction]) -> None:
    assert [s for s in extract(text).statements if s.rule == frame.id] == []


def test_every_frame_has_an_example() -> None:
    assert [f.id for f in FRAMES if not f.examples] == []


def test_frame_ids_are_unique() -> None:
    ids = [f.id for f in FRAMES]
    assert len(ids) == len(set(ids))


def test_every_relation_of_a_frame_is_in_the_ontology(ontology: Ontology) -> None:
    assert {f.relation for f in FRAMES} <= set(ontology.relations)


def test_frame_with_an_unknown_key_is_refused_with_file_and_name() -> None:
    with pytest.raises(ConfigurationError, match=r"bad\.yaml: frame x"):
        _frame({"id": "x", "relation": "PAID", "subject": ["agent"], "object": ["to"], "verb": ["pay"]}, "bad.yaml")
