"""Every exception that the driver knows is translated; a new one fails here."""

import pytest
from neo4j import exceptions as driver
from neo4j.exceptions import Neo4jError

from graph.errors import (
    ConfigurationError,
    CypherError,
    CypherRefused,
    CypherSyntaxError,
    StoreError,
    StoreTimeout,
    StoreUnavailable,
)
from graph.store.faults import translate, translate_statement

EXPECTED = {
    StoreError: "GqlError Neo4jError ClientError CypherSyntaxError CypherTypeError ConstraintError Forbidden"
    " DatabaseError DriverError SessionError TransactionError TransactionNestingError ResultError ResultFailedError"
    " ResultConsumedError ResultNotSingleError BrokenRecordError",
    StoreUnavailable: "TransientError DatabaseUnavailable NotALeader ForbiddenOnReadOnlyDatabase SessionExpired"
    " ServiceUnavailable RoutingServiceUnavailable WriteServiceUnavailable ReadServiceUnavailable IncompleteCommit"
    " ConnectionPoolError ConnectionAcquisitionTimeoutError",
    ConfigurationError: "AuthError TokenExpired ConfigurationError AuthConfigurationError"
    " CertificateConfigurationError UnsupportedServerProduct",
}
BY_NAME = {name: ours for ours, names in EXPECTED.items() for name in names.split()}
KNOWN = [c for c in vars(driver).values() if isinstance(c, type) and issubclass(c, driver.GqlError)]


def server_error(code: str, message: str = "no") -> Neo4jError:
    return Neo4jError._hydrate_neo4j(code=code, message=message)


@pytest.mark.parametrize("kind", KNOWN, ids=lambda kind: kind.__name__)
def test_each_driver_exception_has_its_error(kind):
    error = kind("x")
    if isinstance(error, Neo4jError):
        error._neo4j_code, error._message = "", "x"
    assert type(translate(error)) is BY_NAME[kind.__name__]


@pytest.mark.parametrize(
    ("code", "ours"),
    [
        ("Neo.ClientError.Transaction.TransactionTimedOut", StoreTimeout),
        ("Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration", StoreTimeout),
        ("Neo.ClientError.Security.Unauthorized", ConfigurationError),
        ("Neo.ClientError.Database.DatabaseNotFound", ConfigurationError),
        ("Neo.TransientError.Transaction.DeadlockDetected", StoreUnavailable),
        ("Neo.TransientError.General.MemoryPoolOutOfMemoryError", StoreError),
        ("Neo.ClientError.Statement.SyntaxError", StoreError),
    ],
)
def test_codes_of_the_server_decide(code, ours):
    assert type(translate(server_error(code))) is ours


@pytest.mark.parametrize(
    ("code", "ours"),
    [
        ("Neo.ClientError.Statement.SyntaxError", CypherSyntaxError),
        ("Neo.ClientError.Statement.SemanticError", CypherSyntaxError),
        ("Neo.ClientError.Statement.TypeError", CypherError),
        ("Neo.DatabaseError.General.UnknownError", CypherError),
        ("Neo.ClientError.Security.Forbidden", CypherRefused),
        ("Neo.ClientError.Statement.AccessMode", CypherRefused),
        ("Neo.TransientError.General.MemoryPoolOutOfMemoryError", CypherError),
        ("Neo.ClientError.Transaction.TransactionTimedOut", StoreTimeout),
        ("Neo.TransientError.General.DatabaseUnavailable", StoreUnavailable),
    ],
)
def test_a_users_statement_hears_what_is_wrong_with_it(code, ours):
    assert type(translate_statement(server_error(code))) is ours
