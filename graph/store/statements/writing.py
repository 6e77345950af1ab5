"""Cypher of one document's write. Every `$rows` and `$ids` holds at most 500 items, each id once and never null.

Nodes are matched by the one label that carries the unique id, and created with all their labels at once: ArcadeDB 26.10
finds no index for two labels and cannot add one to a node that the same transaction made.
"""

STORED_DOCUMENT = """
MATCH (d:Document {id: $id}) RETURN d.superseded_by AS superseded_by
"""

VERSIONS_BY_URL = """
MATCH (d:Document {url_key: $key}) WHERE d.id <> $id
RETURN d.id AS id, d.published AS published, d.superseded_by AS superseded_by
"""

VERSIONS_BY_SOURCE = """
MATCH (d:Document {source_hash: $key}) WHERE d.id <> $id AND d.text_hash <> $text_hash
RETURN d.id AS id, d.published AS published, d.superseded_by AS superseded_by
"""

MERGE_DOCUMENT = "MERGE (d:Document {id: $row.id}) SET d += $row"

SUPERSEDE_DOCUMENTS = """
UNWIND $ids AS id MATCH (d:Document {id: id}) SET d.superseded_by = $by
"""

DELETE_EXTRACTION = "MATCH (:Document {id: $id})-[:HAS]->(x:Extraction) DETACH DELETE x"

CREATE_EXTRACTION = """
MATCH (d:Document {id: $row.document})
CREATE (d)-[:HAS]->(:Extraction {id: $row.id, document: $row.document, extractor: $row.extractor, json: $row.json})
"""

ANCHORS_OF_DOCUMENT = """
MATCH (a:Anchor {document: $id})-[:OF]->(p:Profile)
OPTIONAL MATCH (p)-[:HELD_BY]->(e:Entity)
RETURN a.id AS anchor, p.id AS profile, e.id AS entity
"""

ANCHORS_OF_PROFILES = """
UNWIND $ids AS id MATCH (p:Profile {id: id})<-[:OF]-(a:Anchor)
RETURN a.id AS id, a.document AS document, a.starts AS starts, a.ends AS ends, p.id AS profile
"""

DELETE_ANCHORS = "UNWIND $ids AS id MATCH (a:Anchor {id: id}) DETACH DELETE a"

CREATE_ANCHORS = """
UNWIND $rows AS r MATCH (p:Profile {id: r.profile})
CREATE (:Anchor {id: r.id, document: r.document, starts: r.starts, ends: r.ends})-[:OF]->(p)
"""

STORED_PROFILES = """
UNWIND $ids AS id MATCH (p:Profile {id: id})
OPTIONAL MATCH (p)-[:HELD_BY]->(e:Entity)
RETURN p.id AS id, p.keys AS keys, e.id AS entity
"""

CREATE_PROFILES = """
UNWIND $rows AS r
CREATE (:Profile {id: r.id, label: r.label, kind: r.kind, name: r.name, names: r.names, keys: r.keys, first: r.first})
"""

UPDATE_PROFILES = "UNWIND $rows AS r MATCH (p:Profile {id: r.id}) SET p += r"

FIRST_ANCHORS = """
UNWIND $ids AS id MATCH (p:Profile {id: id})<-[:OF]-(a:Anchor)
WITH p, min(a.id) AS first SET p.first = first
"""

PROFILES_WITHOUT_ANCHOR = """
UNWIND $ids AS id MATCH (p:Profile {id: id}) WHERE NOT EXISTS { (p)<-[:OF]-(:Anchor) }
OPTIONAL MATCH (p)-[:HELD_BY]->(e:Entity)
RETURN p.id AS id, p.keys AS keys, e.id AS entity
"""

DELETE_PROFILES = "UNWIND $ids AS id MATCH (p:Profile {id: id}) DETACH DELETE p"

DELETE_KEYED = "UNWIND $ids AS id MATCH (p:Profile {id: id})-[k:KEYED]->(:NameKey) DELETE k"

MERGE_KEYS = "UNWIND $ids AS id MERGE (:NameKey {id: id})"

CREATE_KEYED = """
UNWIND $rows AS r MATCH (p:Profile {id: r.profile}) MATCH (k:NameKey {id: r.key}) CREATE (p)-[:KEYED]->(k)
"""

DELETE_UNUSED_KEYS = """
UNWIND $ids AS id MATCH (k:NameKey {id: id}) WHERE NOT EXISTS { (k)<-[:KEYED]-(:Profile) } DETACH DELETE k
"""

