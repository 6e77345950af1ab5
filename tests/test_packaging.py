"""What is installed: our packages and nothing else, and a command that runs without the tools of development."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OURS = {"graph", "api", "viz", "seeds", "clew.py"}


def run(*command, **options):
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=900, **options)


def environment(**more):
    return {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")} | more


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel of this working tree, built without network by the hatchling that is installed."""
    folder = tmp_path_factory.mktemp("dist")
    built = run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT)
    assert built.returncode == 0, built.stdout + built.stderr
    (found,) = folder.glob("clew-*.whl")
    return found


@pytest.fixture(scope="module")
def content(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return frozenset(archive.namelist())


@pytest.mark.slow
def test_the_wheel_holds_our_packages_and_nothing_else(content):
    tops = {name.split("/")[0] for name in content}
    assert {top for top in tops if not top.endswith(".dist-info")} == OURS
    assert len(tops) == len(OURS) + 1
    assert not [
        name for name in content if Path(name).name.startswith(("test_", "conftest")) or "tests" in Path(name).parts
    ]


@pytest.mark.slow
def test_every_file_of_our_packages_is_in_the_wheel(content):
    expected = {
        path.relative_to(ROOT).as_posix()
        for package in OURS - {"clew.py"}
        for path in (ROOT / package).rglob("*")
        if path.is_file() and not {"__pycache__", "node_modules", "explorer"} & set(path.relative_to(ROOT).parts)
    }
    assert {
        "graph/ontology.yaml",
        "graph/countries.yaml",
        "graph/resolve/names.yaml",
        "seeds/documents.yaml",
    } <= expected
    assert expected <= content


@pytest.mark.slow
def test_the_licence_and_the_command_are_in_the_wheel(wheel, content):
    info = next(name.split("/")[0] for name in content if ".dist-info/" in name)
    assert f"{info}/licenses/LICENSE" in content
    with zipfile.ZipFile(wheel) as archive:
        assert "clew = clew:main" in archive.read(f"{info}/entry_points.txt").decode()


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_the_command_runs_from_the_wheel_without_the_tools_of_development(wheel, tmp_path):
    if run(sys.executable, "-m", "pip", "download", "--no-deps", "--quiet", "-d", tmp_path, "filelock").returncode:
        pytest.skip(
            "the Python package index is out of reach, so that no fresh environment can be made; it needs network"
        )
    venv.create(tmp_path / "fresh", with_pip=True)
    python = tmp_path / "fresh" / ("Scripts" if os.name == "nt" else "bin") / "python"
    installed = run(python, "-m", "pip", "install", "--quiet", "-c", ROOT / "constraints.txt", wheel, env=environment())
    assert installed.returncode == 0, installed.stderr
    helped = run(python.with_name("clew"), "--help", cwd=tmp_path, env=environment(CLEW_HOME=str(tmp_path / "home")))
    assert helped.returncode == 0, helped.stderr
    assert "ingest" in helped.stdout
    names = run(python, "-c", "import clew, sys; print(clew.__file__); print('pytest' in sys.modules)", cwd=tmp_path)
    assert names.stdout.splitlines()[1] == "False"
    assert str(tmp_path / "fresh") in names.stdout
    assert run(python, "-c", "import hypothesis", cwd=tmp_path).returncode == 1, "the tools of development are there"
    example = run(
        python, "-c", "from seeds.load import example_sources; print(len([s.read() for s in example_sources()]))",
        cwd=tmp_path,
    )  # fmt: skip
    assert example.stdout.strip() == "3", example.stderr


def test_the_import_contracts_hold():
    checked = run(Path(sys.executable).with_name("lint-imports"), "--no-cache", cwd=ROOT)
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize("name", ["graph", "api"])
@pytest.mark.parametrize("form", ["package", "module", "folder"])
def test_a_strangers_package_of_our_name_is_refused(tmp_path, name, form):
    if form == "module":
        (tmp_path / f"{name}.py").write_text("raise SystemExit('the stranger was run')")
    else:
        (tmp_path / name).mkdir()
    if form == "package":
        (tmp_path / name / "__init__.py").write_text("raise SystemExit('the stranger was run')")
    code = f"import sys; sys.path[:0] = [{str(tmp_path)!r}, {str(ROOT)!r}]; import clew"
    tried = run(sys.executable, "-c", code, cwd=tmp_path, env=environment())
    if form == "folder":
        # A folder without __init__.py gives way to a package behind it: ours is found.
        assert tried.returncode == 0, tried.stderr
        return
    assert tried.returncode == 1
    assert "ImportError" in tried.stderr
    assert f"the package {name!r} that Python finds" in tried.stderr
    assert "Install Clew in an environment of its own" in tried.stderr
    assert "the stranger was run" not in tried.stderr


def test_ours_in_front_is_not_refused(tmp_path):
    tried = run(sys.executable, "-c", "import clew", cwd=tmp_path, env=environment(PYTHONPATH=str(ROOT)))
    assert tried.returncode == 0, tried.stderr
