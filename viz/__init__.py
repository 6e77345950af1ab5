"""From a subgraph to a picture: the page at `/` and one HTML file that needs no server."""
