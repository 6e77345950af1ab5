"""Cypher that reads a whole store of ours, for fingerprints."""

NODES = "MATCH (n) WHERE NOT n:ClewStore RETURN labels(n) AS labels, properties(n) AS properties"

RELATIONSHIPS = """
MATCH (a)-[r]->(b) RETURN type(r) AS type, a.id AS source, b.id AS target, properties(r) AS properties
"""
