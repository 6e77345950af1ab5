"""Text as it is compared: without case, accents, punctuation and invisible characters."""

import re
import unicodedata

APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼʻʿʾ`´′＇"), "'")
UNDECOMPOSED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
"""Letters with a stroke, and joined ones: Unicode does not decompose them."""
BARE_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC", "ARABIC", "HEBREW")
"""Scripts whose marks are often left out in writing; in others (Devanagari, kana) a mark makes another word."""


def fold(text: str) -> str:
    """Lower case without accents, possessives and punctuation; `U.S.` is `us`, `&` is `and`.

    >>> fold("López Obrador’s"), fold("U.S. Drug Enforcement Administration")
    ('lopez obrador', 'us drug enforcement administration')
    """
    plain = "".join(c for c in text.translate(APOSTROPHES) if unicodedata.category(c) not in ("Cf", "Cs"))
    plain = _without_accents(plain).casefold().translate(UNDECOMPOSED).replace("&", " and ")
    plain = re.sub(r"'s?(?=\W|$)", "", plain)
    plain = re.sub(r"\b(?:[^\W\d_]\.){2,}", lambda found: found.group().replace(".", ""), plain)
    words = "".join(c if _in_word(c) else " " for c in plain.replace("'", ""))
    return unicodedata.normalize("NFC", " ".join(words.split()))


def _without_accents(text: str) -> str:
    kept: list[str] = []
    bare = True
    for c in unicodedata.normalize("NFKD", text):
        if not unicodedata.combining(c):
            bare = unicodedata.name(c, "").startswith(BARE_SCRIPTS)
        elif bare:
            continue
        kept.append(c)
    return "".join(kept)


def _in_word(c: str) -> bool:
    return c.isalnum() or unicodedata.category(c).startswith("M")
