"""How large a console statement may be: planners do not stop, so their work is bounded before it is sent.

The numbers stay an order of magnitude below what Neo4j 5.26 needed a second for (research/neo4j.md section 6):
NOT × 500 > 9 s, OR × 1,000 5 s, 30 hops 8.8 s, UNION × 200 2.7 s, CALL × 60 1.2 s, 1+1 × 4,000 3.7 s.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from graph.answers import Value
from graph.errors import CypherError, CypherRefused
from graph.store.cypher_tokens import Kind, Token
from graph.store.cypher_words import SUBQUERIES

MAX_STATEMENT_BYTES = 10_000
MAX_PARAMETER_BYTES = 256_000
MAX_NESTING = 50
MAX_HOPS_IN_A_PART = 12
MAX_REPEATED_OPERATOR = 40
"""How often one postfix or prefix operator may follow itself: `x[0][0]…`, `- - -1`, `a.b.c…`."""

LIMITS: Mapping[str, int] = {
    "NOT": 40,
    "AND, OR and XOR": 200,
    "arithmetic operators": 300,
    "comparisons": 200,
    "label operators": 100,
    "hops": 40,
    "MATCH": 30,
    "UNION": 30,
    "CALL": 20,
    "WITH": 50,
    "CASE branches": 100,
    "subqueries": 20,
    "indexes of indexes": 40,
}

_GROUPS = {
    "NOT": "NOT",
    "AND": "AND, OR and XOR",
    "OR": "AND, OR and XOR",
    "XOR": "AND, OR and XOR",
    "MATCH": "MATCH",
    "UNION": "UNION",
    "CALL": "CALL",
    "WITH": "WITH",
    "WHEN": "CASE branches",
    "IN": "comparisons",
    "IS": "comparisons",
    "CONTAINS": "comparisons",
}
_ARITHMETIC = ("+", "-", "*", "/", "%", "^")
_COMPARISON = ("=", "<", ">")
_LABELS = ("|", "&", "!")
_PARTS = frozenset({"WITH", "UNION", "CALL", "RETURN"})


def check_length(statement: str) -> None:
    """Raises CypherRefused for a statement that is too long."""
    size = len(statement.encode("utf-8", "surrogatepass"))
    if size > MAX_STATEMENT_BYTES:
        raise CypherRefused(f"a statement has at most {MAX_STATEMENT_BYTES} bytes, not {size}")


def check_size(tokens: Sequence[Token]) -> None:
    """Raises CypherRefused where a statement repeats something so often that planning would not end."""
    counts: Counter[str] = Counter()
    part_hops = run = 0
    before = ""
    for index, token in enumerate(tokens):
        group = _group(tokens, index)
        if group is not None:
            counts[group] += 1
            if counts[group] > LIMITS[group]:
                raise _too_much(token, f"more than {LIMITS[group]} {group}")
        part_hops = 0 if token.key in _PARTS or token.symbol("{") else part_hops + (group == "hops")
        if part_hops > MAX_HOPS_IN_A_PART:
            raise _too_much(token, f"more than {MAX_HOPS_IN_A_PART} hops between two WITH")
        link = _link(token)
        if link or before not in (".", ":", "IS") or not (token.name or token.kind is Kind.NUMBER):
            run = run + 1 if link and link == before else int(bool(link))
            before = link
        if run > MAX_REPEATED_OPERATOR:
            raise _too_much(token, f"more than {MAX_REPEATED_OPERATOR} {token.text} in a row")


def check_parameters(parameters: Mapping[str, Value]) -> None:
    """Raises CypherError for parameters that are too large, too deep, or that no engine can take."""
    left = MAX_PARAMETER_BYTES
    stack: list[tuple[Value, int]] = [(dict(parameters), 0)]
    while stack:
        value, depth = stack.pop()
        if depth > MAX_NESTING:
            raise CypherError(f"parameters nest at most {MAX_NESTING} deep")
        if isinstance(value, str):
            left -= _text_bytes(value)
        elif isinstance(value, Mapping):
            left -= sum(_text_bytes(key) for key in value)
            stack.extend((item, depth + 1) for item in value.values())
        elif isinstance(value, Sequence):
            stack.extend((item, depth + 1) for item in value)
        elif isinstance(value, int) and not -(2**63) <= value < 2**63:
            raise CypherError("a whole number in the parameters does not fit into 64 bits")
        left -= 8
        if left < 0:
            raise CypherError(f"parameters have at most {MAX_PARAMETER_BYTES} bytes")


def _text_bytes(text: str) -> int:
    try:
        return len(text.encode("utf-8"))
    except UnicodeEncodeError:
        raise CypherError("half a character (a lone surrogate) in the parameters") from None


def _group(tokens: Sequence[Token], index: int) -> str | None:
    token, previous, following = tokens[index], tokens[max(index - 1, 0)], tokens[min(index + 1, len(tokens) - 1)]
    if token.kind is Kind.WORD:
        if token.key in SUBQUERIES and following.symbol("{"):
            return "subqueries"
        return None if previous.symbol(".", ":", "$") else _GROUPS.get(token.key)
    if token.kind is not Kind.SYMBOL:
        return None
    if _opens_hop(tokens, index):
        return "hops"
    if token.text == "[" and previous.symbol("]"):
        return "indexes of indexes"
    if token.text in _ARITHMETIC:
        return "arithmetic operators"
    if token.text in _COMPARISON:
        return "comparisons"
    return "label operators" if token.text in _LABELS else None


def _opens_hop(tokens: Sequence[Token], index: int) -> bool:
    """Whether the dash at `index` begins a relationship pattern: `)-[`, `)--`, `)<-[`, `)<--`, `+-[` ..."""
    following = tokens[index + 1] if index + 1 < len(tokens) else tokens[index]
    if not tokens[index].symbol("-") or not following.symbol("[", "-"):
        return False
    before = index - 1 - int(index > 0 and tokens[index - 1].symbol("<"))
    return before >= 0 and tokens[before].symbol(")", "+", "*", "}")


def _link(token: Token) -> str:
    if token.symbol("-", "+", "!", ".", ":"):
        return token.text
    return token.key if token.key in ("NOT", "IS") else ""


def _too_much(token: Token, message: str) -> CypherRefused:
    return CypherRefused(f"{message}: planning it might not end", line=token.line, column=token.column)
