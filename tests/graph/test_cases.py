"""A case is a folder of CLEW_HOME: found by name, remembered, and never outside."""

import stat
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.cases import DEFAULT, EXAMPLE, Case, find_case, last_case, remember_case
from graph.errors import BadInput, CaseClosed, ConfigurationError
from graph.settings import load_settings


@pytest.fixture
def settings(tmp_path):
    return load_settings({"home": tmp_path, "case": None})


def test_the_case_that_the_settings_name_wins(tmp_path):
    named = load_settings({"home": tmp_path, "case": "mine"})
    assert find_case(named, otherwise=DEFAULT) == Case("mine", tmp_path / "cases" / "mine")


def test_without_a_name_it_is_the_other_one(settings, tmp_path):
    case = find_case(settings, otherwise=DEFAULT)
    assert case.folder == tmp_path / "cases" / "default"
    assert stat.S_IMODE(case.folder.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "name", ["..", "../x", "/etc", "a/b", "a\\b", ".hidden", "-rf", "a b", "a\n", "é", "x" * 65, "a\0"]
)
def test_a_name_that_could_lead_elsewhere_is_refused(tmp_path, name):
    with pytest.raises(BadInput, match="no name for a case"):
        find_case(load_settings({"home": tmp_path, "case": name}), otherwise=DEFAULT)
    assert not (tmp_path / "cases").exists()


@given(st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}", fullmatch=True))
def test_every_good_name_stays_below_home(tmp_path_factory, name):
    home = tmp_path_factory.mktemp("home")
    case = find_case(load_settings({"home": home, "case": name}), otherwise=DEFAULT)
    assert case.folder.parent == home / "cases"
    assert case.folder.is_dir()


def test_a_folder_that_cannot_be_made_is_said_so(tmp_path):
    (tmp_path / "cases").write_text("a file is in the way")
    with pytest.raises(ConfigurationError, match="CLEW_HOME"):
        find_case(load_settings({"home": tmp_path, "case": "mine"}), otherwise=DEFAULT)


@pytest.mark.parametrize("name", [EXAMPLE, "Example"])
def test_the_example_takes_no_documents_and_says_how_to_make_a_case(tmp_path, name):
    with pytest.raises(CaseClosed, match="--case NAME"):
        Case(name, tmp_path).refuse_documents()


def test_an_own_case_takes_documents(tmp_path):
    Case("mine", tmp_path).refuse_documents()


def test_the_first_time_the_example_opens(settings):
    assert last_case(settings) == EXAMPLE


def test_the_case_opened_last_opens_again(settings):
    remember_case(settings, find_case(settings, otherwise="mine"))
    assert last_case(settings) == "mine"


def test_a_case_that_is_gone_does_not_open_again(settings):
    case = find_case(settings, otherwise="mine")
    remember_case(settings, case)
    case.folder.rmdir()
    assert last_case(settings) == EXAMPLE


@pytest.mark.parametrize("note", [b"", b"\xff\xfe", b"..", b"../cases", b"no such case\n"])
def test_a_spoiled_note_opens_the_example(settings, tmp_path, note):
    (tmp_path / "cases").mkdir()
    (tmp_path / "last-case").write_bytes(note)
    assert last_case(settings) == EXAMPLE


def test_many_commands_may_remember_at_once(settings, tmp_path):
    cases = [find_case(settings, otherwise=f"case-{i}") for i in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda case: remember_case(settings, case), cases * 10))
    assert last_case(settings) in {case.name for case in cases}
    assert sorted(p.name for p in tmp_path.iterdir()) == ["cases", "last-case"]
