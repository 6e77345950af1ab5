"""The query parameters: names, ranges, defaults and examples, as OpenAPI shows them."""

import re
from dataclasses import replace
from typing import Annotated, Literal

from fastapi import Path
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, JsonValue, StrictBool

from graph.answers import (
    MAX_DEPTH,
    MAX_EDGES,
    MAX_NODES,
    MAX_PAGE,
    ClaimsQuery,
    Direction,
    SubgraphQuery,
)
from graph.model import AFFIRMING, Modality

_COMMA = re.compile(r"(?<!\\),")

DirectionName = Literal["in", "out", "both"]
ModalityName = Literal["asserted", "ended", "alleged", "planned", "denied"]


def split_commas(given: object) -> object:
    r"""`["a,b", "c"]` as `["a", "b", "c"]`; `\,` is a comma within a name."""
    if not isinstance(given, list):
        return given
    return [part.replace("\\,", ",") for text in given for part in _COMMA.split(str(text))]


Name = Annotated[str, Field(min_length=1, max_length=1_000)]
NodeId = Annotated[str, Field(min_length=1, max_length=200)]
Cursor = Annotated[str, Field(min_length=1, max_length=500)]
Names = Annotated[list[Name], BeforeValidator(split_commas)]
EXAMPLE_ID = "k3qdxv5m2ubh7wzt4ynoc6aepi"

NodePath = Annotated[
    str,
    Path(
        alias="id",
        description="Address of the node: its id, or any anchor of it, which answers with a redirect to the id.",
        max_length=200,
        examples=[EXAMPLE_ID],
    ),
]
DocumentPath = Annotated[
    str, Path(alias="id", description="Id of the document.", max_length=200, examples=[EXAMPLE_ID])
]


class SubgraphParameters(BaseModel):
    """Which part of the graph."""

    model_config = ConfigDict(frozen=True)

    node: Annotated[list[NodeId], BeforeValidator(split_commas)] = Field(
        default=[],
        max_length=1_000,
        description="Address of a node to start from; repeat it, or separate by commas, for several."
        " Without it: an overview, the best supported part of the graph.",
        examples=[[EXAMPLE_ID]],
    )
    depth: int = Field(
        default=1,
        ge=0,
        le=MAX_DEPTH,
        description=f"Hops from the start nodes, 0 to {MAX_DEPTH}; 0 = only the edges between them.",
        examples=[2],
    )
    direction: DirectionName = Field(
        default="both", description="Which edges to follow, seen from the node before.", examples=["out"]
    )
    type: Names = Field(
        default=[],
        max_length=100,
        description="Relations to keep, several by repetition or commas; none = all.",
        examples=[["CHARGED_BY"]],
    )
    label: Names = Field(
        default=[],
        max_length=100,
        description="Labels to keep, several by repetition or commas; none = all.",
        examples=[["Person"]],
    )
    modality: Annotated[list[ModalityName], BeforeValidator(split_commas)] = Field(
        default=sorted(modality.value for modality in AFFIRMING),
        max_length=20,
        description="How firmly it must be said, several by repetition or commas.",
        examples=[["asserted", "alleged"]],
    )
    explicit: bool = Field(
        default=True,
        description="true = leave out edges that only inference over several sentences supports.",
        examples=[True],
    )
    max_nodes: int = Field(
        default=300,
        ge=1,
        le=MAX_NODES,
        description=f"Nodes at most, 1 to {MAX_NODES}; then `truncated`.",
        examples=[100],
    )
    max_edges: int = Field(
        default=1_000,
        ge=1,
        le=MAX_EDGES,
        description=f"Edges at most, 1 to {MAX_EDGES}; then `truncated`.",
        examples=[300],
    )

    def query(self) -> SubgraphQuery:
        """The question of the domain. Raises BadQuery where parameters contradict each other."""
        return SubgraphQuery(
            nodes=tuple(dict.fromkeys(self.node)),
            depth=self.depth,
            direction=Direction(self.direction),
            types=tuple(dict.fromkeys(self.type)),
            labels=tuple(dict.fromkeys(self.label)),
            modalities=frozenset(Modality(name) for name in self.modality),
            explicit=self.explicit,
            max_nodes=self.max_nodes,
            max_edges=self.max_edges,
        )


class PagedSubgraphParameters(SubgraphParameters):
    """Which part of the graph, or which page of one node's neighbours."""

    limit: int | None = Field(
        default=None,
        ge=1,
        le=MAX_PAGE,
        description=f"Page the neighbours of one node (depth 1), 1 to {MAX_PAGE} edges a page.",
        examples=[10],
    )
    after: Cursor | None = Field(
        default=None, description="`next` of the page before, as it was given.", examples=["MjA"]
    )

    def query(self) -> SubgraphQuery:
        """The question of the domain. Raises BadQuery where parameters contradict each other."""
        return replace(SubgraphParameters.query(self), limit=self.limit, after=self.after)


class SearchParameters(BaseModel):
    """What to look for."""

    model_config = ConfigDict(frozen=True)

    q: str = Field(
        min_length=1,
        max_length=200,
        description="A name or part of one; accents and case do not matter.",
        examples=["lopez obrador"],
    )
    label: Name | None = Field(default=None, description="Only nodes with this label.", examples=["Person"])
    limit: int = Field(default=20, ge=1, le=100, description="Hits at most, 1 to 100.", examples=[10])


class ClaimsParameters(BaseModel):
    """Whose claims, and which page of them."""

    model_config = ConfigDict(frozen=True)

    edge: NodeId | None = Field(
        default=None,
        description="Claims that this edge sums (give one of edge, node, document).",
        examples=[EXAMPLE_ID],
    )
    node: NodeId | None = Field(default=None, description="Claims about this node.", examples=[EXAMPLE_ID])
    document: NodeId | None = Field(default=None, description="Claims that this document makes.", examples=[EXAMPLE_ID])
    limit: int = Field(default=100, ge=1, le=MAX_PAGE, description=f"Claims a page, 1 to {MAX_PAGE}.", examples=[50])
    after: Cursor | None = Field(
        default=None, description="`next` of the page before, as it was given.", examples=["MjA"]
    )

    def query(self) -> ClaimsQuery:
        """The question of the domain. Raises BadQuery unless exactly one of edge, node, document is given."""
        return ClaimsQuery(edge=self.edge, node=self.node, document=self.document, limit=self.limit, after=self.after)


class DocumentsParameters(BaseModel):
    """Which documents, and which page of them."""

    model_config = ConfigDict(frozen=True)

    node: NodeId | None = Field(
        default=None, description="Only documents that mention this node.", examples=[EXAMPLE_ID]
    )
    limit: int = Field(default=50, ge=1, le=MAX_PAGE, description=f"Documents a page, 1 to {MAX_PAGE}.", examples=[20])
    after: Cursor | None = Field(
        default=None, description="`next` of the page before, as it was given.", examples=["MjA"]
    )


class CypherRequest(BaseModel):
    """A statement to run, in the body shape of Neo4j's Query API v2."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "statement": "MATCH (p:Person)-[r:CHARGED_BY]->(a) RETURN p.name, r.modality, a.name LIMIT $n",
                    "parameters": {"n": 10},
                }
            ]
        },
    )

    statement: str = Field(min_length=1, description="One reading Cypher statement, at most 10 kB.")
    parameters: dict[str, JsonValue] = Field(default_factory=dict, description="Values for `$name` in the statement.")
    includeCounters: StrictBool = Field(  # noqa: N815 - the name of Neo4j's Query API
        default=True, description="Accepted for clients of Neo4j's Query API; counters always come."
    )
