"""Plain text to Document: decoding, normalisation, identity."""

import hashlib
import re
import stat
import unicodedata
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

from graph.errors import UnreadableDocument
from graph.model import Digested, Document, DocumentId, content_id

BINARY_SHARE = 0.02
"""A text holds fewer control characters than this share of its first 4,096 characters."""
USUAL_PORTS = {"http": 80, "https": 443}
HOST = re.compile(r"[\w.:-]*\w[\w.:-]*")
UNSAFE = re.compile(r"[\s\x00-\x20\x7f<>\"\\^`{|}]")
"""What is percent-encoded in an address; everything else stays as it is written."""
ENCODINGS = ("utf-8-sig", "cp1252")
"""Tried in this order; cp1252 is what older newsrooms and Windows editors write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What is known of a document beside its text."""

    title: str = ""
    publisher: str = ""
    url: str = ""
    published: date | None = None
    language: str = "en"
    digest_of: Digested | None = None


def read_text_file(path: Path, imprint: Imprint | None = None, *, max_bytes: int = 20_000_000) -> Document:
    """The text file at `path` as a Document; its title, when none is given, is the file's name.

    Raises UnreadableDocument when it is missing, no regular file, empty, larger than `max_bytes` or not text.
    """
    shown = normalise(str(path))
    try:
        data = _read_bytes(path, max_bytes)
        return make_document(decode(data), imprint or Imprint(title=path.stem), source=shown, source_bytes=data)
    except UnreadableDocument as error:
        raise UnreadableDocument(f"{shown}: {error}") from error
    except FileNotFoundError as error:
        raise UnreadableDocument(f"{shown}: there is no such file") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = error.strerror if isinstance(error, OSError) else error
        raise UnreadableDocument(f"{shown}: cannot be read: {reason}") from error


def make_document(
    text: str, imprint: Imprint | None = None, *, source: str = "", source_bytes: bytes | None = None
) -> Document:
    """The Document of a text; its id depends on text, publisher and url alone.

    Raises UnreadableDocument when nothing but blanks is left.
    """
    imprint = imprint or Imprint()
    clean = normalise(text)
    if not clean.strip():
        raise UnreadableDocument("there is no text in it")
    publisher = " ".join(normalise(imprint.publisher).split())
    url = canonical_url(imprint.url)
    data = source_bytes if source_bytes is not None else clean.encode()
    return Document(
        id=DocumentId(content_id("document", clean, publisher, url)),
        text_hash=content_id("text", clean),
        source_hash=hashlib.sha256(data).hexdigest(),
        text=clean,
        title=normalise(imprint.title).strip() or first_line(clean),
        publisher=publisher,
        url=url,
        source=source,
        published=imprint.published,
        language=imprint.language,
        digest_of=imprint.digest_of,
    )


def decode(data: bytes) -> str:
    """The text of these bytes. Raises UnreadableDocument for what is binary."""
    if not data.strip():
        raise UnreadableDocument("it is empty")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", errors="replace")
    else:
        if b"\0" in data[:4096]:
            raise UnreadableDocument("it is not text: it holds NUL bytes (PDF, DOCX and images are no text files)")
        text = _first_that_decodes(data)
    head = text[:4096]
    control = sum(unicodedata.category(c) == "Cc" and c not in "\t\n\r\f\v\x85" for c in head)
    if control > BINARY_SHARE * len(head) or data.startswith((b"%PDF-", b"PK\x03\x04", b"{\\rtf")):
        raise UnreadableDocument("it is not plain text; save it as .txt first")
    return text


def normalise(text: str) -> str:
    """LF line ends, no BOM, no NUL, lone surrogates as U+FFFD; nothing is composed or decomposed."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "").replace("\0", "")
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def canonical_url(url: str) -> str:
    """The http(s) address with lower-case host, no default port, no user, no fragment; '' for anything else."""
    try:
        parts = urlsplit(normalise(url).strip())
        port, host = parts.port, parts.hostname or ""
    except ValueError:
        return ""
    scheme = parts.scheme.lower()
    if scheme not in USUAL_PORTS or HOST.fullmatch(host) is None:
        return ""
    host = f"[{host}]" if ":" in host else host
    netloc = host if port in (None, USUAL_PORTS[scheme]) else f"{host}:{port}"
    path, query = (UNSAFE.sub(lambda c: quote(c.group()), part) for part in (parts.path or "/", parts.query))
    return urlunsplit(SplitResult(scheme, netloc, path, query, ""))


def first_line(text: str) -> str:
    """The first line that is not blank, at most 100 characters of it."""
    line = text.strip().split("\n", 1)[0].strip()
    return line if len(line) <= 100 else line[:99].rstrip() + "…"


def _read_bytes(path: Path, max_bytes: int) -> bytes:
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode):  # a FIFO would be waited for
        raise UnreadableDocument("it is a folder" if stat.S_ISDIR(mode) else "it is no regular file")
    with path.open("rb") as file:
        data = file.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise UnreadableDocument(f"it is larger than the {max_bytes:,} bytes that are read (CLEW_MAX_DOCUMENT_BYTES)")
    return data


def _first_that_decodes(data: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableDocument("it is neither UTF-8, UTF-16 nor Windows-1252 text")
