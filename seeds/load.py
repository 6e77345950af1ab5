"""The shipped documents as sources, for the case `example`."""

from functools import partial
from pathlib import Path

from graph.ingest import Source
from graph.read.folder import find_text_files
from graph.read.text import read_text_file

FOLDER = Path(__file__).parent


def example_sources() -> tuple[Source, ...]:
    """The three digests; every one names the report it retells (`digest_of`)."""
    return tuple(
        Source(f"example: {file.path.stem}", partial(read_text_file, file.path, file.imprint))
        for file in find_text_files([FOLDER])
    )
