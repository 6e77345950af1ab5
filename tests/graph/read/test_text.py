"""Files of any kind become normalised text or one clear sentence; ids depend on text, publisher and address."""

import os
from datetime import date

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from graph.errors import UnreadableDocument
from graph.model import Digested
from graph.read.text import Imprint, canonical_url, decode, first_line, make_document, normalise, read_text_file

ANY_TEXT = st.text(st.characters(), max_size=60)
WORDS = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=30)


def read(tmp_path, data, **options):
    path = tmp_path / "note.txt"
    path.write_bytes(data)
    return read_text_file(path, **options)


@pytest.mark.parametrize(
    "data",
    [
        "Peña said “no”.".encode(),
        "Peña said “no”.".encode("utf-8-sig"),
        "Peña said “no”.".encode("utf-16"),
        b"\xfe\xff" + "Peña said “no”.".encode("utf-16-be"),
        "Peña said “no”.".encode("cp1252"),
    ],
    ids=["UTF-8", "UTF-8 with BOM", "UTF-16 LE", "UTF-16 BE", "Windows-1252"],
)
def test_the_encoding_is_found(tmp_path, data):
    assert read(tmp_path, data).text == "Peña said “no”."


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        (b"\xef\xbb\xbf", "no text"),
        (b"\xff\xfe", "no text"),
        ("\ufeff \u2003\n".encode(), "no text"),
        (b"%PDF-1.7\nplain looking text", "not plain text"),
        (b"%PDF-1.7\n\x00\x01\x02", "not text"),
        (b"PK\x03\x04" + b"docx" * 50, "not plain text"),
        (b"{\\rtf1\\ansi Hello}", "not plain text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not text"),
        (b"GIF89a" + bytes(range(1, 32)) * 10, "not plain text"),
        (bytes(range(128, 256)) * 20, "neither UTF-8"),
        ("Hello".encode("utf-16-le"), "not text"),
    ],
)
def test_what_is_no_text_is_refused_with_path_and_reason(tmp_path, data, said):
    with pytest.raises(UnreadableDocument, match=f"note.txt: .*{said}"):
        read(tmp_path, data)


def test_a_missing_file_is_said_so(tmp_path):
    with pytest.raises(UnreadableDocument, match=r"gone\.txt: there is no such file"):
        read_text_file(tmp_path / "gone.txt")


def test_a_folder_is_no_document(tmp_path):
    with pytest.raises(UnreadableDocument, match="a folder"):
        read_text_file(tmp_path)


@pytest.mark.timeout(10)
def test_a_fifo_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(UnreadableDocument, match="no regular file"):
        read_text_file(tmp_path / "pipe.txt")


@pytest.fixture
def unreadable(tmp_path):
    """A file that this process may not read; root, who may read all, is somebody else for a while."""
    path = tmp_path / "secret.txt"
    path.write_text("text")
    path.chmod(0)
    me = os.geteuid()
    os.seteuid(me or 65534)
    yield path
    os.seteuid(me)


def test_a_file_without_permission_is_said_so(unreadable):
    with pytest.raises(UnreadableDocument, match=r"secret\.txt: cannot be read: Permission denied"):
        read_text_file(unreadable)


@pytest.mark.parametrize(
    "name", ["x" * 300 + ".txt", "a\0b.txt", "file.txt/below.txt"], ids=["too long", "NUL", "in a file"]
)
def test_a_path_that_cannot_be_is_said_so(tmp_path, name):
    (tmp_path / "file.txt").write_text("text")
    with pytest.raises(UnreadableDocument, match=r"cannot be read|no such file"):
        read_text_file(tmp_path / name)


def test_a_link_that_leads_to_itself_is_said_so(tmp_path):
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    with pytest.raises(UnreadableDocument, match=r"loop\.txt: cannot be read"):
        read_text_file(tmp_path / "loop.txt")


def test_a_file_of_just_the_largest_size_is_read(tmp_path):
    assert read(tmp_path, b"a" * 2_000, max_bytes=2_000).text == "a" * 2_000
    with pytest.raises(UnreadableDocument, match="larger than the 2,000 bytes"):
        read(tmp_path, b"a" * 2_001, max_bytes=2_000)


def test_a_file_name_that_is_no_unicode_is_shown_as_text(tmp_path):
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    path.write_text("Some text.")
    document = read_text_file(path)
    assert (document.source + document.title).encode()
    assert document.title == "caf\ufffd"


def test_line_ends_are_one_character(tmp_path):
    assert read(tmp_path, b"one\r\ntwo\rthree\n").text == "one\ntwo\nthree\n"