STORED_ENTITIES = """
UNWIND $ids AS id MATCH (e:Entity {id: id})
RETURN e.id AS id, labels(e) AS labels, e.name AS name, e.aliases AS aliases, e.kind AS kind
"""

CREATE_ENTITIES = """
UNWIND $rows AS r
CREATE (:Entity:%s {id: r.id, name: r.name, aliases: r.aliases, kind: r.kind, search: r.search,
  degree: 0, documents: 0})
"""
"""Slot: the label."""

UPDATE_ENTITIES = "UNWIND $rows AS r MATCH (e:Entity {id: r.id}) SET e += r"

DELETE_ENTITIES = "UNWIND $ids AS id MATCH (e:Entity {id: id}) DETACH DELETE e"

DELETE_EMPTY_ENTITIES = """
UNWIND $ids AS id MATCH (e:Entity {id: id}) WHERE NOT EXISTS { (:Profile)-[:HELD_BY]->(e) } DETACH DELETE e
"""

DELETE_HELD_BY = "UNWIND $ids AS id MATCH (:Profile {id: id})-[h:HELD_BY]->(:Entity) DELETE h"

CREATE_HELD_BY = """
UNWIND $rows AS r MATCH (p:Profile {id: r.profile}) MATCH (e:Entity {id: r.entity}) CREATE (p)-[:HELD_BY]->(e)
"""

DELETE_MENTIONS = "UNWIND $ids AS id MATCH (:Document {id: id})<-[m:MENTIONED_IN]-(:Entity) DELETE m"
"""`$ids` are documents."""

DELETE_MENTIONS_OF_ANCHORS = """
UNWIND $rows AS r MATCH (d:Document {id: r.document}) MATCH (e:Entity {id: r.entity})
MATCH (e)-[m:MENTIONED_IN]->(d) WHERE m.id = r.anchor DELETE m
"""

CREATE_MENTIONS = """
UNWIND $rows AS r MATCH (e:Entity {id: r.entity}) MATCH (d:Document {id: r.document})
WHERE d.superseded_by IS NULL
CREATE (e)-[:MENTIONED_IN {id: r.anchor, starts: r.starts, ends: r.ends}]->(d)
"""
"""Only current versions count as mentioning; an older version's mentions stay in its anchors."""

ENTITIES_OF_DOCUMENTS = """
UNWIND $ids AS id MATCH (:Document {id: id})<-[:MENTIONED_IN]-(e:Entity) RETURN DISTINCT e.id AS id
"""

_CLAIM_ENDS = """
MATCH (c)-[:SUBJECT]->(s:Entity) MATCH (c)-[:OBJECT]->(o:Entity)
RETURN c.id AS id, c.edge AS edge, c.relation AS relation, c.current AS current, s.id AS subject, o.id AS object
"""

CLAIMS_OF_DOCUMENTS = (
    "UNWIND $ids AS id MATCH (:Document {id: id})<-[:STATED_IN]-(found:Claim) WITH DISTINCT found AS c" + _CLAIM_ENDS
)

CLAIMS_BY_ID = "UNWIND $ids AS id MATCH (c:Claim {id: id})" + _CLAIM_ENDS

CLAIM_ENDS_AT_ANCHORS = {
    role: f"UNWIND $ids AS id MATCH (c:Claim {{{role.lower()}_anchor: id}}) RETURN c.id AS claim, id AS anchor"
    for role in ("SUBJECT", "OBJECT", "SPEAKER")
}

DELETE_CLAIMS = "UNWIND $ids AS id MATCH (c:Claim {id: id}) DETACH DELETE c"

RETIRE_CLAIMS = "UNWIND $ids AS id MATCH (c:Claim {id: id}) SET c.current = false, c.edge = null"
"""Claims of a superseded version support no edge."""

CREATE_CLAIMS = """
UNWIND $rows AS r
MATCH (s:Entity {id: r.subject}) MATCH (o:Entity {id: r.object}) MATCH (d:Document {id: r.document})
CREATE (c:Claim {
  id: r.id, relation: r.relation, modality: r.modality, edge: r.edge, explicit: r.explicit, current: r.current,
  confidence: r.confidence, role: r.role, extractor: r.extractor, attribution: r.attribution,
  when_text: r.when_text, when_earliest: r.when_earliest, when_latest: r.when_latest,
  subject_anchor: r.subject_anchor, object_anchor: r.object_anchor, speaker_anchor: r.speaker_anchor,
  document: r.document, publisher: r.publisher, published: r.published, text_hash: r.text_hash, report: r.report,
  digest: r.digest, place: r.place})
CREATE (c)-[:SUBJECT]->(s) CREATE (c)-[:OBJECT]->(o)
"""

