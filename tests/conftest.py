"""What every test may ask for: a clean environment, settings, and one embedded engine for the whole session."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import hypothesis
import pytest
from neo4j import GraphDatabase

from graph.cases import Case
from graph.ontology import Ontology, load_ontology
from graph.settings import Settings, load_settings
from graph.store.bolt import BoltStore
from graph.store.opening import open_store
from graph.store.schema import prepare

Reopen = Callable[[], AbstractContextManager[BoltStore]]

# A busy machine is no fault of the code: the time that a law may take is pytest's. The same examples every time, so
# that a red run says something about the change; `--hypothesis-profile=default` tries new ones.
hypothesis.settings.register_profile("clew", deadline=None, derandomize=True)
hypothesis.settings.load_profile("clew")

KEPT = ("CLEW_TEST_", "CLEW_GOLD")
"""Settings of the tests themselves; everything else of Clew and Neo4j is hidden from them."""


@pytest.fixture(scope="session", autouse=True)
def clean_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No setting of the user reaches a test, or a process that one starts; CLEW_HOME is a temporary folder."""
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith(("CLEW_", "NEO4J_")) and not name.startswith(KEPT):
                patch.delenv(name)
        patch.setenv("CLEW_HOME", str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test has a CLEW_HOME of its own."""
    monkeypatch.setenv("CLEW_HOME", str(tmp_path / "home"))


@pytest.fixture
def settings(own_home: None) -> Settings:
    """Settings without flags, environment or env file, in a temporary home."""
    return load_settings()


@pytest.fixture(scope="session")
def ontology() -> Ontology:
    """The shipped ontology."""
    return load_ontology()


@pytest.fixture(scope="session")
def engine_case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The case whose engine the session shares."""
    return Case("tests", tmp_path_factory.mktemp("cases") / "tests")


@pytest.fixture(scope="session")
def engine_settings(clean_environment: None, engine_case: Case) -> Settings:
    """The settings that open the session's database: the embedded engine, or the Neo4j of CLEW_TEST_NEO4J_URI."""
    given = {f"neo4j_{name}": os.environ.get(f"CLEW_TEST_NEO4J_{name.upper()}") for name in ("uri", "password")}
    return load_settings({"home": engine_case.folder.parent, **given})


@pytest.fixture(scope="session")
def reopen(engine_settings: Settings, engine_case: Case, ontology: Ontology) -> Reopen:
    """Opens the session's database once more, as another command would."""
    return lambda: open_store(engine_settings, engine_case, ontology)


@pytest.fixture(scope="session")
def engine(engine_settings: Settings, reopen: Reopen) -> Iterator[BoltStore]:
    """The store on the session's database, with whatever the last test left in it."""
    if engine_settings.neo4j_uri:
        refuse_to_wipe_data(engine_settings)
    with reopen() as store:
        yield store


@pytest.fixture
def store(engine: BoltStore) -> BoltStore:
    """An empty store of ours on the session's database."""
    run(engine, "MATCH (n) DETACH DELETE n")
    prepare(engine.connection)
    run(engine, "MATCH (s:ClewStore) SET s.test = true")
    return engine


def run(store: BoltStore, statement: str) -> None:
    """One writing statement, past the store."""
    store.connection.write(lambda transaction: transaction.run(statement).consume())


def refuse_to_wipe_data(settings: Settings) -> None:
    """Ends the session unless the database is empty or was made by tests."""
    auth = (settings.neo4j_username, settings.neo4j_password.get_secret_value())
    with GraphDatabase.driver(settings.neo4j_uri, auth=auth) as driver:
        question = "RETURN EXISTS { MATCH (n) } AS used, EXISTS { MATCH (:ClewStore {test: true}) } AS test"
        row = driver.execute_query(question, database_=settings.neo4j_database).records[0]
    if row["used"] and not row["test"]:
        pytest.exit(f"CLEW_TEST_NEO4J_URI={settings.neo4j_uri} holds data; tests wipe only what tests made", 2)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says once for each reason what was skipped; a reason says how to get what is missing."""
    reasons = {
        report.longrepr[2].removeprefix("Skipped: ")
        for report in terminalreporter.stats.get("skipped", ())
        if isinstance(report.longrepr, tuple)
    }
    for reason in sorted(reasons):
        terminalreporter.write_line(f"not tested here: {reason}")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI, which has everything, a test that was skipped is one that failed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CLEW_TEST_NO_SKIPS") and reporter is not None and reporter.stats.get("skipped"):
        reporter.write_line("CLEW_TEST_NO_SKIPS: nothing may be skipped here", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