def test_a_late_nul_is_left_out(tmp_path):
    assert "\0" not in read(tmp_path, b"word " * 2_000 + b"\0 end").text


def test_nothing_is_composed(tmp_path):
    assert read(tmp_path, "Pen\u0303a".encode()).text == "Pen\u0303a"


@given(ANY_TEXT)
def test_normalising_twice_is_normalising_once(text):
    clean = normalise(text)
    assert normalise(clean) == clean
    clean.encode()
    assert not set(clean) & {"\r", "\0", "\ufeff"}


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60))
def test_text_survives_its_encoding(text):
    assume(text.strip() and text.strip("\ufeff") == text)
    assert decode(text.encode()) == text


@given(st.binary(max_size=200))
def test_any_bytes_become_text_or_one_error(data):
    try:
        document = make_document(decode(data))
    except UnreadableDocument:
        return
    assert document.text.strip()


@given(ANY_TEXT, ANY_TEXT, ANY_TEXT, ANY_TEXT)
def test_any_text_and_imprint_become_a_document_or_one_error(text, title, publisher, url):
    try:
        document = make_document(text, Imprint(title=title, publisher=publisher, url=url))
    except UnreadableDocument:
        assert not normalise(text).strip()
    else:
        assert all(
            part.encode() is not None for part in (document.text, document.title, document.publisher, document.url)
        )


@given(WORDS, WORDS, WORDS, WORDS)
def test_title_date_source_and_digest_are_no_part_of_the_id(text, title, source, name):
    imprint = Imprint(
        title=title, publisher="P", published=date(2020, 1, 2), digest_of=Digested(publisher=name, title=title)
    )
    assert make_document(text, imprint, source=source).id == make_document(text, Imprint(publisher="P")).id


@given(st.tuples(WORDS, WORDS), st.tuples(WORDS, WORDS))
def test_text_and_publisher_make_the_id(one, other):
    assume(one != other)
    ids = [make_document(text, Imprint(publisher=publisher)).id for text, publisher in (one, other)]
    assert ids[0] != ids[1]


def test_one_wire_text_in_two_outlets_is_two_documents_with_one_text():
    one, other = (make_document("The wire text.", Imprint(publisher=p)) for p in ("Gazette", "Herald"))
    assert one.id != other.id
    assert one.text_hash == other.text_hash


def test_line_ends_and_bom_do_not_change_the_id(tmp_path):
    ids = {read(tmp_path, data).id for data in (b"one\ntwo", b"one\r\ntwo", b"\xef\xbb\xbfone\ntwo")}
    assert len(ids) == 1


def test_the_source_hash_is_that_of_the_bytes(tmp_path):
    hashes = {read(tmp_path, data).source_hash for data in (b"one\ntwo", b"one\r\ntwo")}
    assert len(hashes) == 2


def test_without_a_title_the_first_line_is_it():
    assert make_document("\n\n  Headline \nText").title == "Headline"
    assert len(first_line("word " * 100)) <= 100


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTP://WWW.Example.ORG:80/A?b=C#part", "http://www.example.org/A?b=C"),
        ("https://example.org", "https://example.org/"),
        ("https://example.org:443/", "https://example.org/"),
        ("https://example.org:8443/", "https://example.org:8443/"),
        ("https://me:secret@example.org/", "https://example.org/"),
        ("http://[2001:DB8::1]:80/", "http://[2001:db8::1]/"),
        (" https://example.org/a b ", "https://example.org/a%20b"),
        ('https://example.org/"><script>', "https://example.org/%22%3E%3Cscript%3E"),
        ("https://example.org/%C3%A9", "https://example.org/%C3%A9"),
        ("ftp://example.org/", ""),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("example.org/a", ""),
        ("https:///a", ""),
        ("https://exa mple.org/", ""),
        ("https://[::1/", ""),
        ("https://example.org:port/", ""),
        ("", ""),
    ],
)
def test_an_address_has_one_form(url, canonical):
    assert canonical_url(url) == canonical


@given(ANY_TEXT | st.builds("{}{}:{}/{}?{}#{}".format, st.sampled_from(["http://", "HTTPS://u:p@"]), *[ANY_TEXT] * 5))
@example("http://a?\\")
@example("https://a/%")
@example("http://ß.example/")
def test_the_one_form_of_an_address_is_its_own(url):
    canonical = canonical_url(url)
    assert canonical_url(canonical) == canonical
    assert canonical == "" or canonical.startswith(("http://", "https://"))
