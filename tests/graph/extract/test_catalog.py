"""Which extractors there are, and that naming one costs nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

from graph.errors import ConfigurationError
from graph.extract.catalog import load_extractor
from graph.settings import Settings


def test_rules_is_the_default() -> None:
    assert load_extractor(Settings(_env_file=None)).id.startswith("rules-")


def test_id_names_model_version_and_hash() -> None:
    name, _, digest = load_extractor(Settings(_env_file=None)).id.rpartition("+")
    assert name.endswith("+en_core_web_sm-3.8.0")
    assert len(digest) == 8


def test_unknown_extractor_is_told_what_there_is() -> None:
    with pytest.raises(ConfigurationError, match=r"no extractor 'magic'; there are: .*rules"):
        load_extractor(Settings(_env_file=None, extractor="magic"))


def test_model_that_is_not_installed_is_named() -> None:
    with pytest.raises(ConfigurationError, match="'no_such_model' is not installed"):
        load_extractor(Settings(_env_file=None, spacy_model="no_such_model"))


def test_choosing_an_extractor_does_not_import_spacy() -> None:
    code = (
        "import sys; from graph.extract.catalog import load_extractor; from graph.settings import Settings;"
        "load_extractor(Settings(_env_file=None)); sys.exit('spacy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.fixture
def plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A distribution with two entry points, one that works and one that breaks, on the path."""
    info = tmp_path / "echo-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: echo\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[clew.extractors]\necho = echo_plugin:Echo\nbroken = echo_plugin:Nothing\n")
    (tmp_path / "echo_plugin.py").write_text(
        "class Echo:\n    id = 'echo-1'\n    def __init__(self, settings):\n        self.model = settings.spacy_model\n"
    )
    monkeypatch.syspath_prepend(tmp_path)


@pytest.mark.usefixtures("plugin")
def test_plugin_is_made_with_the_settings() -> None:
    extractor = load_extractor(Settings(_env_file=None, extractor="echo", spacy_model="m"))
    assert (extractor.id, extractor.model) == ("echo-1", "m")  # type: ignore[attr-defined]


@pytest.mark.usefixtures("plugin")
def test_plugin_that_breaks_is_named() -> None:
    with pytest.raises(ConfigurationError, match=r"'broken' \(echo_plugin:Nothing\) cannot be loaded"):
        load_extractor(Settings(_env_file=None, extractor="broken"))
