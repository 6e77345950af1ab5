"""What the documentation promises is there: settings, commands, routes, relations, files."""

import re
from pathlib import Path

import pytest
from typer.main import get_command

from api.cli import cli
from graph.ontology import load_ontology
from graph.settings import Settings

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def leaves(command, name):
    for child, sub in getattr(command, "commands", {}).items():
        yield from leaves(sub, f"{name} {child}")
    if not hasattr(command, "commands"):
        yield name


@pytest.mark.parametrize("name", list(Settings.model_fields))
def test_every_setting_is_documented(name):
    variable = str(Settings.model_fields[name].validation_alias or f"CLEW_{name}").upper()
    lines = (ROOT / "docs/operations.md").read_text().splitlines()
    row = next(line for line in lines if line.startswith(f"| `{variable}`"))
    assert len(row.split("|")[3].strip()) > 10, "a setting has a sentence"


@pytest.mark.parametrize("command", list(leaves(get_command(cli), "clew")))
def test_every_command_is_documented(command):
    assert f"### `{command}`" in (ROOT / "docs/cli.md").read_text()


@pytest.mark.parametrize("relation", list(load_ontology().relations))
def test_every_relation_is_documented(relation):
    assert f"`{relation}`" in (ROOT / "docs/ontology.md").read_text()


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_link_to_a_file_leads_somewhere(page):
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", page.read_text())
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_readme_shows_the_two_commands_before_anything_else():
    first_block = re.search(r"```sh\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL).group(1)
    assert re.search(r"^make run\b", first_block, re.MULTILINE)
    assert re.search(r"^make test\b", first_block, re.MULTILINE)


def test_every_path_of_the_change_table_exists():
    table = (ROOT / "docs/architecture.md").read_text().split("## Who may import whom")[0]
    named = re.findall(r"`((?:graph|api|viz|seeds)/[^`]*)`", table)
    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_every_module_says_its_purpose():
    silent = [
        str(path.relative_to(ROOT))
        for package in ("graph", "api", "viz", "seeds")
        for path in (ROOT / package).rglob("*.py")
        if not path.read_text().startswith('"""')
    ]
    assert silent == []
