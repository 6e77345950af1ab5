import stat
from pathlib import Path

import pytest

from graph.store.embedded.address import Address, is_supervised, read_address, remove_address, write_address
from graph.store.embedded.case_files import CaseFiles, file_lock

ADDRESS = Address(host="127.0.0.1", port=1, pid=2, started=3.0, secret="quiet", generation=4)


def test_address_comes_back_as_it_was_published(tmp_path: Path) -> None:
    files = CaseFiles(tmp_path)
    write_address(files, ADDRESS)
    assert read_address(files) == ADDRESS
    assert [path.name for path in tmp_path.iterdir()] == ["engine.json"]
    assert stat.S_IMODE(files.address.stat().st_mode) == 0o600
    remove_address(files)
    assert read_address(files) is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"host": "127.0.0.1"}'])
def test_broken_address_is_none(tmp_path: Path, text: str) -> None:
    CaseFiles(tmp_path).address.write_text(text)
    assert read_address(CaseFiles(tmp_path)) is None


def test_secret_is_not_shown() -> None:
    assert "quiet" not in repr(ADDRESS)


def test_supervised_is_a_case_whose_lock_is_held(tmp_path: Path) -> None:
    files = CaseFiles(tmp_path)
    assert not is_supervised(files)
    with file_lock(files.supervisor_lock):
        assert is_supervised(files)
    assert not is_supervised(files)
