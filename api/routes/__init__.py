"""One module for each kind of thing that the HTTP door answers about."""
