"""Which files a command reads, and what the catalogue beside them says of each."""

import os
from datetime import date
from pathlib import Path

import pytest

from graph.errors import UnreadableDocument
from graph.model import Digested
from graph.read.folder import find_text_files
from graph.read.text import Imprint, read_text_file


def write(folder: Path, *names: str, text: str = "Some text.") -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def found(folder: Path) -> list[str]:
    return [file.path.relative_to(folder).as_posix() for file in find_text_files([folder])]


def test_text_files_are_found_at_any_depth_in_order(tmp_path):
    write(tmp_path, "b.txt", "a/z.md", "a/b/c.TEXT", "picture.png", "no-suffix")
    assert found(tmp_path) == ["a/b/c.TEXT", "a/z.md", "b.txt"]


def test_hidden_files_and_folders_are_passed_over(tmp_path):
    write(tmp_path, "seen.txt", ".hidden.txt", ".git/note.txt", "a/.cache/note.txt")
    assert found(tmp_path) == ["seen.txt"]


def test_a_hidden_folders_catalogue_does_not_count(tmp_path):
    write(tmp_path, "seen.txt")
    write(tmp_path, ".git/documents.yaml", text="{broken")
    assert found(tmp_path) == ["seen.txt"]


def test_a_folder_that_is_named_may_be_hidden(tmp_path):
    write(tmp_path, ".case/note.txt")
    assert found(tmp_path / ".case") == ["note.txt"]


@pytest.mark.timeout(10)
def test_links_in_a_circle_come_to_an_end(tmp_path):
    write(tmp_path, "a/note.txt")
    (tmp_path / "a" / "again").symlink_to(tmp_path)
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    assert found(tmp_path) == ["a/note.txt"]


@pytest.mark.timeout(10)
def test_a_fifo_below_a_folder_is_passed_over(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    os.mkfifo(tmp_path / "documents.yaml")
    write(tmp_path, "note.txt")
    assert found(tmp_path) == ["note.txt"]


def test_a_file_that_is_named_is_read_whatever_its_name(tmp_path):
    write(tmp_path, "notes", ".hidden")
    assert len(find_text_files([tmp_path / "notes", tmp_path / ".hidden"])) == 2


def test_a_path_given_twice_is_read_once(tmp_path):
    write(tmp_path, "note.txt")
    assert len(find_text_files([tmp_path, tmp_path / "note.txt", tmp_path])) == 1


def test_a_missing_path_comes_back_so_that_reading_it_says_so(tmp_path):
    (file,) = find_text_files([tmp_path / "gone"])
    with pytest.raises(UnreadableDocument, match="no such file"):
        read_text_file(file.path)


def test_the_catalogue_says_what_a_file_is(tmp_path):
    write(tmp_path, "a.txt", "b.txt")
    catalogue = """
        - file: a.txt
          title: A title
          publisher: Gazette
          url: https://example.org/a
          published: 2020-11-18
          language: es
          sha256: a key for people
          digest_of: {publisher: Herald, title: The report, published: "2020-11-17"}
    """
    write(tmp_path, "documents.yaml", text=catalogue)
    a, b = find_text_files([tmp_path])
    assert a.imprint == Imprint(
        title="A title",
        publisher="Gazette",
        url="https://example.org/a",
        published=date(2020, 11, 18),
        language="es",
        digest_of=Digested(publisher="Herald", title="The report", published=date(2020, 11, 17)),
    )
    assert b.imprint is None


def test_the_catalogue_beside_a_single_file_counts_too(tmp_path):
    write(tmp_path, "a.txt", "b.txt")
    write(tmp_path, "documents.yaml", text="- {file: a.txt, publisher: Gazette}\n- {file: b.txt}\n")
    (file,) = find_text_files([tmp_path / "a.txt"])
    assert file.imprint == Imprint(title="a", publisher="Gazette")


@pytest.mark.parametrize("folder", ["a", "z"])
def test_the_nearest_catalogue_counts(tmp_path, folder):
    write(tmp_path, f"{folder}/x.txt")
    write(tmp_path, "documents.yaml", text=f"- {{file: {folder}/x.txt, publisher: Far}}")
    write(tmp_path, f"{folder}/documents.yaml", text="- {file: x.txt, publisher: Near}")
    (file,) = find_text_files([tmp_path])
    assert file.imprint is not None
    assert file.imprint.publisher == "Near"


def test_a_file_that_only_the_catalogue_knows_comes_back_so_that_reading_it_says_so(tmp_path):
    write(tmp_path, "a.txt")
    write(tmp_path, "documents.yaml", text="- file: a.txt\n- file: typo.txt\n")
    assert found(tmp_path) == ["a.txt", "typo.txt"]


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "[]"])
def test_an_empty_catalogue_says_nothing(tmp_path, text):
    write(tmp_path, "a.txt")
    write(tmp_path, "documents.yaml", text=text)
    assert found(tmp_path) == ["a.txt"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- {title: no file}", "entry 1: file: Field required"),
        ("- {file: ''}", "file: String should have at least 1 character"),
        ("- {file: a.txt, published: last week}", "entry a.txt: published: .*date"),
        ("- {file: a.txt, published: 2020}", "entry a.txt: published: .*2020-11-18"),
        ("- {file: a.txt, digest_of: {title: T}}", "entry a.txt: digest_of: publisher: Field required"),
        ("- {file: a.txt}\n- {file: a.txt}", "two entries for a.txt"),
        ("- just a line", "entry 1: .*dictionary"),
        ("file: a.txt", "the file: .*list"),
        ("0", "the file: .*list"),
        ("- [", "expected"),
        ("[" * 5_000, ""),
        ("- {file: a.txt, published: 2020-13-45}", ""),
    ],
)
def test_a_faulty_catalogue_names_file_and_entry(tmp_path, text, said):
    write(tmp_path, "a.txt")
    write(tmp_path, "documents.yaml", text=text)
    with pytest.raises(UnreadableDocument, match=f"documents.yaml cannot be used: (?s:.*){said}"):
        find_text_files([tmp_path])


def test_a_catalogue_that_is_no_text_is_said_so(tmp_path):
    (tmp_path / "documents.yaml").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(UnreadableDocument, match=r"documents\.yaml cannot be used"):
        find_text_files([tmp_path])
