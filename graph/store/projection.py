"""What a triple's claims make of its edge: modality, counts, sources. Pure; DESIGN section 2 has the rules."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from graph.model import AFFIRMING, EdgeId, Modality, edge_id
from graph.ontology import Ontology
from graph.store.rows import NOT_AFFIRMED

Property = str | int | bool | date | None | Sequence[str]


@dataclass(frozen=True, slots=True, order=True)
class Triple:
    """A subject, a relation, an object: what one edge sums. The ends of a symmetric relation are ordered."""

    source: str
    relation: str
    target: str
    id: EdgeId

    @property
    def is_loop(self) -> bool:
        """Whether both ends are one entity, as after a merge; such a triple is never an edge."""
        return self.source == self.target


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """What one claim contributes to its edge."""

    modality: Modality
    explicit: bool
    document: str
    publisher: str | None
    published: date | None
    text_hash: str
    report: str | None
    digest: bool


def triple(subject: str, relation: str, object_: str, ontology: Ontology) -> Triple:
    """The triple of a claim between these two."""
    known = ontology.relations.get(relation)
    symmetric = known is not None and known.symmetric
    source, target = sorted((subject, object_)) if symmetric else (subject, object_)
    return Triple(source, relation, target, edge_id(subject, relation, object_, symmetric=symmetric))


def edge_type(claims: Iterable[Support], relation: str) -> str:
    """The relation itself when at least one explicit claim affirms it, otherwise NOT_AFFIRMED."""
    affirmed = any(c.explicit and c.modality in AFFIRMING for c in claims)
    return relation if affirmed else NOT_AFFIRMED


def edge_properties(found: Triple, claims: Sequence[Support]) -> Mapping[str, Property]:
    """The properties of the edge that sums these claims, at least one. Denials never count as `origins`."""
    counts = Counter(c.modality for c in claims)
    dates = sorted(c.published for c in claims if c.published is not None)
    explicit = {c.modality for c in claims if c.explicit}
    return {
        "id": found.id,
        "relation": found.relation,
        "modality": next(m for m in Modality if counts[m]).value,
        "modalities": [m.value for m in Modality if counts[m]],
        "explicit_modalities": [m.value for m in Modality if m in explicit],
        **{m.value: counts[m] for m in Modality},
        "contested": 0 < counts[Modality.DENIED] < len(claims),
        "explicit": bool(explicit),
        "claims": len(claims),
        "documents": len({c.document for c in claims}),
        "publishers": sorted({c.publisher for c in claims if c.publisher is not None}),
        "origins": count_origins(c for c in claims if c.modality is not Modality.DENIED),
        "first": dates[0] if dates else None,
        "last": dates[-1] if dates else None,
    }


def count_origins(claims: Iterable[Support]) -> int:
    """How many sources stand behind these claims: equal texts are one, a digest and its report are one."""
    given = tuple(claims)
    digested = {c.report for c in given if c.digest}
    return len({c.report if c.report in digested and c.report is not None else c.text_hash for c in given})
