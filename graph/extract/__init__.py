"""Document to Extraction: what one text says between its mentions."""
