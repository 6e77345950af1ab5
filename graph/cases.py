"""A case: one folder of `CLEW_HOME/cases` with one embedded database, and the memory of which was open last."""

import re
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from graph.errors import BadInput, CaseClosed, ConfigurationError, NotFound
from graph.settings import Settings

EXAMPLE = "example"
"""The shipped case, closed to `ingest`."""
DEFAULT = "default"
"""The case that takes documents when none is named."""
CASE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


@dataclass(frozen=True, slots=True)
class Case:
    """A case by name and folder."""

    name: str
    folder: Path

    def refuse_documents(self) -> None:
        """Raises CaseClosed for the shipped example, and says how to make an own case."""
        # Some file systems take `Example` for the same folder.
        if self.name.casefold() == EXAMPLE:
            raise CaseClosed(
                f"the case {EXAMPLE!r} is the shipped one and takes no documents;"
                f" name an own case: clew ingest --case NAME PATH… (or CLEW_CASE=NAME)"
            )


def find_case(settings: Settings, *, otherwise: str, make: bool = True) -> Case:
    """The case that the settings name, else `otherwise`; its folder is made unless `make` is False.

    Raises BadInput for a bad name, NotFound for a named case that is not there and not to be made, ConfigurationError
    when the folder cannot be made.
    """
    name = settings.case or otherwise
    if CASE_NAME.fullmatch(name) is None:
        raise BadInput(f"{name!r} is no name for a case: up to 64 letters, digits, - and _, a letter or digit first")
    folder = settings.home / "cases" / name
    if not make and settings.case is not None and not folder.is_dir():
        known = sorted(p.name for p in folder.parent.iterdir() if p.is_dir()) if folder.parent.is_dir() else []
        raise NotFound(f"there is no case {name!r}; there are: {', '.join(known) or 'none yet'}")
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise ConfigurationError(f"the case folder {folder} cannot be made: {error.strerror}; see CLEW_HOME") from error
    return Case(name, folder)


def last_case(settings: Settings) -> str:
    """The name of the case opened last; the example when there is none yet or it is gone."""
    note = settings.home / "last-case"
    name = note.read_text(encoding="utf-8", errors="replace").strip() if note.is_file() else ""
    known = CASE_NAME.fullmatch(name) is not None and (settings.home / "cases" / name).is_dir()
    return name if known else EXAMPLE


def remember_case(settings: Settings, case: Case) -> None:
    """Makes `case` the one that opens when none is named."""
    note = settings.home / "last-case"
    # A name of its own for each writer: two commands may open a case at the same moment.
    with NamedTemporaryFile("w", encoding="utf-8", dir=settings.home, prefix="last-case.", delete=False) as fresh:
        fresh.write(case.name + "\n")
    Path(fresh.name).replace(note)
