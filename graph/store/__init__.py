"""Batch to database to Subgraph: one Bolt store, two engines."""
