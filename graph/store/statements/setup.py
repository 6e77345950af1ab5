"""Cypher that makes and marks a store. Each statement runs in a transaction of its own: Neo4j wants that for DDL."""

STATE = """
OPTIONAL MATCH (s:ClewStore)
RETURN s.id AS id, s.schema AS schema, s.revision AS revision, EXISTS { MATCH (n) } AS used
"""
"""One row: the marker (nulls without one), and whether the database holds any node."""

FIRST_SCHEMA = (
    "CREATE CONSTRAINT store_name IF NOT EXISTS FOR (n:ClewStore) REQUIRE n.name IS UNIQUE",
    "CREATE CONSTRAINT document_id IF NOT EXISTS FOR (n:Document) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT extraction_id IF NOT EXISTS FOR (n:Extraction) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT anchor_id IF NOT EXISTS FOR (n:Anchor) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT profile_id IF NOT EXISTS FOR (n:Profile) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT name_key_id IF NOT EXISTS FOR (n:NameKey) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT claim_id IF NOT EXISTS FOR (n:Claim) REQUIRE n.id IS UNIQUE",
    "CREATE INDEX document_url IF NOT EXISTS FOR (n:Document) ON (n.url_key)",
    "CREATE INDEX document_source IF NOT EXISTS FOR (n:Document) ON (n.source_hash)",
    "CREATE INDEX document_shelf IF NOT EXISTS FOR (n:Document) ON (n.shelf)",
    "CREATE INDEX anchor_document IF NOT EXISTS FOR (n:Anchor) ON (n.document)",
    "CREATE INDEX claim_edge IF NOT EXISTS FOR (n:Claim) ON (n.edge)",
    "CREATE INDEX claim_subject IF NOT EXISTS FOR (n:Claim) ON (n.subject_anchor)",
    "CREATE INDEX claim_object IF NOT EXISTS FOR (n:Claim) ON (n.object_anchor)",
    "CREATE INDEX claim_speaker IF NOT EXISTS FOR (n:Claim) ON (n.speaker_anchor)",
)

FULLTEXT_INDEX = "CREATE FULLTEXT INDEX entity_search IF NOT EXISTS FOR (n:Entity) ON EACH [n.search]"
"""Not on ArcadeDB: the embedded child makes an index of this name in SQL."""

AWAIT_INDEXES = "CALL db.awaitIndexes(60)"
"""Neo4j only."""

CREATE_MARKER = """
MERGE (s:ClewStore {name: 'clew'}) ON CREATE SET s.id = $id, s.schema = $schema, s.revision = 0
"""

SET_SCHEMA = "MATCH (s:ClewStore) SET s.schema = $schema"

REVISION = "MATCH (s:ClewStore) RETURN s.revision AS revision"

LOCK_REVISION = "MATCH (s:ClewStore) SET s.locked = true"
"""First of each write: on Neo4j it locks the node, so that writers of all machines queue here."""

BUMP_REVISION = """
MATCH (s:ClewStore) WHERE s.revision = $revision
SET s.revision = $revision + 1 REMOVE s.locked
RETURN s.revision AS revision
"""
"""No row: somebody else wrote since.

A statement of its own: within one, Neo4j 5.26 reads the revision before it locks the node, and lets two writers pass.
"""
