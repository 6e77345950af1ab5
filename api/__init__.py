"""The two doors: HTTP and the command line."""
