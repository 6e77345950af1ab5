"""The pinned model is used only when its files are the known ones."""

import shutil
from pathlib import Path

import pytest

from graph.extract import spacy_model
from graph.extract.spacy_model import PINNED_PACKAGE, PINNED_VERSION, changed_files


@pytest.fixture
def copied_model(tmp_path: Path) -> Path:
    source = spacy_model._folder(PINNED_PACKAGE) / f"{PINNED_PACKAGE}-{PINNED_VERSION}"
    return Path(shutil.copytree(source, tmp_path / "model"))


def test_installed_model_is_the_pinned_one(copied_model: Path) -> None:
    assert changed_files(copied_model) == []


def test_changed_byte_is_noticed(copied_model: Path) -> None:
    file = copied_model / "tagger" / "model"
    content = bytearray(file.read_bytes())
    content[100] ^= 1
    file.write_bytes(content)
    assert changed_files(copied_model) == ["tagger/model has changed"]


def test_missing_file_is_noticed(copied_model: Path) -> None:
    (copied_model / "ner" / "cfg").unlink()
    assert changed_files(copied_model) == ["ner/cfg is missing"]
