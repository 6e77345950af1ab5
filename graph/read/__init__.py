"""Sources to Document: one module a format."""
