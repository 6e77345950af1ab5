"""Whose database it is: ours, empty, foreign, or of a newer Clew; and what a reader may do there."""

import threading

import pytest

from graph.answers import CypherLimits, SubgraphQuery
from graph.errors import (
    ConfigurationError,
    ForeignDatabase,
    NewerStore,
    RevisionConflict,
    StoreError,
    StoreUnavailable,
)
from graph.explore import node, search, subgraph
from graph.model import DocumentId
from graph.settings import Settings
from graph.store.bolt import BoltStore
from graph.store.opening import open_store
from graph.store.schema import SCHEMA, prepare


def run(store: BoltStore, statement: str) -> None:
    store.connection.write(lambda transaction: transaction.run(statement).consume())


@pytest.fixture
def foreign(store, reopen):
    """The session's engine with a graph that Clew did not write, opened as somebody finds it."""
    run(store, "MATCH (n) DETACH DELETE n")
    run(
        store,
        "CREATE (m:Movie {title: 'The Thread', id: 7}) CREATE (p:Actor {name: 'Žižek, A.', born: date('1949-03-21')})"
        " CREATE (q:Actor {name: 'Bo'}) CREATE (p)-[:ACTED_IN {roles: ['x']}]->(m) CREATE (q)-[:ACTED_IN]->(m)"
        " CREATE (p)-[:KNOWS]->(q)",
    )
    with reopen() as opened:
        yield opened
    run(store, "MATCH (n) DETACH DELETE n")


def test_an_empty_database_becomes_ours_once(store):
    first = store.info()
    assert (first.ours, first.schema, first.revision, first.documents) == (True, SCHEMA, 0, 0)
    prepare(store.connection)
    assert store.info() == first


def test_a_newer_store_is_refused_and_left_untouched(store, reopen):
    run(store, f"MATCH (s:ClewStore) SET s.schema = {SCHEMA + 1}")
    with pytest.raises(NewerStore, match="newer Clew"), reopen():
        pass
    assert (store.info().schema, store.info().revision) == (SCHEMA + 1, 0)


def test_a_foreign_database_refuses_writes_and_names_the_way_out(foreign):
    assert not foreign.info().ours
    with pytest.raises(ForeignDatabase, match="NEO4J_DATABASE"):
        foreign.known([], DocumentId("x"))
    with pytest.raises(ForeignDatabase):
        foreign.reproject()
    result = foreign.cypher("MATCH (s:ClewStore) RETURN s", {}, CypherLimits())
    assert result.values == ()


def test_a_foreign_graph_is_explored_as_it_is(foreign):
    found = subgraph(foreign, SubgraphQuery())
    assert {n.caption for n in found.nodes} == {"The Thread", "Žižek, A.", "Bo"}
    assert sorted(e.type for e in found.edges) == ["ACTED_IN", "ACTED_IN", "KNOWS"]
    (hit,) = search(foreign, "žižek").hits
    assert hit.node.labels == ("Actor",)
    view = node(foreign, hit.node.id)
    assert view.node.properties["born"] == "1949-03-21"
    assert {(c.type, c.direction.value, c.count) for c in view.neighbours} == {
        ("ACTED_IN", "out", 1),
        ("KNOWS", "out", 1),
    }
    around = subgraph(foreign, SubgraphQuery(nodes=(hit.node.id,), types=("KNOWS",)))
    assert [n.caption for n in around.nodes] == ["Žižek, A.", "Bo"]
    assert foreign.schema().labels == {"Actor": 2, "Movie": 1}


def test_the_reader_cannot_write(store):
    with pytest.raises(StoreError, match=r"Forbidden|AccessMode"):
        store.connection.read(lambda transaction: transaction.run("CREATE (:Entity {id: 'x'})").consume())
    assert [check.ok for check in store.checks()] == [True, True, True]
    assert store.schema().labels == {"ClewStore": 1}


def test_two_stores_share_one_engine(desk, store, reopen):
    with reopen() as other:
        desk.publish(("Ana Ruiz", "PAID", "Bob Stone"))
        assert other.info() == store.info()
        assert len(subgraph(other, SubgraphQuery()).edges) == 1
    assert len(subgraph(store, SubgraphQuery()).edges) == 1


def test_writers_at_the_same_time_write_one_after_the_other(desk, store):
    """As `ingest` does it: on a Neo4j nothing but the revision stands between two writers."""
    failed = []

    def publish(number: int) -> None:
        draft = desk.draft([("Ana Ruiz", "PAID", f"Bob St{'o' * number}ne")], title=str(number))
        for _ in range(20):
            try:
                with store.write_lock():
                    return desk.write(*draft)
            except RevisionConflict:
                continue
        failed.append(number)

    threads = [threading.Thread(target=publish, args=(n,)) for n in range(1, 6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert (store.info().revision, store.info().documents) == (5, 5)
    assert len(subgraph(store, SubgraphQuery()).edges) == 5
    assert store.reproject() == 0


def test_while_the_engine_is_gone_callers_hear_that_it_comes_back(store):
    endpoint = store.connection.endpoint
    store.connection.move(None)
    try:
        with pytest.raises(StoreUnavailable, match="few seconds"):
            store.info()
        assert store.checks()[0].ok is False
    finally:
        store.connection.move(endpoint)
    assert store.info().ours


def test_no_store_named_says_what_to_set(ontology):
    with pytest.raises(ConfigurationError, match="NEO4J_URI"), open_store(Settings(_env_file=None), None, ontology):
        pass


@pytest.mark.parametrize("uri", ["http://127.0.0.1:7687", "nonsense"])
def test_an_address_that_is_no_bolt_address_is_refused(uri, ontology):
    settings = Settings(_env_file=None, neo4j_uri=uri)
    with pytest.raises(ConfigurationError), open_store(settings, None, ontology):
        pass


def test_a_database_that_does_not_answer_is_unavailable(ontology):
    settings = Settings(_env_file=None, neo4j_uri="bolt://127.0.0.1:1")
    with pytest.raises(StoreUnavailable), open_store(settings, None, ontology):
        pass
