"""An EdgeFilter as the slots and parameters of statements on our own stores."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph.answers import Direction, Value
from graph.model import AFFIRMING
from graph.ontology import Ontology
from graph.store.dialect import alternation
from graph.store.port import EdgeFilter
from graph.store.rows import NOT_AFFIRMED

_ARROWS = {Direction.OUT: "(n)-[r:%s]->(o:Entity)", Direction.IN: "(n)<-[r:%s]-(o:Entity)"}
_EITHER = "(n)-[r:%s]-(o:Entity)"
_HAS_LABEL = "any(l IN labels({}) WHERE l IN $labels)"


@dataclass(frozen=True, slots=True)
class EdgePattern:
    """What a statement's slots take (`pattern`, `types`, `filter`, `both`), and the parameters that go with them."""

    slots: Mapping[str, str]
    parameters: Mapping[str, Value]


def edge_pattern(edges: EdgeFilter, ontology: Ontology) -> EdgePattern:
    """The pattern of the edges that pass the filter. Raises UnknownRelation for a type or label not in the ontology."""
    relations = tuple(ontology.relation(name).name for name in edges.types) or tuple(ontology.relations)
    labels = [ontology.label(name).name for name in edges.labels]
    symmetric = [name for name in relations if ontology.relations[name].symmetric]
    types = alternation(relations if _only_affirmed(edges) else (*relations, NOT_AFFIRMED))
    conditions = ["true", *_conditions(edges)]
    pattern = _EITHER
    if edges.direction is not Direction.BOTH:
        pattern = _EITHER if symmetric else _ARROWS[edges.direction]
        if symmetric:
            # A symmetric relation is stored one way round, by the ids of its ends, and leads both ways.
            near = "startNode" if edges.direction is Direction.OUT else "endNode"
            conditions.append(f"({near}(r) = n OR r.relation IN $symmetric)")
    if labels:
        conditions.append(_HAS_LABEL.format("o"))
    return EdgePattern(
        slots={
            "pattern": pattern % types,
            "types": types,
            "filter": " AND ".join(conditions),
            "both": _HAS_LABEL.format("n") if labels else "true",
        },
        parameters={
            "types": relations,
            "labels": labels,
            "symmetric": symmetric,
            "modalities": sorted(m.value for m in edges.modalities),
        },
    )


def _only_affirmed(edges: EdgeFilter) -> bool:
    return edges.explicit and edges.modalities <= AFFIRMING


def _conditions(edges: EdgeFilter) -> list[str]:
    if edges.explicit and edges.modalities == AFFIRMING:
        return []
    kept = "explicit_modalities" if edges.explicit else "modalities"
    found = [f"any(m IN r.{kept} WHERE m IN $modalities)"]
    if edges.types and not _only_affirmed(edges):
        found.append("r.relation IN $types")
    return found
