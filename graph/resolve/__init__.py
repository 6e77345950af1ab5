"""Mentions to entities, inside one document and across them."""
