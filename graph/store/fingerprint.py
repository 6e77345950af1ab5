"""One hash for the content of a store: equal for stores that hold the same graph, whatever way it came about."""

import hashlib
from collections.abc import Mapping

import orjson
from neo4j import Record, Transaction

from graph.store.connection import Connection
from graph.store.rows import to_value
from graph.store.statements import dump


def fingerprint(connection: Connection) -> str:
    """SHA-256 over all nodes and relationships, sorted; revision and store id are left out."""
    return hashlib.sha256("\n".join(dump_graph(connection)).encode()).hexdigest()


def dump_graph(connection: Connection) -> tuple[str, ...]:
    """A line of JSON for every node and relationship of ours, sorted; for finding out what differs."""

    def work(transaction: Transaction) -> tuple[str, ...]:
        nodes = [_line(row, sorted(row["labels"])) for row in transaction.run(dump.NODES)]
        edges = [_line(row, row["type"], row["source"], row["target"]) for row in transaction.run(dump.RELATIONSHIPS)]
        return tuple(sorted(nodes + edges))

    return connection.read(work)


def _line(row: Record, *more: object) -> str:
    properties: Mapping[str, object] = row["properties"]
    shown = {key: to_value(value) for key, value in properties.items()}
    return orjson.dumps([*more, shown], option=orjson.OPT_SORT_KEYS).decode()