CREATE_STATED_IN = """
UNWIND $rows AS r MATCH (c:Claim {id: r.claim}) MATCH (d:Document {id: r.document})
CREATE (c)-[:STATED_IN {id: r.id, start: r.start, end: r.end, quote: r.quote, subject_start: r.subject_start,
  subject_end: r.subject_end, object_start: r.object_start, object_end: r.object_end}]->(d)
"""

DELETE_CLAIM_ENDS = {
    role: f"UNWIND $ids AS id MATCH (:Claim {{id: id}})-[end:{role}]->(:Entity) DELETE end"
    for role in ("SUBJECT", "OBJECT", "SPEAKER")
}

CREATE_CLAIM_ENDS = {
    role: "UNWIND $rows AS r MATCH (c:Claim {id: r.claim}) MATCH (e:Entity {id: r.entity})"
    f" CREATE (c)-[:{role}]->(e)"
    for role in ("SUBJECT", "OBJECT", "SPEAKER")
}

SET_CLAIM_EDGES = "UNWIND $rows AS r MATCH (c:Claim {id: r.id}) SET c.edge = r.edge"

CLAIMS_OF_EDGES = """
UNWIND $ids AS id MATCH (c:Claim {edge: id})
RETURN c.edge AS edge, c.id AS id, c.modality AS modality, c.explicit AS explicit, c.document AS document,
  c.publisher AS publisher, c.published AS published, c.text_hash AS text_hash, c.report AS report, c.digest AS digest
"""

DELETE_EDGES = """
UNWIND $rows AS r MATCH (a:Entity {id: r.source}) MATCH (b:Entity {id: r.target})
MATCH (a)-[e]->(b) WHERE e.id = r.id DELETE e
"""
"""All projections of a triple, whatever their type. Both ends first: from a hub alone it takes 40 times longer."""

CREATE_EDGES = """
UNWIND $rows AS r MATCH (a:Entity {id: r.source}) MATCH (b:Entity {id: r.target})
CREATE (a)-[:%s {id: r.id, relation: r.relation, modality: r.modality, modalities: r.modalities,
  explicit_modalities: r.explicit_modalities, asserted: r.asserted, ended: r.ended, alleged: r.alleged,
  planned: r.planned, denied: r.denied, contested: r.contested, explicit: r.explicit, claims: r.claims,
  documents: r.documents, publishers: r.publishers, origins: r.origins, first: r.first, last: r.last}]->(b)
"""
"""Slot: the relation, or NOT_AFFIRMED."""

COUNT_DEGREES = """
UNWIND $ids AS id MATCH (e:Entity {id: id})
OPTIONAL MATCH (e)-[r:%s]-(:Entity)
WITH e, count(r) AS degree SET e.degree = degree
"""
"""Slot: the alternation of all relations."""

COUNT_DOCUMENTS = """
UNWIND $ids AS id MATCH (e:Entity {id: id})
OPTIONAL MATCH (e)-[:MENTIONED_IN]->(d:Document)
WITH e, count(DISTINCT d) AS documents SET e.documents = documents
"""

HELD = "MATCH (:Document {id: $id})-[:HAS]->(x:Extraction) RETURN x.extractor AS extractor"

DOCUMENT_KEYS = """
MATCH (a:Anchor {document: $id})-[:OF]->(p:Profile) RETURN DISTINCT p.id AS profile, p.keys AS keys
"""

PROFILES_BY_KEYS = """
UNWIND $ids AS id MATCH (:NameKey {id: id})<-[:KEYED]-(p:Profile)
WITH DISTINCT p
RETURN p.id AS id, p.label AS label, p.kind AS kind, p.name AS name, p.names AS names, p.keys AS keys, p.first AS first
"""

FIRST_ELSEWHERE = """
UNWIND $ids AS id MATCH (p:Profile {id: id})<-[:OF]-(a:Anchor) WHERE a.document <> $document
RETURN p.id AS profile, min(a.id) AS first
"""

ALL_CLAIMS = """
MATCH (c:Claim)-[:SUBJECT]->(s:Entity) MATCH (c)-[:OBJECT]->(o:Entity)
RETURN c.id AS id, c.edge AS edge, c.relation AS relation, c.current AS current, s.id AS subject, o.id AS object
"""

ALL_EDGES = """
MATCH (a:Entity)-[r]->(b:Entity) RETURN properties(r) AS properties, type(r) AS type, a.id AS source, b.id AS target
"""

ALL_ENTITIES = "MATCH (e:Entity) RETURN e.id AS id, e.degree AS degree, e.documents AS documents"
