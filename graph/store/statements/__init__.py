"""All Cypher that Clew sends, as named constants: values are parameters, `%`-slots take quoted names only."""
