"""The shipped digests: own words, own length, and a clear word on what they retell."""

import hashlib
import os
import re
from pathlib import Path

import pytest
import yaml

from seeds.load import example_sources

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
GOLD = Path(os.environ.get("CLEW_GOLD", ROOT.parent / "shared" / "gold")) / "seeds"
ENTRIES = yaml.safe_load((SEEDS / "documents.yaml").read_text(encoding="utf-8"))
REPORTS = {"The Washington Post": "000", "New York Daily News": "003", "BBC News": "004"}
NICKNAMES = {"El Padrino", "El Chapo"}
RUN = 8

each_digest = pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: Path(e["file"]).stem)


def text_of(entry):
    return (SEEDS / entry["file"]).read_text(encoding="utf-8")


def words(text):
    return re.findall(r"[^\W_]+", text.replace("’", "").replace("'", "").casefold())


def runs(text):
    found = words(text)
    return {tuple(found[i : i + RUN]) for i in range(len(found) - RUN + 1)}


def test_there_is_one_digest_for_each_report():
    assert [e["digest_of"]["publisher"] for e in ENTRIES] == list(REPORTS)


@each_digest
def test_a_digest_has_500_to_800_words(entry):
    assert 500 <= len(text_of(entry).split()) <= 800


@each_digest
def test_the_hash_in_the_catalogue_is_that_of_the_file(entry):
    assert hashlib.sha256((SEEDS / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]


@each_digest
def test_only_nicknames_stand_in_quotation_marks(entry):
    text = text_of(entry)
    quoted = {found.strip(",.") for found in re.findall(r'["“]([^"”]*)["”]', text)}
    assert quoted <= NICKNAMES
    assert len(re.findall(r'["“”«»]', text)) % 2 == 0
    assert not re.search(r"(?<!\w)['‘][A-Za-z]", text), "a quotation in single marks"


def test_every_source_is_a_digest_and_says_of_what():
    documents = [source.read() for source in example_sources()]
    assert len(documents) == len(ENTRIES)
    for document in documents:
        assert document.publisher == "Clew example digest"
        assert document.digest_of is not None
        assert document.digest_of.publisher in REPORTS
        assert document.digest_of.title
        assert document.digest_of.published is not None
        assert document.title
        assert document.published is not None
        assert document.url == ""


def test_every_text_below_seeds_is_in_the_catalogue():
    assert {p.relative_to(SEEDS).as_posix() for p in SEEDS.rglob("*.txt")} == {e["file"] for e in ENTRIES}


def test_a_shared_run_would_be_found():
    assert runs("He said: one two three four five six.") & runs("he SAID one, two three four five six!")


@pytest.mark.gold
@each_digest
def test_no_run_of_eight_words_is_the_reports(entry):
    found = sorted(GOLD.glob(REPORTS[entry["digest_of"]["publisher"]] + "_*.txt"))
    if not found:
        pytest.skip(
            f"the reports that the digests retell are not in {GOLD}; set CLEW_GOLD to the folder of the gold texts"
        )
    shared = runs(text_of(entry)) & runs(found[0].read_text(encoding="utf-8"))
    assert not shared, [" ".join(run) for run in shared]
