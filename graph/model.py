"""The nouns of writing: documents, mentions, statements, entities, claims.

A *statement* is what one document says between two of its mentions: extractors make it, no database is needed.
A *claim* ties entities, after resolution. Offsets are half-open and count Unicode code points of `Document.text`.
"""

import hashlib
from base64 import b32encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

from graph.errors import QuoteNotFound

DocumentId = NewType("DocumentId", str)
AnchorId = NewType("AnchorId", str)
"""The address of one in-document cluster: `content_id` of the document's id and its first name's span."""
ProfileId = NewType("ProfileId", str)
EntityId = NewType("EntityId", str)
"""The smallest `AnchorId` of the entity's clusters; every anchor of an entity is a valid address of it."""
ClaimId = NewType("ClaimId", str)
EdgeId = NewType("EdgeId", str)

FORBIDDEN_IN_TEXT = ("\r", "\0", "\ufeff")


def content_id(*parts: object) -> str:
    """128 bits of SHA-256 over the length-prefixed parts, in 26 characters of [a-z2-7]."""
    joined = b"".join(str(len(part)).encode() + b":" + part for part in (str(p).encode() for p in parts))
    return b32encode(hashlib.sha256(joined).digest()[:16]).decode().rstrip("=").lower()


class Modality(StrEnum):
    """How firmly a text says it, in the order in which an edge is drawn (DESIGN section 2)."""

    ASSERTED = "asserted"
    ENDED = "ended"
    ALLEGED = "alleged"
    PLANNED = "planned"
    DENIED = "denied"


AFFIRMING = frozenset({Modality.ASSERTED, Modality.ENDED, Modality.ALLEGED})
"""The modalities that, when explicit, make an edge affirmed."""


class MentionKind(StrEnum):
    """How a mention refers: by a name, a pronoun, a description ("the judge") or a demonym ("Mexican")."""

    NAME = "name"
    PRONOUN = "pronoun"
    DESCRIPTION = "description"
    DEMONYM = "demonym"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points: 0 <= start < end."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def covers(self, other: "Span") -> bool:
        """Whether `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Digested:
    """The report that a digest retells: it is not the report's own text, and every view says so."""

    publisher: str
    title: str
    published: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One text as it was published somewhere. Make one with `graph.read.text.make_document`."""

    id: DocumentId
    text_hash: str
    source_hash: str
    """Of the bytes that were read: the same bytes with another text are a new version."""
    text: str
    title: str = ""
    publisher: str = ""
    url: str = ""
    """http(s), canonical; empty for a local file."""
    source: str = ""
    """Where it was read from, as given; never part of the id."""
    published: date | None = None
    language: str = "en"
    digest_of: Digested | None = None
    superseded_by: DocumentId | None = None

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("a document has text")
        found = [c for c in FORBIDDEN_IN_TEXT if c in self.text]
        if found or any("\ud800" <= c <= "\udfff" for c in self.text):
            raise ValueError(f"the text is not normalised: {found}")

    def quote(self, span: Span) -> str:
        """The text at `span`. Raises QuoteNotFound when the span ends behind the text."""
        if span.end > len(self.text):
            raise QuoteNotFound(f"{span} lies outside the {len(self.text)} characters of {self.id}")
        return self.text[span.start : span.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A stretch of text that refers to an actor, institution or place."""

    span: Span
    text: str
    label: str
    """A label of the ontology: Person, Organization, Place."""
    kind: MentionKind = MentionKind.NAME
    antecedent: int | None = None
    """Index in `Extraction.mentions` of another mention of the same entity; None for the first one."""
    entity_kind: str = ""
    """What kind of entity: agency, court, cartel, country ...; empty when unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A time as the text gives it, and the dates it means: inclusive, None = open or unknown."""

    text: str
    earliest: date | None = None
    latest: date | None = None

    def __post_init__(self) -> None:
        if self.earliest is not None and self.latest is not None and self.latest < self.earliest:
            raise ValueError(f"{self.text!r} ends on {self.latest}, before it begins on {self.earliest}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributed:
    """Who says it, inside one document: the words that say so, and the speaker's mention if it has one."""

    span: Span
    speaker: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What ONE document says between two MENTIONS; `subject` and `object` are indexes of mentions."""

    relation: str
    subject: int
    object: int
    modality: Modality
    span: Span
    """The sentence or sentences that say it; holds both mentions when `explicit`."""
    rule: str
    """The rule, frame or model that found it."""
    confidence: float
    attribution: Attributed | None = None
    """None = the journalist's own voice."""
    when: When | None = None
    role: str | None = None
    explicit: bool = True
    """False when a reader must infer it over sentences."""

    def __post_init__(self) -> None:
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"confidence is between 0 and 1, not {self.confidence}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """A statement that was not accepted, and why; shown, never silently dropped."""

    reason: str
    rule: str
    quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """Everything an extractor found in one document; `extractor` is its name, version and model hash."""

    document: DocumentId
    extractor: str
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    rejected: tuple[Rejection, ...] = ()


def mention_clusters(mentions: Sequence[Mention]) -> tuple[tuple[int, ...], ...]:
    """The indexes of mentions that refer to one entity, cluster by cluster, in order of first mention."""
    root = list(range(len(mentions)))

    def find(index: int) -> int:
        while root[index] != index:
            root[index] = root[root[index]]
            index = root[index]
        return index

    for index, mention in enumerate(mentions):
        if mention.antecedent is not None:
            a, b = find(index), find(mention.antecedent)
            root[max(a, b)] = min(a, b)
    clusters: dict[int, list[int]] = {}
    for index in sorted(range(len(mentions)), key=lambda i: mentions[i].span):
        clusters.setdefault(find(index), []).append(index)
    return tuple(tuple(cluster) for cluster in clusters.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """An actor, institution or place, named by one or more documents."""

    id: EntityId
    label: str
    kind: str
    name: str
    aliases: tuple[str, ...]
    """Every other name as written, sorted."""
    profiles: tuple[ProfileId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The words of a document that say it: `quote == document.text[span]`, always."""

    document: DocumentId
    span: Span
    quote: str
    subject: Span
    object: Span

    def __post_init__(self) -> None:
        if len(self.quote) != self.span.end - self.span.start:
            raise QuoteNotFound(f"the quote is not as long as its span {self.span}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who says it: the words of the text, and the speaker when it is an entity."""

    text: str
    speaker: EntityId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One statement of one document between two entities, with its evidence.

    `subject`, `object` and the speaker are addresses of entities: in a Batch they are anchors of the claim's own
    document, in an answer of the store the ids of the entities that hold them now.
    """

    id: ClaimId
    subject: EntityId
    relation: str
    object: EntityId
    modality: Modality
    evidence: tuple[Evidence, ...]
    extractor: str
    confidence: float
    attribution: Attribution | None = None
    when: When | None = None
    role: str | None = None
    explicit: bool = True
    edge: EdgeId | None = None
    """The edge that sums this claim; the store fills it in."""

    def __post_init__(self) -> None:
        if not self.evidence:
            raise QuoteNotFound(f"claim {self.id} has no evidence")


def edge_id(subject: str, relation: str, object_: str, *, symmetric: bool) -> EdgeId:
    """The id of the edge that sums all claims of one triple; the ends of a symmetric one are ordered."""
    ends = sorted((subject, object_)) if symmetric else (subject, object_)
    return EdgeId(content_id("edge", ends[0], relation, ends[1]))
