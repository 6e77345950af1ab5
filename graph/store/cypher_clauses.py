"""Follows a statement clause by clause and refuses every clause that does more than read.

The argument: a clause can begin only at the START of a query or where what stands before it is COMPLETE; after a
binary operator or a comma an OPERAND must follow, and a word there is a name. Where a token can be read both ways
(`((a)-->(b))+` ends a pattern, `1 +` does not; NOT may be a variable) the position is EITHER, and a word that could
open a writing clause is refused unless what follows makes it a name. All else in COMPLETE must be a word we know.
"""

from graph.store.cypher_cursor import At, Cursor, In, near_clause, refused, shown, wrong
from graph.store.cypher_tokens import Kind, Token
from graph.store.cypher_words import (
    BRANCHES,
    CLAUSES,
    FORMS,
    HINTS,
    OPENERS,
    OPERATORS,
    POSTFIX,
    PREFIXES,
    REFUSED,
    SELECTORS,
    SUBQUERIES,
    TYPE_WORDS,
)


def follow(cursor: Cursor) -> None:
    """Goes to the end of the statement. Raises CypherRefused or CypherSyntaxError."""
    while cursor.token.kind is not Kind.END:
        _step(cursor)
    if len(cursor.frames) > 1:
        opened = cursor.frame.opened
        raise wrong(opened, f"{opened.text!r} is not closed")
    if cursor.at is At.START:
        raise wrong(cursor.token, "the statement ends where a clause should begin")


def _step(cursor: Cursor) -> None:
    token = cursor.token
    if cursor.at is At.START:
        _start(cursor, token)
    elif token.kind is Kind.SYMBOL:
        _symbol(cursor, token)
    elif token.kind is Kind.WORD and cursor.at is not At.OPERAND:
        _word(cursor, token)
    else:
        _operand(cursor, token)


def _start(cursor: Cursor, token: Token) -> None:
    pattern = cursor.frame.inside is In.EXPRESSION_QUERY
    if token.key and not (pattern and cursor.peek().symbol("=")):
        if token.key in REFUSED:
            raise refused(token, f"the console only reads: no {token.key}")
        if token.key in OPENERS:
            _clause(cursor, token)
            return
    if not pattern or not (token.name or token.symbol("(")):
        raise wrong(token, f"{shown(token)} does not open a query{near_clause(token)}")
    cursor.at = At.OPERAND


def _word(cursor: Cursor, token: Token) -> None:
    """A word where a clause or an operator may stand."""
    sure = cursor.at is At.COMPLETE
    if token.key in REFUSED and cursor.in_query and (sure or not _is_name(cursor)):
        raise refused(token, f"the console only reads: no {token.key}")
    if cursor.in_query and token.key in CLAUSES:
        _clause(cursor, token)
    elif token.key in OPERATORS or (not cursor.in_query and token.key in ("WHERE", "FROM")):
        _operator(cursor, token)
    elif sure:
        raise wrong(token, f"{shown(token)} cannot stand here{near_clause(token)}")
    else:
        _operand(cursor, token)
        return
    if not sure and cursor.at is At.OPERAND:
        # What looked like an operator may have been a variable: whatever follows may be a clause.
        cursor.at = At.EITHER


def _is_name(cursor: Cursor) -> bool:
    """Whether the word can only be a variable, because of what follows it."""
    following = cursor.peek()
    if following.kind is Kind.WORD:
        return following.key in OPERATORS
    return following.kind is Kind.END or following.symbol(*",)]}.;=<>+-*/%^|")


def _clause(cursor: Cursor, token: Token) -> None:
    cursor.frame.cases = 0
    following = cursor.peek().key
    if token.key == "CALL":
        cursor.move()
        _call(cursor)
    elif token.key == "OPTIONAL":
        if following not in ("MATCH", "CALL"):
            raise wrong(cursor.peek(), "after OPTIONAL comes MATCH or CALL")
        cursor.move()
        _clause(cursor, cursor.token)
    elif token.key == "ORDER":
        if following != "BY":
            raise wrong(cursor.peek(), "after ORDER comes BY")
        cursor.move(At.OPERAND, count=2)
    elif token.key == "UNION":
        cursor.move(At.START, count=1 + (following in ("ALL", "DISTINCT")))
    elif token.key == "USING":
        _hint(cursor)
    elif token.key == "FINISH":
        cursor.move(At.COMPLETE)
    else:
        cursor.move(At.OPERAND, count=1 + (token.key == "FILTER" and following == "WHERE"))


def _call(cursor: Cursor) -> None:
    if cursor.token.symbol("("):
        cursor.move()
        while cursor.token.name or cursor.token.symbol(",", "*"):
            cursor.move()
        if not cursor.token.symbol(")") or not cursor.peek().symbol("{"):
            raise wrong(cursor.token, "CALL (…) names variables, and a subquery in braces follows")
        cursor.move()
    if cursor.token.symbol("{"):
        cursor.push(In.QUERY)
        return
    name, length = cursor.dotted_name()
    if not length:
        raise wrong(cursor.token, "CALL takes a procedure's name or a subquery in braces")
    cursor.calls.check_procedure(name, cursor.token)
    cursor.move(At.COMPLETE, count=length)


