"""Documents in, an evidence-backed graph out: reading, extraction, resolution, storage, analysis."""

DISTRIBUTION = "clew"
"""The distribution that owns this package; `clew.py` checks it before it imports anything else."""
