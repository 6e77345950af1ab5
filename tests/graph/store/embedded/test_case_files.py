import stat
from pathlib import Path

from graph.store.embedded.case_files import LOG_LIMIT_BYTES, CaseFiles, last_lines, open_log, prepare_case


def test_engine_folder_is_made_for_this_account_alone(tmp_path: Path) -> None:
    files = prepare_case(tmp_path / "cases" / "one")
    assert stat.S_IMODE(files.root.stat().st_mode) == 0o700
    assert prepare_case(tmp_path / "cases" / "one") == files


def test_last_lines_are_the_end_of_the_log_without_blank_ones(tmp_path: Path) -> None:
    files = prepare_case(tmp_path)
    assert last_lines(files) == ""
    with open_log(files) as log:
        log.write(b"one\ntwo\n\nthree\n\n")
    assert last_lines(files, count=2) == "two\nthree"


def test_full_log_starts_anew_and_the_old_one_is_kept(tmp_path: Path) -> None:
    files = prepare_case(tmp_path)
    with open_log(files) as log:
        log.write(b"x" * (LOG_LIMIT_BYTES + 1))
    with open_log(files) as log:
        log.write(b"new\n")
    assert files.log.read_bytes() == b"new\n"
    assert [path.name for path in sorted(files.log.parent.iterdir())] == ["engine.log", "engine.log.1"]


def test_files_of_a_case_do_not_depend_on_the_working_directory(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert prepare_case(Path("one")) == CaseFiles(tmp_path / "one")