def _hint(cursor: Cursor) -> None:
    cursor.move()
    if cursor.token.key not in HINTS:
        raise wrong(cursor.token, "after USING comes INDEX, SCAN or JOIN ON")
    while cursor.token.key in HINTS:
        cursor.move()
    while cursor.token.name or cursor.token.symbol(":", ","):
        if cursor.token.key in CLAUSES | REFUSED and not cursor.peek(-1).symbol(":", ","):
            break
        cursor.move()
    cursor.at = At.COMPLETE


def _operator(cursor: Cursor, token: Token) -> None:
    following = cursor.peek()
    if token.key in POSTFIX:
        cursor.move(At.COMPLETE)
    elif token.key == "AS":
        if not following.name:
            raise wrong(following, "after AS comes a name")
        cursor.move(At.COMPLETE, count=2)
    elif token.key in ("STARTS", "ENDS"):
        if following.key != "WITH":
            raise wrong(following, f"after {token.key} comes WITH")
        cursor.move(At.OPERAND, count=2)
    elif token.key == "IS":
        _is(cursor)
    elif token.key in BRANCHES:
        if not cursor.frame.cases:
            raise wrong(token, f"{token.key} without CASE")
        cursor.frame.cases -= token.key == "END"
        cursor.move(At.COMPLETE if token.key == "END" else At.OPERAND)
    elif token.key == "IN" and following.key in ("TRANSACTIONS", "CONCURRENT"):
        raise refused(following, "the console only reads: no IN TRANSACTIONS")
    else:
        cursor.move(At.OPERAND)


def _is(cursor: Cursor) -> None:
    cursor.move(count=1 + (cursor.peek().key == "NOT"))
    if cursor.token.key in FORMS or cursor.token.key == "LABELED":
        cursor.move()
    if cursor.token.key in ("NULL", "NORMALIZED"):
        cursor.move(At.COMPLETE)
    elif cursor.token.key == "TYPED" or cursor.token.symbol("::"):
        _type(cursor)
    else:
        cursor.at = At.OPERAND


def _type(cursor: Cursor) -> None:
    """A type after `::`: its closing `>` or `!` completes an expression."""
    cursor.move()
    depth = 0
    while True:
        zone = cursor.token.key == "WITH" and cursor.peek().key in ("TIME", "TIMEZONE")
        if cursor.token.symbol("<"):
            depth += 1
        elif cursor.token.symbol(">") and depth:
            depth -= 1
        elif not (cursor.token.key in TYPE_WORDS or zone or cursor.token.symbol("|", "!")):
            break
        cursor.move()
    cursor.at = At.COMPLETE


def _operand(cursor: Cursor, token: Token) -> None:
    """A name, literal, call or subquery where an operand may stand."""
    following = cursor.peek()
    cursor.frame.cases += token.key == "CASE"
    if token.kind in (Kind.STRING, Kind.NUMBER):
        cursor.move(At.COMPLETE)
    elif token.key in SUBQUERIES and following.symbol("{"):
        cursor.move()
        cursor.push(In.EXPRESSION_QUERY)
    elif token.key in PREFIXES and not _is_name(cursor):
        cursor.move(At.EITHER)
    elif token.key == "WHEN" and cursor.frame.cases:
        cursor.move(At.OPERAND)
    elif token.key in SELECTORS and _selects(token, following):
        while cursor.token.key in SELECTORS or cursor.token.kind is Kind.NUMBER:
            cursor.move(At.EITHER)
    else:
        _name(cursor)


def _selects(token: Token, following: Token) -> bool:
    if following.key in SELECTORS or following.kind is Kind.NUMBER:
        return True
    return token.key == "SHORTEST" and (following.name or following.symbol("("))


def _name(cursor: Cursor) -> None:
    name, length = cursor.dotted_name()
    if cursor.peek(length).symbol("("):
        cursor.calls.check_function(name, cursor.token)
    cursor.move(At.COMPLETE, count=length)


def _symbol(cursor: Cursor, token: Token) -> None:
    operand = cursor.at is At.OPERAND
    if token.symbol("(", "["):
        cursor.push(In.BRACKETS)
    elif token.symbol("{"):
        _map(cursor)
    elif token.symbol(")", "]", "}"):
        cursor.pop()
    elif token.symbol(";"):
        if len(cursor.frames) > 1 or cursor.peek().kind is not Kind.END:
            raise refused(token, "one statement at a time")
        cursor.move(At.COMPLETE)
    elif token.symbol("$"):
        cursor.move(At.COMPLETE, count=1 + (cursor.peek().name or cursor.peek().kind is Kind.NUMBER))
    elif token.symbol("::") and not operand:
        _type(cursor)
    elif token.symbol("*", "%") and operand:
        cursor.move(At.COMPLETE)  # RETURN *, (:%)
    elif token.symbol("*", "%", "+", "!", ">") and not operand and cursor.in_query:
        cursor.move(At.EITHER)  # ((a)-->(b))+ WHERE: a quantifier completes a pattern
    else:
        cursor.move(At.OPERAND)


def _map(cursor: Cursor) -> None:
    """A map, projection or quantifier: a name behind the brace that is no key may be a query we do not know."""
    first = cursor.peek()
    if first.name and not cursor.peek(2).symbol(":", ",", "}"):
        raise wrong(first, f"{shown(first)} is no key of a map")
    cursor.push(In.MAP)
