"""How a graph looks: colour and shape of every label, colour of every relation, line of every modality.

What the ontology names gets its look by its place in the ontology; what it does not name (any other graph) gets one
by a hash of its name, the same on every page. The pages' scripts hash alike: see `unknown` in assets/style.js.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from graph.model import Modality
from graph.ontology import Ontology


@dataclass(frozen=True, slots=True)
class Colour:
    """One colour on a light and on a dark page; both reach a contrast of 3 on their background."""

    light: str
    dark: str


@dataclass(frozen=True, slots=True)
class Look:
    """How the nodes of one label are drawn; `shape` is a shape of vis-network."""

    colour: Colour
    shape: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """How the edges of one modality are drawn: dash pattern in pixels, opacity, and a mark in the middle."""

    label: str
    meaning: str
    dashes: tuple[int, ...] = ()
    opacity: float = 1.0
    mark: str = ""
    """"struck" = crossed out; empty = no mark."""


BLUE = Colour("#2f6fba", "#78b0f2")
ORANGE = Colour("#c26a0e", "#f2ab5c")
GREEN = Colour("#1d8563", "#5ecda4")
PURPLE = Colour("#7650b0", "#b79aec")
RED = Colour("#b93a4c", "#f2909c")
CYAN = Colour("#167c8b", "#5fc8d8")
PINK = Colour("#b0458c", "#ec98d1")
OLIVE = Colour("#76741a", "#cbc765")
SLATE = Colour("#5b697c", "#a5b3c6")
BROWN = Colour("#875839", "#d5a888")

LABEL_COLOURS = (BLUE, ORANGE, GREEN, PURPLE, RED, CYAN, PINK, OLIVE, SLATE, BROWN)
RELATION_COLOURS = (RED, PURPLE, BROWN, BLUE, CYAN, OLIVE, SLATE, PINK, GREEN, ORANGE)
SHAPES = ("dot", "square", "diamond", "hexagon", "triangle", "triangleDown", "star")

LINES: Mapping[Modality, Line] = {
    Modality.ASSERTED: Line(label="asserted", meaning="stated as a fact"),
    Modality.ENDED: Line(label="ended", meaning="held once, no longer", opacity=0.4),
    Modality.ALLEGED: Line(label="alleged", meaning="claimed, not established", dashes=(9, 6)),
    Modality.PLANNED: Line(label="planned", meaning="announced, not done", dashes=(2, 5)),
    Modality.DENIED: Line(label="denied", meaning="said not to be so", dashes=(9, 6), opacity=0.6, mark="struck"),
}


def label_look(name: str, ontology: Ontology) -> Look:
    """The look of a label, of the ontology or not."""
    known = list(ontology.labels)
    place = known.index(name) if name in ontology.labels else _hash(name)
    return Look(LABEL_COLOURS[place % len(LABEL_COLOURS)], SHAPES[place % len(SHAPES)])


def relation_colour(name: str, ontology: Ontology) -> Colour:
    """The colour of a relation: that of its group when the ontology has it, otherwise one of its own."""
    if name not in ontology.relations:
        return RELATION_COLOURS[_hash(name) % len(RELATION_COLOURS)]
    groups = list(dict.fromkeys(relation.group for relation in ontology.relations.values()))
    return RELATION_COLOURS[groups.index(ontology.relations[name].group) % len(RELATION_COLOURS)]


def sheet(ontology: Ontology) -> dict[str, object]:
    """Everything that a page's script needs to draw any graph, as JSON values."""
    return {
        "labels": {
            name: {**_look_json(label_look(name, ontology)), "plural": label.plural}
            for name, label in ontology.labels.items()
        },
        "relations": {
            name: {
                "label": relation.label,
                "inverse": relation.inverse,
                "group": relation.group,
                "symmetric": relation.symmetric,
                "colour": asdict(relation_colour(name, ontology)),
            }
            for name, relation in ontology.relations.items()
        },
        "modalities": {modality.value: asdict(line) for modality, line in LINES.items()},
        "unknown": {
            "labels": _colours_json(LABEL_COLOURS),
            "relations": _colours_json(RELATION_COLOURS),
            "shapes": list(SHAPES),
        },
    }


def _look_json(look: Look) -> dict[str, object]:
    return {"colour": asdict(look.colour), "shape": look.shape}


def _colours_json(colours: Sequence[Colour]) -> list[dict[str, str]]:
    return [asdict(colour) for colour in colours]


def _hash(name: str) -> int:
    """FNV-1a of the UTF-8 bytes, 32 bits: short enough to be written once more in JavaScript."""
    value = 0x811C9DC5
    for byte in name.encode("utf-8", "replace"):
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value
