"""The words of Cypher that the console's guard tells apart: clauses, operators, functions, procedures."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


OPENERS = frozenset({"MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN", "CALL", "LET", "FILTER", "FINISH"})
"""What may open a statement, a subquery or a part of a UNION."""

CLAUSES = OPENERS | {"WHERE", "ORDER", "SKIP", "OFFSET", "LIMIT", "UNION", "YIELD", "USING"}
"""What may open a clause where the one before is complete."""

REFUSED = _words(
    "ALTER BEGIN COMMIT COPY CREATE DEALLOCATE DEFINE DELETE DENY DETACH DISABLE DROP DRYRUN ENABLE FOREACH GRANT"
    " INSERT LOAD MERGE NODETACH PROFILE REALLOCATE REMOVE RENAME REVOKE ROLLBACK SESSION SET SHOW START STOP"
    " TERMINATE TRUNCATE UPDATE UPSERT USE"
)
"""What opens a clause that writes, administers, or reaches files and networks."""

BINARY = frozenset({"AND", "OR", "XOR", "NOT", "IN", "CONTAINS"})
"""Operators between two operands (NOT: in `INTEGER NOT NULL`)."""

POSTFIX = frozenset({"ASC", "ASCENDING", "DESC", "DESCENDING"})

BRANCHES = frozenset({"WHEN", "THEN", "ELSE", "END"})

PREFIXES = frozenset({"NOT", "DISTINCT", "CASE"})

OPERATORS = BINARY | POSTFIX | BRANCHES | {"AS", "IS", "STARTS", "ENDS"}

SELECTORS = _words(
    "ALL ANY SHORTEST PATH PATHS GROUP GROUPS WALK TRAIL ACYCLIC REPEATABLE DIFFERENT ELEMENT ELEMENTS BINDINGS"
    " RELATIONSHIP RELATIONSHIPS"
)
"""Which of the paths a MATCH wants."""

HINTS = _words("INDEX SEEK SCAN JOIN ON TEXT RANGE POINT")

FORMS = frozenset({"NFC", "NFD", "NFKC", "NFKD"})

TYPE_WORDS = _words(
    "ANY ARRAY BOOL BOOLEAN DATE DATETIME DURATION EDGE FLOAT FLOAT32 FLOAT64 INT INT8 INT16 INT32 INT64 INTEGER"
    " INTEGER8 INTEGER16 INTEGER32 INTEGER64 LIST LOCAL MAP NODE NOT NOTHING NULL PATH POINT PROPERTY RELATIONSHIP"
    " SIGNED STRING TIME TIMESTAMP TIMEZONE VALUE VARCHAR VECTOR VERTEX WITHOUT ZONE ZONED"
)

CYPHER_OPTIONS = frozenset({"PLANNER", "RUNTIME"})

SUBQUERIES = frozenset({"EXISTS", "COUNT", "COLLECT"})
"""What turns a following brace into a query."""

_UNITS = ("", ".realtime", ".statement", ".transaction", ".truncate")

FUNCTIONS = _words(
    "abs acos all allreduce allshortestpaths any asin atan atan2 avg btrim ceil ceiling char_length"
    " character_length coalesce collect cos cosh cot coth count degrees duration duration_between e elementid"
    " endnode exists exp floor format haversin head id isempty isnan keys labels last left length ln log log10"
    " lower ltrim max min nodes none normalize nullif percentilecont percentiledisc pi point properties radians"
    " rand randomuuid range reduce relationships replace reverse right round rtrim shortestpath sign sin single"
    " sinh size split sqrt startnode stdev stdevp substring sum tail tan tanh timestamp toboolean tobooleanlist"
    " tobooleanornull tofloat tofloatlist tofloatornull tointeger tointegerlist tointegerornull tolower tostring"
    " tostringlist tostringornull toupper trim type upper valuetype vector vector_dimension_count"
    " vector_distance vector_norm"
    " coll.distinct coll.flatten coll.indexof coll.insert coll.max coll.min coll.remove coll.sort"
    " datetime.fromepoch datetime.fromepochmillis duration.between duration.indays duration.inmonths"
    " duration.inseconds point.distance point.withinbbox vector.similarity.cosine vector.similarity.euclidean"
) | {name + unit for name in ("date", "datetime", "localdatetime", "localtime", "time") for unit in _UNITS}
"""Functions that compute and nothing else, in lower case: engines do not tell case apart."""

PROCEDURES = frozenset(
    name.lower()
    for name in (
        "db.labels",
        "db.relationshipTypes",
        "db.propertyKeys",
        "db.schema.visualization",
        "db.schema.nodeTypeProperties",
        "db.schema.relTypeProperties",
        "db.index.fulltext.queryNodes",
        "db.index.fulltext.queryRelationships",
    )
)
"""Procedures that only read the graph, in lower case."""
