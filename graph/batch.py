"""The nouns of resolution and of one write: profiles, anchors, and the batch that a document becomes."""

from dataclasses import dataclass

from graph.model import AnchorId, Claim, Document, DocumentId, Entity, Extraction, ProfileId, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What clusters tell of their entity: its label, kind and names. Clusters with equal profiles share one."""

    id: ProfileId
    label: str
    kind: str
    name: str
    """The fullest name, without title."""
    names: tuple[str, ...]
    """Every name as written, sorted."""
    keys: tuple[str, ...]
    """What profiles of one entity can have in common: `resolve.names` makes them, the store looks them up."""
    first: AnchorId
    """The smallest anchor among its clusters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """One cluster of one document: the address by which links, views and judgements name an entity."""

    id: AnchorId
    document: DocumentId
    profile: ProfileId
    spans: tuple[Span, ...]
    """Where the document mentions it, by name or otherwise, in text order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """One document with all that its write changes; the store writes it in one transaction or not at all."""

    document: Document
    extraction: Extraction
    profiles: tuple[Profile, ...]
    """Those of this document (new or known)."""
    anchors: tuple[Anchor, ...]
    entities: tuple[Entity, ...]
    """Every entity of the touched names as it is after this document, with all its profiles."""
    claims: tuple[Claim, ...]
    revision: int
    """The store's revision that this was resolved at; another one in the database means: resolve again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownNames:
    """What the store knows of some keys: every profile reachable over shared keys, at one revision."""

    revision: int
    profiles: tuple[Profile, ...] = ()
