"""A fair choice among many neighbours: every node and relation gets its turn, so that no relation drowns the others."""

from collections.abc import Iterable
from dataclasses import dataclass

MAX_CANDIDATES = 20_000
"""Edges of one hop that are compared, the best supported ones if there are more."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An edge that leads from a known node to one beyond."""

    near: str
    relation: str
    far: str
    edge: str


def choose_fairly(candidates: Iterable[Candidate], *, limit: int) -> tuple[Candidate, ...]:
    """At most `limit` candidates, each to another node: the best of each (near, relation), then the second best ...

    Candidates come best first; that order decides within a turn, too.
    """
    turns: dict[tuple[str, str], int] = {}
    ranked: list[tuple[int, int, Candidate]] = []
    for place, candidate in enumerate(candidates):
        group = (candidate.near, candidate.relation)
        turn = turns[group] = turns.get(group, -1) + 1
        ranked.append((turn, place, candidate))
    chosen: dict[str, Candidate] = {}
    for _, _, candidate in sorted(ranked, key=lambda r: r[:2]):
        if len(chosen) == limit:
            break
        chosen.setdefault(candidate.far, candidate)
    return tuple(chosen.values())
