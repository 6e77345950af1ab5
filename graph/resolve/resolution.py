"""What one document's write changes: its profiles among the known ones, the entities they make, its claims."""

from graph.batch import Batch, KnownNames, Profile
from graph.model import Document, Extraction, ProfileId
from graph.ontology import Ontology
from graph.resolve.claims import claim_document
from graph.resolve.entities import resolve_entities
from graph.resolve.profiles import Profiled, profile_document


def resolve_document(
    document: Document, extraction: Extraction, profiled: Profiled, known: KnownNames, ontology: Ontology
) -> Batch:
    """The batch that writes `document`, resolved against what the store knows of its keys."""
    profiles = {p.id: p for p in known.profiles}
    for profile in profiled.profiles:
        profiles[profile.id] = _earlier(profile, profiles)
    return Batch(
        document=document,
        extraction=extraction,
        profiles=tuple(profiles[p.id] for p in profiled.profiles),
        anchors=profiled.anchors,
        entities=resolve_entities(profiles.values()),
        claims=claim_document(document, extraction, profiled.anchor_of, ontology),
        revision=known.revision,
    )


def document_keys(profiled: Profiled) -> tuple[str, ...]:
    """The keys to ask the store for before `resolve_document`."""
    return tuple(sorted({key for profile in profiled.profiles for key in profile.keys}))


def _earlier(profile: Profile, known: dict[ProfileId, Profile]) -> Profile:
    other = known.get(profile.id)
    return other if other is not None and other.first < profile.first else profile


__all__ = ["document_keys", "profile_document", "resolve_document"]
