"""Every error that Clew raises on purpose.

ClewError
├── BadInput                   what was given cannot be used
│   ├── UnreadableDocument     a file that is empty, binary, too large or not text
│   ├── UnknownRelation        a relation or label that the ontology does not have
│   ├── BadQuery               a question out of its bounds (depth, limit, cursor)
│   └── CypherError            a Cypher statement that does not run
│       ├── CypherSyntaxError  ... with the line and column where it breaks
│       └── CypherRefused      ... that a wall of the console refuses (writes, administration, size)
├── QuoteNotFound              a claim whose quote does not stand at its offsets
├── NotFound                   an id that nothing answers to
│   └── Gone                   ... any more: its document was deleted
├── CaseClosed                 the shipped example does not take documents
├── ForeignDatabase            a database with data that Clew did not write is read-only
├── NewerStore                 a store written by a newer Clew is left untouched
├── ConfigurationError         settings that contradict each other or cannot be met
└── StoreError
    ├── StoreUnavailable       the database does not answer now; try again
    ├── StoreTimeout           a statement outlived its limit
    ├── StoreLocked            another command holds the write lock for too long
    ├── RevisionConflict       somebody else wrote first; resolve again
    └── EngineFailed           the embedded engine does not start; says where its log is
"""


class ClewError(Exception):
    """The root: catch this to catch everything that Clew raises on purpose."""


class BadInput(ClewError):
    """What was given cannot be used; the message says why and what would do."""


class UnreadableDocument(BadInput):
    """A document that is empty, binary, too large or not text."""


class UnknownRelation(BadInput):
    """A relation or label that the ontology does not have."""


class BadQuery(BadInput):
    """A question out of its bounds: depth, limit, cursor."""


class CypherError(BadInput):
    """A Cypher statement that does not run."""


class CypherSyntaxError(CypherError):
    """A statement that the engine cannot parse; `line` and `column` count from 1, None if unknown."""

    def __init__(self, message: str, *, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


class CypherRefused(CypherError):
    """A statement that a wall of the console refuses; `line` and `column` count from 1, None if unknown."""

    def __init__(self, message: str, *, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


class QuoteNotFound(ClewError):
    """A claim whose quote does not stand at its offsets in the document."""


class NotFound(ClewError):
    """An id that nothing answers to."""


class Gone(NotFound):
    """An id that nothing answers to any more, because its document was deleted."""


class CaseClosed(ClewError):
    """The shipped example does not take documents."""


class ForeignDatabase(ClewError):
    """A database that holds data which Clew did not write is read-only."""


class NewerStore(ClewError):
    """A store written by a newer Clew; it is left untouched."""


class ConfigurationError(ClewError):
    """Settings that contradict each other or cannot be met on this machine."""


class StoreError(ClewError):
    """The database, or the way to it, failed."""


class StoreUnavailable(StoreError):
    """The database does not answer now; the same call may succeed in a few seconds."""


class StoreTimeout(StoreError):
    """A statement outlived its limit and was stopped."""


class StoreLocked(StoreError):
    """Another command holds the write lock for too long."""


class RevisionConflict(StoreError):
    """Somebody else wrote between resolution and write; resolve again and retry."""


class EngineFailed(StoreError):
    """The embedded engine does not start; the message says where its log is."""
