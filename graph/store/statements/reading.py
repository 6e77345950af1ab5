"""Cypher that reads our own stores. Slots (`%(...)s`) take patterns that `graph.store.edge_patterns` makes.

An address is any anchor; every entity's id is one of its anchors, so `ADDRESS` finds entities by id, too.
"""

ADDRESS = "MATCH (:Anchor {id: address})-[:OF]->(:Profile)-[:HELD_BY]->(n:Entity)"

BEST_FIRST = "r.origins DESC, r.claims - r.denied DESC, r.id"
"""The order of edges: independent sources, then claims that do not deny, then the id, so that it is total."""

INFO = """
MATCH (s:ClewStore)
OPTIONAL MATCH (d:Document) WHERE d.superseded_by IS NULL
RETURN s.id AS id, s.schema AS schema, s.revision AS revision, count(d) AS documents, max(d.published) AS latest
"""

NODES = "UNWIND $ids AS address " + ADDRESS + " RETURN address, properties(n) AS properties, labels(n) AS labels"

ENTITIES = """
UNWIND $ids AS id MATCH (n:Entity {id: id}) RETURN properties(n) AS properties, labels(n) AS labels
"""

_BETWEEN = "properties(r) AS edge, type(r) AS type, startNode(r).id AS source, endNode(r).id AS target"
_OTHER = "properties(o) AS properties, labels(o) AS labels"

BEYOND = """
UNWIND $ids AS id MATCH (n:Entity {id: id})
MATCH %(pattern)s WHERE %(filter)s AND NOT o.id IN $without
WITH n.id AS near, r.relation AS relation, o.id AS far, r.id AS edge, r.origins AS origins,
  r.claims - r.denied AS claims
RETURN near, relation, far, edge ORDER BY origins DESC, claims DESC, edge, near LIMIT $limit
"""
"""Ids only: sorting whole nodes takes more memory than ArcadeDB allows a query."""

CHOSEN_EDGES = f"""
UNWIND $rows AS row MATCH (n:Entity {{id: row.near}}) MATCH (o:Entity {{id: row.far}})
MATCH (n)-[r]-(o) WHERE r.id = row.edge
RETURN {_BETWEEN}, {_OTHER}, properties(n) AS near_properties, labels(n) AS near_labels
"""

EDGES_AMONG = f"""
UNWIND $ids AS id MATCH (n:Entity {{id: id}})
MATCH %(pattern)s WHERE %(filter)s AND o.id IN $among
WITH DISTINCT r ORDER BY {BEST_FIRST} LIMIT $limit
RETURN {_BETWEEN}
"""

EDGE_PAGE = f"""
UNWIND $ids AS address {ADDRESS}
MATCH %(pattern)s WHERE %(filter)s
  AND ($id IS NULL OR r.origins < $origins OR (r.origins = $origins AND (r.claims - r.denied < $claims
    OR (r.claims - r.denied = $claims AND r.id > $id))))
WITH r, o ORDER BY {BEST_FIRST} LIMIT $limit
RETURN {_BETWEEN}, {_OTHER}
"""
"""`$origins`, `$claims` and `$id` are the last edge of the page before; `$id` is null on the first page."""

COUNT_NEIGHBOURS = f"""
UNWIND $ids AS address {ADDRESS}
WITH DISTINCT n
MATCH %(pattern)s WHERE %(filter)s
WITH r, o LIMIT $limit
RETURN count(DISTINCT r) AS edges, count(DISTINCT CASE WHEN o.id IN $ids THEN null ELSE o.id END) AS nodes,
  count(*) AS rows
"""

_WHOLE = "MATCH (n:Entity)-[r:%(types)s]->(o:Entity) WHERE %(filter)s AND %(both)s"

BEST_EDGES = f"""
{_WHOLE}
WITH r.id AS id, n.id AS source, o.id AS target, r.origins AS origins, r.claims - r.denied AS claims
RETURN id, source, target ORDER BY origins DESC, claims DESC, id LIMIT $limit
"""

SOME_NODES = """
MATCH (n:Entity) WHERE size($labels) = 0 OR any(l IN labels(n) WHERE l IN $labels)
WITH n.id AS id, n.documents AS documents ORDER BY documents DESC, id LIMIT $limit
MATCH (n:Entity {id: id})
RETURN properties(n) AS properties, labels(n) AS labels ORDER BY n.documents DESC, n.id
"""

TOTALS = f"""
{_WHOLE}
WITH n, r, o LIMIT $limit
WITH collect(n.id) + collect(o.id) AS ends, count(r) AS edges
UNWIND CASE WHEN size(ends) = 0 THEN [null] ELSE ends END AS end
RETURN edges, count(DISTINCT end) AS nodes
"""

