"""The console's first wall: decides from the text alone whether a Cypher statement only reads. No database.

It looks at clauses, not at words: `MATCH (n) CREATE (m)` is refused; `n.create`, `(:Set)`, `{delete: 1}`, `AS merge`
and "DROP" in a string are names and stay. What the guard cannot follow is refused too. The pieces: `cypher_tokens`
cuts the text, `cypher_bounds` limits its size, `cypher_clauses` follows the clauses, `cypher_words` has the lists.
"""

from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches

from graph.store.cypher_bounds import check_length, check_size
from graph.store.cypher_clauses import follow
from graph.store.cypher_cursor import Cursor, refused
from graph.store.cypher_tokens import Kind, Token, tokenize
from graph.store.cypher_words import CYPHER_OPTIONS, FUNCTIONS, PROCEDURES


@dataclass(frozen=True, slots=True)
class Reading:
    """A statement that only reads: `text` is what to send, with offsets as the user wrote them."""

    text: str
    explain: bool
    """Begins with EXPLAIN."""
    prefixed: bool
    """Begins with CYPHER and a version or options, which only Neo4j knows."""


def check(statement: str, *, procedures: Collection[str] = ()) -> Reading:
    """The statement, if it only reads. `procedures` may be called beyond the built-in ones; `a.b.*` = all below.

    Raises CypherRefused or CypherSyntaxError, with line and column.
    """
    check_length(statement)
    tokens = tokenize(statement)
    check_size(tokens.items)
    extra = frozenset(name.strip().lower() for name in procedures if name.strip())
    cursor = Cursor(tokens.items, AllowedCalls(extra))
    explain, prefixed = _skip_prefix(cursor)
    follow(cursor)
    return Reading(tokens.text, explain, prefixed)


@dataclass(frozen=True, slots=True)
class AllowedCalls:
    """The functions and procedures that a statement may call: the built-in ones and `extra`, in lower case."""

    extra: frozenset[str] = frozenset()

    def check_function(self, name: str, token: Token) -> None:
        """Raises CypherRefused unless the function may be called."""
        self._check(name, token, "function", FUNCTIONS)

    def check_procedure(self, name: str, token: Token) -> None:
        """Raises CypherRefused unless the procedure may be called."""
        self._check(name, token, "procedure", PROCEDURES)

    def _check(self, name: str, token: Token, what: str, known: frozenset[str]) -> None:
        lower = name.lower()
        above = {lower[:at] + ".*" for at, char in enumerate(lower) if char == "."}
        if lower in known or lower in self.extra or above & self.extra:
            return
        near = get_close_matches(lower, known, n=1, cutoff=0.8)
        hint = f"did you mean {near[0]}?" if near else "the setting CLEW_CONSOLE_PROCEDURES adds names"
        raise refused(token, f"the console does not call the {what} {name!r}; {hint}")


def _skip_prefix(cursor: Cursor) -> tuple[bool, bool]:
    explain = prefixed = False
    while cursor.token.key in ("EXPLAIN", "CYPHER"):
        if cursor.token.key == "EXPLAIN":
            explain = True
            cursor.move()
            continue
        prefixed = True
        cursor.move(count=1 + (cursor.peek().kind is Kind.NUMBER))
        while cursor.token.key in CYPHER_OPTIONS and cursor.peek().symbol("=") and cursor.peek(2).name:
            cursor.move(count=3)
    return explain, prefixed
