"""How much of an answer the console keeps: rows, bytes and the size of one cell, each cut with a reason."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

import orjson

from graph.answers import CypherLimits, Edge, Node, Value

Row = tuple[Value, ...]
T = TypeVar("T", Node, Edge)


class Caps:
    """Counts what is taken; `reasons` says in one sentence each what was cut, nothing is cut silently."""

    def __init__(self, limits: CypherLimits) -> None:
        self.limits = limits
        self.reasons: list[str] = []
        self.full = False
        """Whether there is more than the caps allow."""
        self._rows = 0
        self._bytes = 0

    def take(self, row: Row) -> Row | None:
        """The row, its largest cells cut if need be; None when it is one too many."""
        if self._rows >= self.limits.rows:
            self._stop(f"only the first {self.limits.rows} rows are here: there are more")
            return None
        size = _size(row)
        if size > self.limits.cell_bytes:
            row = tuple(self._cut(cell) for cell in row)
            size = _size(row)
        if self._bytes + size > self.limits.bytes:
            self._stop(f"only the first {self._rows} rows are here: more would exceed {self.limits.bytes} bytes")
            return None
        self._rows += 1
        self._bytes += size
        return row

    def take_graph(self, items: Iterable[T], what: str) -> tuple[T, ...]:
        """As many of the nodes or edges as the cap on bytes allows for one of the two."""
        kept: list[T] = []
        size = 0
        for item in items:
            size += _size(dict(item.properties)) + len(item.id) + 100
            if size > self.limits.bytes:
                self.reasons.append(f"only the first {len(kept)} {what} are here: the rest exceeds the bytes")
                break
            kept.append(item)
        return tuple(kept)

    def say(self, reason: str) -> None:
        """Notes a reason once."""
        if reason not in self.reasons:
            self.reasons.append(reason)

    def _stop(self, reason: str) -> None:
        self.full = True
        self.say(reason)

    def _cut(self, cell: Value) -> Value:
        if _size(cell) <= self.limits.cell_bytes:
            return cell
        self.say(f"a value larger than {self.limits.cell_bytes} bytes was cut")
        return cut(cell, self.limits.cell_bytes)


def cut(value: Value, max_bytes: int) -> Value:
    """The longest beginning of a text or list that is at most `max_bytes` of JSON; null for anything else."""
    if not isinstance(value, str | list):
        return None
    low, high = 0, min(len(value), max_bytes)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if _size(value[:middle]) <= max_bytes else (low, middle - 1)
    return value[:low]


def _size(value: Value | Sequence[Value]) -> int:
    return len(orjson.dumps(value))
