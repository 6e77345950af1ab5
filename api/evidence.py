"""The claims behind the edges of a subgraph, and the documents they quote, for a page that stands alone."""

from collections.abc import Mapping, Sequence

from api import wire
from api.shapes import ClaimShape, DocumentShape
from graph import explore
from graph.answers import MAX_PAGE, ClaimsQuery, Subgraph
from graph.store.port import GraphReader

MAX_EDGES = 300
"""Edges whose claims are fetched, best supported first: each is one question to the store."""


def gather_evidence(
    reader: GraphReader, subgraph: Subgraph
) -> tuple[Mapping[str, Sequence[ClaimShape]], Sequence[DocumentShape]]:
    """Claims by the id of their edge, and each document that they quote once; nothing for a foreign graph."""
    if not subgraph.edges or not reader.info().ours:
        return {}, ()
    claims = {
        edge.id: explore.claims(reader, ClaimsQuery(edge=edge.id, limit=MAX_PAGE)).claims.items
        for edge in subgraph.edges[:MAX_EDGES]
    }
    quoted = {evidence.document: None for found in claims.values() for claim in found for evidence in claim.evidence}
    return (
        {edge: [wire.claim(claim) for claim in found] for edge, found in claims.items()},
        [wire.document(reader.document(document)) for document in quoted],
    )
