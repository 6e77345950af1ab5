"""Subgraph to numbers, by networkx."""
