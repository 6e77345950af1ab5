"""Files and folders to text files with their imprint: `documents.yaml` beside them says what each one is."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError

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

    Hidden files and folders are passed over, links to folders are not followed. A path that does not exist,
    given or named in a catalogue, comes back too: reading it says so. Of several catalogues that name a file, the
    nearest one counts.
    Raises UnreadableDocument for a catalogue that cannot be used, naming file and entry.
    """
    found: dict[Path, None] = {}
    imprints: dict[Path, Imprint] = {}
    for path in paths:
        if path.is_dir():
            files = [file for file in sorted(path.rglob("*")) if not _hidden(file, path)]
            found.update(dict.fromkeys(f for f in files if f.suffix.lower() in SUFFIXES and f.is_file()))
            catalogues = [file for file in files if file.name == CATALOGUE]
            for catalogue in sorted(catalogues, key=lambda file: len(file.parts)):
                entries = _imprints(catalogue)
                imprints.update(entries)
                found.update(dict.fromkeys(file for file in entries if not os.path.exists(file)))
        else:
            found[path] = None
            imprints.update(_imprints(path.parent / CATALOGUE))
    return tuple(TextFile(path, imprints.get(path)) for path in found)


def _hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def _imprints(catalogue: Path) -> dict[Path, Imprint]:
    """What a catalogue says of each file, by the file's path; entries name files relative to the catalogue."""
    try:
        if not catalogue.is_file():
            return {}
        raw = yaml.safe_load(catalogue.read_text(encoding="utf-8-sig"))
        entries = TypeAdapter(list[CatalogueEntry]).validate_python([] if raw is None else raw)
    except ValidationError as error:
        raise UnreadableDocument(f"{catalogue} cannot be used: {_problems(error, raw)}") from error
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError, ValueError, OSError) as error:
        raise UnreadableDocument(f"{catalogue} cannot be used: {error}") from error
    imprints: dict[Path, Imprint] = {}
    for entry in entries:
        path = catalogue.parent / entry.file
        if path in imprints:
            raise UnreadableDocument(f"{catalogue} cannot be used: it has two entries for {entry.file}")
        imprints[path] = entry.imprint()
    return imprints


def _problems(error: ValidationError, raw: object) -> str:
    """What is wrong with each entry, which is called by its file where it names one, else by its number."""
    found = []
    for problem in error.errors():
        number, *keys = problem["loc"] or ("",)
        entry = raw[number] if isinstance(raw, list) and isinstance(number, int) else None
        named = entry.get("file") if isinstance(entry, dict) else None
        where = f"entry {named or number + 1}" if isinstance(number, int) else "the file"
        found.append(": ".join([where, *map(str, keys), problem["msg"]]))
    return "; ".join(found)


def _written_date(value: object) -> object:
    """Refuses numbers, which pydantic would take for seconds since 1970."""
    if isinstance(value, int | float):
        raise ValueError("a date is written like 2020-11-18")
    return value


WrittenDate = Annotated[date | None, BeforeValidator(_written_date)]


class DigestEntry(BaseModel):
    """The report that a digest retells, as the catalogue gives it."""

    publisher: str
    title: str
    published: WrittenDate = None


class CatalogueEntry(BaseModel):
    """One file as the catalogue gives it; keys that are not known (notes, hashes) are for people."""

    model_config = ConfigDict(extra="ignore")
    file: str = Field(min_length=1)
    title: str = ""
    publisher: str = ""
    url: str = ""
    published: WrittenDate = None
    language: str = "en"
    digest_of: DigestEntry | None = None

    def imprint(self) -> Imprint:
        """The entry as the readers take it."""
        digest = Digested(**self.digest_of.model_dump()) if self.digest_of is not None else None
        fields = self.model_dump(exclude={"file", "digest_of"})
        return Imprint(**(fields | {"title": self.title or Path(self.file).stem}), digest_of=digest)
