"""Files and folders to text files with their imprint: `documents.yaml` beside them says what each one is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from graph.errors import UnreadableDocument
from graph.model import Digested
from graph.read.text import Imprint

CATALOGUE = "documents.yaml"
SUFFIXES = frozenset({".txt", ".text", ".md"})
"""What is read below a folder; a file that is named itself is read whatever its name."""


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file to read, with what its folder's catalogue says of it; None = nothing."""

    path: Path
    imprint: Imprint | None = None


def find_text_files(paths: Sequence[Path]) -> tuple[TextFile, ...]:
    """The files named and the text files below the folders named, each once, in the order of their paths.

    Hidden files and folders are passed over. A path that does not exist comes back too: reading it says so.
    Raises UnreadableDocument for a catalogue that cannot be used, naming file and entry.
    """
    found: dict[Path, None] = {}
    imprints: dict[Path, Imprint] = {}
    for path in paths:
        if path.is_dir():
            found.update(dict.fromkeys(_below(path)))
            for catalogue in sorted(path.rglob(CATALOGUE)):
                imprints.update(_imprints(catalogue))
        else:
            found[path] = None
            imprints.update(_imprints(path.parent / CATALOGUE))
    return tuple(TextFile(path, imprints.get(path)) for path in found)


def _below(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.suffix.lower() in SUFFIXES and path.is_file() and not hidden:
            yield path


def _imprints(catalogue: Path) -> dict[Path, Imprint]:
    """What a catalogue says of each file, by the file's path; entries name files relative to the catalogue."""
    if not catalogue.is_file():
        return {}
    try:
        raw = yaml.safe_load(catalogue.read_text(encoding="utf-8")) or []
        entries = TypeAdapter(list[CatalogueEntry]).validate_python(raw)
    except (ValidationError, yaml.YAMLError, UnicodeDecodeError) as error:
        raise UnreadableDocument(f"{catalogue} cannot be used: {error}") from error
    return {catalogue.parent / entry.file: entry.imprint() for entry in entries}


class DigestEntry(BaseModel):
    """The report that a digest retells, as the catalogue gives it."""

    publisher: str
    title: str
    published: date | None = None


class CatalogueEntry(BaseModel):
    """One file as the catalogue gives it; keys that are not known (notes, hashes) are for people."""

    model_config = ConfigDict(extra="ignore")
    file: str
    title: str = ""
    publisher: str = ""
    url: str = ""
    published: date | None = None
    language: str = "en"
    digest_of: DigestEntry | None = None

    def imprint(self) -> Imprint:
        """The entry as the readers take it."""
        digest = Digested(**self.digest_of.model_dump()) if self.digest_of is not None else None
        fields = self.model_dump(exclude={"file", "digest_of"})
        return Imprint(**(fields | {"title": self.title or Path(self.file).stem}), digest_of=digest)
