"""Cypher that reads any other property graph; nodes and relationships are named by their elementId."""

NODES = "MATCH (n) WHERE elementId(n) IN $ids RETURN n"

_KEPT = """
  (size($types) = 0 OR type(r) IN $types) AND (size($labels) = 0 OR any(l IN labels(o) WHERE l IN $labels))
"""

BEYOND = f"""
MATCH (n) WHERE elementId(n) IN $ids
MATCH %(pattern)s WHERE {_KEPT} AND NOT elementId(o) IN $without
WITH elementId(n) AS near, type(r) AS relation, elementId(o) AS far, elementId(r) AS edge
RETURN near, relation, far, edge ORDER BY edge, near LIMIT $limit
"""

CHOSEN_EDGES = """
UNWIND $rows AS row MATCH (n) WHERE elementId(n) = row.near
MATCH (n)-[r]-(o) WHERE elementId(r) = row.edge
RETURN n, r, o
"""

EDGES_AMONG = f"""
MATCH (n) WHERE elementId(n) IN $ids
MATCH %(pattern)s WHERE {_KEPT} AND elementId(o) IN $among
WITH DISTINCT r ORDER BY elementId(r) LIMIT $limit
RETURN r
"""

EDGE_PAGE = f"""
MATCH (n) WHERE elementId(n) IN $ids
MATCH %(pattern)s WHERE {_KEPT} AND ($after IS NULL OR elementId(r) > $after)
RETURN r, o ORDER BY elementId(r) LIMIT $limit
"""

COUNT_NEIGHBOURS = f"""
MATCH (n) WHERE elementId(n) IN $ids
MATCH %(pattern)s WHERE {_KEPT}
WITH r, o LIMIT $limit
RETURN count(DISTINCT r) AS edges, count(*) AS rows,
  count(DISTINCT CASE WHEN elementId(o) IN $ids THEN null ELSE elementId(o) END) AS nodes
"""

_WHOLE = f"""
MATCH (n)-[r]->(o) WHERE {_KEPT} AND (size($labels) = 0 OR any(l IN labels(n) WHERE l IN $labels))
WITH n, r, o LIMIT $limit
"""

SOME_EDGES = _WHOLE + "RETURN elementId(r) AS id, elementId(n) AS source, elementId(o) AS target"

SOME_NODES = """
MATCH (n) WHERE size($labels) = 0 OR any(l IN labels(n) WHERE l IN $labels) RETURN n LIMIT $limit
"""

TOTALS = (
    _WHOLE
    + """
WITH collect(n) + collect(o) AS ends, count(r) AS edges
UNWIND CASE WHEN size(ends) = 0 THEN [null] ELSE ends END AS end
RETURN edges, count(DISTINCT end) AS nodes
"""
)

NEIGHBOUR_COUNTS = """
MATCH (n) WHERE elementId(n) IN $ids MATCH (n)-[r]-()
RETURN type(r) AS relation, startNode(r) = n AS out, count(r) AS count
"""

SEARCH = """
MATCH (n) WHERE size($labels) = 0 OR any(l IN labels(n) WHERE l IN $labels)
WITH n LIMIT $scanned
WHERE any(key IN keys(n) WHERE toLower(toStringOrNull(n[key])) CONTAINS $text)
RETURN n LIMIT $limit
"""
"""Looks at `$scanned` nodes at most; there is no index to rely on."""
