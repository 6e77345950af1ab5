"""The shipped documents as sources, for the case `example`."""

from functools import partial
from importlib.resources import as_file, files

from graph.ingest import Source
from graph.read.folder import find_text_files
from graph.read.text import read_text_file


def example_sources() -> tuple[Source, ...]:
    """The three digests; every one names the report it retells (`digest_of`)."""
    with as_file(files("seeds")) as folder:
        return tuple(
            Source(f"example: {file.path.stem}", partial(read_text_file, file.path, file.imprint))
            for file in find_text_files([folder])
        )
