"""Where the guard stands in a statement: the token, what can come next, and the brackets around it."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum
from typing import Protocol

from graph.errors import CypherRefused, CypherSyntaxError
from graph.store.cypher_bounds import MAX_NESTING
from graph.store.cypher_tokens import Kind, Token
from graph.store.cypher_words import CLAUSES

CLOSERS = {"(": ")", "[": "]", "{": "}"}


class At(Enum):
    """What can come next: the opening of a query, an operand, a clause or operator, or either of the two."""

    START = "start"
    OPERAND = "operand"
    COMPLETE = "complete"
    EITHER = "either"


class In(Enum):
    """Which bracket encloses the position."""

    QUERY = "query"
    EXPRESSION_QUERY = "expression query"
    BRACKETS = "brackets"
    MAP = "map"


QUERIES = (In.QUERY, In.EXPRESSION_QUERY)


@dataclass(slots=True)
class Frame:
    """One open bracket; `cases` counts the CASE in it that have not ended."""

    inside: In
    closer: str
    opened: Token
    cases: int = 0


class Calls(Protocol):
    """Which functions and procedures may be called; both raise CypherRefused for any other."""

    def check_function(self, name: str, token: Token) -> None:
        """Whether the function may be called."""

    def check_procedure(self, name: str, token: Token) -> None:
        """Whether the procedure may be called."""


class Cursor:
    """A position that only moves forward."""

    def __init__(self, tokens: Sequence[Token], calls: Calls) -> None:
        self.tokens = tokens
        self.calls = calls
        self.index = 0
        self.at = At.START
        self.frames = [Frame(In.QUERY, "", tokens[0])]

    @property
    def token(self) -> Token:
        """The token at the position; END behind the last one."""
        return self.tokens[self.index]

    @property
    def frame(self) -> Frame:
        """The innermost open bracket."""
        return self.frames[-1]

    @property
    def in_query(self) -> bool:
        """Whether clauses can stand here."""
        return self.frame.inside in QUERIES

    def peek(self, ahead: int = 1) -> Token:
        """The token `ahead` of the position."""
        return self.tokens[min(self.index + ahead, len(self.tokens) - 1)]

    def move(self, at: At | None = None, *, count: int = 1) -> None:
        """Goes `count` tokens on; `at` says what can come there, None leaves that as it is."""
        self.index = min(self.index + count, len(self.tokens) - 1)
        self.at = self.at if at is None else at

    def push(self, inside: In) -> None:
        """Enters the bracket at the position."""
        if len(self.frames) > MAX_NESTING:
            raise refused(self.token, f"brackets nest at most {MAX_NESTING} deep")
        self.frames.append(Frame(inside, CLOSERS[self.token.text], self.token))
        self.move(At.START if inside in QUERIES else At.OPERAND)

    def pop(self) -> None:
        """Leaves the innermost bracket, which the token at the position closes."""
        if self.token.text != self.frame.closer:
            raise wrong(self.token, f"{self.token.text!r} closes nothing")
        self.frames.pop()
        self.move(At.COMPLETE)

    def dotted_name(self) -> tuple[str, int]:
        """The dotted name that begins here, and how many tokens it has; 0 when there is none."""
        parts: list[str] = []
        ahead = 0
        while self.peek(ahead).name:
            parts.append(self.peek(ahead).text)
            if not (self.peek(ahead + 1).symbol(".") and self.peek(ahead + 2).name):
                return ".".join(parts), ahead + 1
            ahead += 2
        return "", 0


def refused(token: Token, message: str) -> CypherRefused:
    """The error for what the console does not do."""
    return CypherRefused(message, line=token.line, column=token.column)


def wrong(token: Token, message: str) -> CypherSyntaxError:
    """The error for what is no Cypher that we know."""
    return CypherSyntaxError(message, line=token.line, column=token.column)


def shown(token: Token) -> str:
    """A token as a message names it."""
    return "the end" if token.kind is Kind.END else repr(token.text)


def near_clause(token: Token) -> str:
    """A hint at the clause that may have been meant, or nothing."""
    if token.key in CLAUSES:
        return "; is a bracket before it still open?"
    near = get_close_matches(token.key, CLAUSES, n=1) if token.key else []
    return f"; did you mean {near[0]}?" if near else ""
