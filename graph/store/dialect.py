"""The few things that the engines say differently, and how a name is spliced into Cypher."""

import re
from dataclasses import dataclass

from graph.answers import EngineKind
from graph.errors import BadInput

_ARCADE = re.compile(r"ArcadeDB ([\w.+-]+)")
_NEO4J = re.compile(r"^Neo4j/([\w.+-]+)")


@dataclass(frozen=True, slots=True)
class Dialect:
    """An engine as the server names itself."""

    kind: EngineKind
    name: str
    version: str

    @property
    def has_fulltext_ddl(self) -> bool:
        """Whether Cypher makes the full-text index; ArcadeDB 26.10 has SQL for it, and the embedded child runs that."""
        return self.name != "ArcadeDB"


def dialect_of(agent: str, kind: EngineKind) -> Dialect:
    """The dialect of a server that introduces itself as `agent`.

    >>> dialect_of("Neo4j/5.26.0 compatible (ArcadeDB 26.10.2)", EngineKind.EMBEDDED).version
    '26.10.2'
    """
    if (found := _ARCADE.search(agent)) is not None:
        return Dialect(kind, "ArcadeDB", found[1])
    if (found := _NEO4J.search(agent)) is not None:
        return Dialect(kind, "Neo4j", found[1])
    return Dialect(kind, agent, "")


def quoted(name: str) -> str:
    """A label or type for splicing into Cypher. Raises BadInput for one that no quoting makes safe.

    Neo4j reads `\\u0060` as a backtick even inside backticks, so a name with a backslash is refused.

    >>> quoted("CHARGED_BY"), quoted("a`b")
    ('`CHARGED_BY`', '`a``b`')
    """
    if not name or "\\" in name or "\0" in name:
        raise BadInput(f"{name!r} cannot stand as a label or type in a statement")
    return "`" + name.replace("`", "``") + "`"


def alternation(names: tuple[str, ...]) -> str:
    """`A|B|C`, each quoted, as a pattern takes it behind the colon."""
    return "|".join(quoted(name) for name in names)