NEIGHBOUR_COUNTS = f"""
UNWIND $ids AS address {ADDRESS}
MATCH (n)-[r:%(types)s]-(o:Entity)
RETURN r.relation AS relation, startNode(r) = n AS out, count(r) AS count
"""

SEARCH = """
CALL db.index.fulltext.queryNodes('entity_search', $text) YIELD node, score
WITH node AS n, score WHERE n:Entity AND ($label IS NULL OR $label IN labels(n))
RETURN properties(n) AS properties, labels(n) AS labels ORDER BY score DESC, n.degree DESC, n.id LIMIT $limit
"""

_CLAIM = """
MATCH (c)-[:SUBJECT]->(s:Entity) MATCH (c)-[:OBJECT]->(o:Entity)
OPTIONAL MATCH (c)-[:SPEAKER]->(p:Entity)
WITH c, s, o, p ORDER BY c.place
MATCH (c)-[e:STATED_IN]->(:Document)
WITH c, s, o, p, collect(properties(e)) AS evidence
RETURN properties(c) AS claim, s.id AS subject, o.id AS object, p.id AS speaker, evidence ORDER BY c.place
"""

_PAGE = " WITH DISTINCT c ORDER BY c.place LIMIT $limit "

CLAIMS_OF_EDGE = "MATCH (c:Claim {edge: $id}) WHERE c.place > $after" + _PAGE + _CLAIM

CLAIMS_OF_NODE = (
    "MATCH (n:Entity {id: $id})<-[:SUBJECT|OBJECT|SPEAKER]-(c:Claim) WHERE c.current AND c.place > $after"
    + _PAGE
    + _CLAIM
)

CLAIMS_OF_DOCUMENT = "MATCH (:Document {id: $id})<-[:STATED_IN]-(c:Claim) WHERE c.place > $after" + _PAGE + _CLAIM

COUNT_CLAIMS_OF_EDGE = "MATCH (c:Claim {edge: $id}) RETURN count(c) AS total"

COUNT_CLAIMS_OF_NODE = """
MATCH (n:Entity {id: $id})<-[:SUBJECT|OBJECT|SPEAKER]-(c:Claim) WHERE c.current RETURN count(DISTINCT c) AS total
"""

COUNT_CLAIMS_OF_DOCUMENT = """
OPTIONAL MATCH (:Document {id: $id})<-[:STATED_IN]-(c:Claim) RETURN count(DISTINCT c) AS total
"""

DOCUMENT = "MATCH (d:Document {id: $id}) RETURN properties(d) AS document"

_SHORT_DOCUMENT = """
WITH DISTINCT d ORDER BY d.shelf DESC LIMIT $limit
RETURN d {.id, .text_hash, .source_hash, .title, .publisher, .url, .source, .published, .language, .digest_publisher,
  .digest_title, .digest_published, .superseded_by, .shelf, text: left(d.text, 200)} AS document ORDER BY d.shelf DESC
"""

DOCUMENTS = "MATCH (d:Document) WHERE $before IS NULL OR d.shelf < $before" + _SHORT_DOCUMENT

COUNT_DOCUMENTS = "MATCH (d:Document) RETURN count(d) AS total"

DOCUMENTS_MENTIONING = (
    "UNWIND $ids AS address "
    + ADDRESS
    + " MATCH (n)-[:MENTIONED_IN]->(d:Document) WHERE $before IS NULL OR d.shelf < $before"
    + _SHORT_DOCUMENT
)

COUNT_DOCUMENTS_MENTIONING = (
    "UNWIND $ids AS address " + ADDRESS + " MATCH (n)-[:MENTIONED_IN]->(d:Document) RETURN count(DISTINCT d) AS total"
)

LABEL_COUNTS = "MATCH (n) UNWIND labels(n) AS name RETURN name, count(*) AS count ORDER BY name"

TYPE_COUNTS = "MATCH ()-[r]->() RETURN type(r) AS name, count(r) AS count ORDER BY name"

LABEL_KEYS = "MATCH (n:%s) WITH n LIMIT $sample UNWIND keys(n) AS key RETURN DISTINCT key ORDER BY key"

TYPE_KEYS = "MATCH ()-[r:%s]->() WITH r LIMIT $sample UNWIND keys(r) AS key RETURN DISTINCT key ORDER BY key"

TRY_TO_WRITE = "CREATE (:ClewStore {name: 'written by a reader'})"
"""Must be refused: the health check sends it as the reader."""
