"""Cuts a Cypher statement into tokens, and refuses text that two engines could cut differently.

Where Neo4j and ArcadeDB disagree about a character, or may do so after an upgrade, the statement is refused or the
character is replaced by a plain blank, so that what an engine reads is what was checked.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from graph.errors import CypherRefused, CypherSyntaxError


class Kind(StrEnum):
    """What a token is."""

    WORD = "word"
    QUOTED = "quoted"
    STRING = "string"
    NUMBER = "number"
    SYMBOL = "symbol"
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    """One token: `text` is a quoted name without its backticks; `key` a word as engines compare it, else ""."""

    kind: Kind
    text: str
    start: int
    line: int
    column: int
    key: str = ""

    def symbol(self, *texts: str) -> bool:
        """Whether it is one of these symbols."""
        return self.kind is Kind.SYMBOL and self.text in texts

    @property
    def name(self) -> bool:
        """Whether it can be a name: a word or a quoted name."""
        return self.kind in (Kind.WORD, Kind.QUOTED)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens, the last one END, and the text without comments and unusual blanks; offsets stay the same."""

    items: tuple[Token, ...]
    text: str


# Engines take U+0085, no-break and other Unicode blanks as blanks; zero-width characters are none and stay out.
BLANKS = frozenset(
    " \t\n\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
_PLAIN_BLANKS = " \t\n\r"
_SYMBOLS = frozenset("()[]{},.:;+-*/%^=<>!|&~$")
_NUMBER = re.compile(
    r"0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|(?:[0-9][0-9_]*(?:\.[0-9][0-9_]*)?)(?:[eE][+-]?[0-9]+)?", re.ASCII
)
_ESCAPE = re.compile(r"\\u+([0-9A-Fa-f]{4})")
_SYNTAX_CODES = frozenset("'\"`\\")
# Letters outside ASCII that upper or lower case turns into ASCII ones: an engine may read ſET as SET.
_FOLDED = str.maketrans({"\u017f": "s", "\u212a": "k", "\u0131": "i", "\u0130": "i"})


def fold(word: str) -> str:
    """A word as the most generous engine compares it with its keywords."""
    return word.translate(_FOLDED).upper()


def tokenize(statement: str) -> Tokens:
    """The tokens of a statement. Raises CypherSyntaxError, or CypherRefused where engines might disagree."""
    return _Scanner(statement).scan()


class _Scanner:
    def __init__(self, statement: str) -> None:
        self.statement = statement
        self.at = 0
        self.line = 1
        self.line_start = 0
        self.items: list[Token] = []
        self.clean: list[str] = []

    def scan(self) -> Tokens:
        self._refuse_surrogates()
        while self.at < len(self.statement):
            self._step()
        self._add(Kind.END, "", self.at)
        return Tokens(tuple(self.items), "".join(self.clean))

    def _step(self) -> None:
        char, pair = self.statement[self.at], self.statement[self.at : self.at + 2]
        if char in BLANKS:
            self._blank(char)
        elif pair == "//":
            self._comment(_line_end(self.statement, self.at))
        elif pair == "/*":
            end = self.statement.find("*/", self.at + 2)
            if end < 0:
                raise self._wrong("a comment that does not end")
            self._comment(end + 2)
        elif char in "'\"":
            self._string(char)
        elif char == "`":
            self._quoted()
        elif "0" <= char <= "9":
            self._number()
        elif char == "_" or char.isidentifier():
            self._word()
        elif char in _SYMBOLS:
            text = pair if pair in ("::", "..") else char
            self._take(Kind.SYMBOL, text, self.at + len(text))
        else:
            raise self._wrong(f"the character U+{ord(char):04X} has no meaning here")

    def _blank(self, char: str) -> None:
        self.clean.append(char if char in _PLAIN_BLANKS else " ")
        self._advance(self.at + 1)

    def _comment(self, end: int) -> None:
        comment = self.statement[self.at : end]
        if _ESCAPE.search(comment) or any(c in BLANKS and c not in " \t\n\r\xa0" for c in comment):
            # Neo4j decodes \u000A before it looks for the end of a comment; U+2028 might end one elsewhere.
            raise self._refused("an escape or an unusual line break in a comment")
        self.clean.append("".join(c if c in "\n\r" else " " for c in comment))
        self._advance(end)

    def _string(self, quote: str) -> None:
        end = self.at + 1
        while end < len(self.statement) and self.statement[end] != quote:
            end += 2 if self.statement[end] == "\\" else 1
        if end >= len(self.statement):
            raise self._wrong("a string that does not end")
        self._check_escapes(self.statement[self.at : end])
        self._take(Kind.STRING, self.statement[self.at + 1 : end], end + 1)

    def _quoted(self) -> None:
        end = self.at + 1
        while True:
            end = self.statement.find("`", end)
            if end < 0:
                raise self._wrong("a name in backticks that does not end")
            if self.statement[end - 1] == "\\":
                raise self._refused("a backslash before a backtick")
            if not self.statement.startswith("``", end):
                break
            end += 2
        written = self.statement[self.at + 1 : end]
        if _ESCAPE.search(written):
            raise self._refused("an escape in a name; write the character itself")
        self._take(Kind.QUOTED, written.replace("``", "`"), end + 1)

    def _number(self) -> None:
        match = _NUMBER.match(self.statement, self.at)
        end = match.end() if match is not None else self.at + 1
        if end < len(self.statement) and ("a" + self.statement[end]).isidentifier():
            # Engines disagree whether 1CREATE is a bad number or a number and a word.
            raise self._wrong("a number that runs into a word")
        self._take(Kind.NUMBER, self.statement[self.at : end], end)

    def _word(self) -> None:
        end = self.at + 1
        while end < len(self.statement) and ("a" + self.statement[end]).isidentifier():
            end += 1
        self._take(Kind.WORD, self.statement[self.at : end], end)

    def _check_escapes(self, literal: str) -> None:
        codes = [int(match.group(1), 16) for match in _ESCAPE.finditer(literal)]
        if any(chr(code) in _SYNTAX_CODES for code in codes):
            # Neo4j 5 decodes \u0027 before it looks for the end of the string.
            raise self._refused("a quote or backslash as \\u escape; write \\' or \\\\ instead")
        text = "".join(map(chr, codes)).encode("utf-16-be", "surrogatepass")
        try:
            text.decode("utf-16-be")
        except UnicodeDecodeError:
            raise self._refused("an escape that is half a character") from None

    def _take(self, kind: Kind, text: str, end: int) -> None:
        self._add(kind, text, self.at)
        self.clean.append(self.statement[self.at : end])
        self._advance(end)

    def _add(self, kind: Kind, text: str, start: int) -> None:
        key = fold(text) if kind is Kind.WORD else ""
        self.items.append(Token(kind, text, start, self.line, start - self.line_start + 1, key))

    def _advance(self, end: int) -> None:
        for at in range(self.at, end):
            char = self.statement[at]
            if char == "\n" or (char == "\r" and not self.statement.startswith("\n", at + 1)):
                self.line, self.line_start = self.line + 1, at + 1
        self.at = end

    def _refuse_surrogates(self) -> None:
        for at, char in enumerate(self.statement):
            if "\ud800" <= char <= "\udfff":
                raise CypherRefused(
                    f"half a character (U+{ord(char):04X}) at offset {at}; an engine would replace it silently"
                )

    def _wrong(self, message: str) -> CypherSyntaxError:
        return CypherSyntaxError(message, line=self.line, column=self.at - self.line_start + 1)

    def _refused(self, message: str) -> CypherRefused:
        return CypherRefused(message, line=self.line, column=self.at - self.line_start + 1)


def _line_end(text: str, start: int) -> int:
    ends = [end for end in (text.find("\n", start), text.find("\r", start)) if end >= 0]
    return min(ends, default=len(text))
