"""One document's clusters of mentions as anchors and profiles: what is compared with other documents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.batch import Anchor, Profile
from graph.countries import country_of, name_of_country
from graph.model import (
    AnchorId,
    DocumentId,
    Extraction,
    Mention,
    MentionKind,
    Modality,
    ProfileId,
    content_id,
    mention_clusters,
)
from graph.ontology import Ontology
from graph.resolve.institutions import COUNTRY, PLACE, presumed_country
from graph.resolve.names import fold, fullest, keys
from graph.resolve.words import name_words


@dataclass(frozen=True, slots=True)
class Profiled:
    """The anchors and profiles of one document; `anchor_of` leads from a mention's index to its anchor."""

    anchors: tuple[Anchor, ...]
    profiles: tuple[Profile, ...]
    anchor_of: Mapping[int, AnchorId]


def profile_document(extraction: Extraction, ontology: Ontology) -> Profiled:
    """Anchors and profiles of every cluster that the document names; one without a name is nobody's.

    A country that only its adjective names (`the Mexican army`) is named: the profile has the country's usual name.
    """
    clusters = mention_clusters(extraction.mentions)
    cluster_of = {index: number for number, cluster in enumerate(clusters) for index in cluster}
    countries = _countries(extraction, ontology, clusters, cluster_of)
    mentioned = {c for m in extraction.mentions if (c := country_of(fold(m.text))) is not None}
    anchors: list[Anchor] = []
    profiles: dict[ProfileId, Profile] = {}
    anchor_of: dict[int, AnchorId] = {}
    for number, cluster in enumerate(clusters):
        mentions = [extraction.mentions[i] for i in cluster]
        named = _names(mentions)
        if not named:
            continue
        first = min(m.span for m, _ in named)
        anchor = anchor_id(extraction.document, first.start, first.end)
        if any(anchor == known.id for known in anchors):
            continue  # two entities in one name: an address leads to one, and the first mention has it
        profile = _profile(
            extraction.document,
            anchor,
            label=named[0][0].label,
            kind=next((m.entity_kind for m in mentions if m.entity_kind), ""),
            names=sorted({name for _, name in named}),
            country=countries.get(number) or presumed_country([name for _, name in named], mentioned),
        )
        known = profiles.setdefault(profile.id, profile)
        if profile.first < known.first:
            profiles[profile.id] = profile
        spans = tuple(m.span for m in mentions)
        anchors.append(Anchor(id=anchor, document=extraction.document, profile=profile.id, spans=spans))
        anchor_of.update(dict.fromkeys(cluster, anchor))
    return Profiled(tuple(anchors), tuple(profiles[p] for p in sorted(profiles)), anchor_of)


def anchor_id(document: DocumentId, start: int, end: int) -> AnchorId:
    """The address of the cluster whose first name stands there."""
    return AnchorId(content_id("anchor", document, start, end))


def _names(mentions: Sequence[Mention]) -> list[tuple[Mention, str]]:
    """The mentions that name their entity, with the names; a demonym names its country when nothing else does."""
    named = [(m, " ".join(m.text.split())) for m in mentions if m.kind is MentionKind.NAME]
    if named:
        return named
    demonyms = [m for m in mentions if m.kind is MentionKind.DEMONYM and m.label == PLACE]
    return [(m, name) for m in demonyms if (name := name_of_country(fold(m.text))) is not None]


def _profile(
    document: DocumentId,
    anchor: AnchorId,
    *,
    label: str,
    kind: str,
    names: Sequence[str],
    country: str | None,
) -> Profile:
    found = () if _may_be_two_places(label, kind, names) else keys(names, label, country)
    scope = () if found else (document, anchor)
    return Profile(
        id=ProfileId(content_id("profile", label, kind, *names, "keys", *found, *scope)),
        label=label,
        kind=kind,
        name=fullest(names, label),
        names=tuple(names),
        keys=found,
        first=anchor,
    )


def _may_be_two_places(label: str, kind: str, names: Sequence[str]) -> bool:
    """Whether it is Georgia, and nothing says whether the country or the state."""
    return label == PLACE and not kind and any(fold(name) in name_words().shared for name in names)


def _countries(
    extraction: Extraction,
    ontology: Ontology,
    clusters: Sequence[Sequence[int]],
    cluster_of: Mapping[int, int],
) -> dict[int, str]:
    """The country that each cluster belongs to, where the document asserts it of exactly one."""
    found: dict[int, set[str]] = {}
    for statement in extraction.statements:
        sure = statement.explicit and statement.modality is Modality.ASSERTED
        if not sure or not ontology.relation(statement.relation).belongs:
            continue
        owner = [extraction.mentions[i] for i in clusters[cluster_of[statement.object]]]
        if {m.entity_kind for m in owner} <= {"", COUNTRY}:
            names = {country_of(fold(m.text)) for m in owner}
            found.setdefault(cluster_of[statement.subject], set()).update(n for n in names if n is not None)
    return {number: next(iter(names)) for number, names in found.items() if len(names) == 1}
