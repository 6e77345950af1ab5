"""The last test of a start: over Bolt, the engine answers its users and refuses what it must."""

from typing import TYPE_CHECKING, LiteralString

from graph.errors import EngineFailed
from graph.store.embedded.records import Engine

if TYPE_CHECKING:
    from neo4j import Driver

FORBIDDEN = "Neo.ClientError.Security.Forbidden"
MUST_BE_REFUSED: tuple[LiteralString, ...] = (
    "CREATE (:Entity {id: 'clew-probe'})",
    "CREATE (:ClewProbe)",
    "LOAD CSV FROM 'file:///clew-probe' AS row RETURN row",
    "LOAD CSV FROM 'http://192.0.2.1/clew-probe' AS row RETURN row",
)
"""To the reader: data in a known type, a new type, files, the network (an address reserved for documentation)."""


def check_walls(engine: Engine) -> None:
    """Raises EngineFailed unless both users are answered and the reader is refused every MUST_BE_REFUSED."""
    from neo4j import GraphDatabase
    from neo4j.exceptions import DriverError, Neo4jError

    for who in (engine.admin, engine.reader):
        auth = (who.user, who.password)
        try:
            with GraphDatabase.driver(engine.uri, auth=auth, connection_timeout=10.0) as driver:
                with driver.session(database=engine.database) as session:
                    session.run("MATCH (n) RETURN n LIMIT 1").consume()
                tried = MUST_BE_REFUSED if who is engine.reader else ()
                allowed = [statement for statement in tried if not _is_refused(driver, engine.database, statement)]
        except (DriverError, Neo4jError) as exc:
            raise EngineFailed(f"the engine does not answer its user {who.user!r}: {exc}") from exc
        if allowed:
            raise EngineFailed(f"the engine did not refuse this to its read-only user: {'; '.join(allowed)}")


def _is_refused(driver: "Driver", database: str, statement: LiteralString) -> bool:
    from neo4j.exceptions import ClientError

    with driver.session(database=database) as session:
        transaction = session.begin_transaction()
        try:
            transaction.run(statement).consume()
        except ClientError as exc:
            return exc.code == FORBIDDEN
        finally:
            transaction.close()
    return False
