"""Laws of the built-in extractor, and texts that mean it harm."""

import time
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.extract.rules import RulesExtractor
from graph.model import FORBIDDEN_IN_TEXT, Document, DocumentId, Extraction, mention_clusters
from graph.ontology import Ontology

WORDS = st.sampled_from(
    [
        "Tomas Reyes",
        "the FBI",
        "Mexico's",
        "president",
        "arrested",
        "was",
        "by",
        "his",
        "lawyer",
        "of",
        "and",
        ",",
        "said",
        "“",
        "”",
        '"',
        "not",
        "will",
        "former",
        "Gen.",
        "-",
        "\n\n",
        "(",
        ")",
        "U.S.",
        "’s",
        "Norte",
        "cartel",
        ".",
    ]
)
PROSE = st.lists(WORDS, min_size=1, max_size=25).map(" ".join)
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="".join(FORBIDDEN_IN_TEXT)), min_size=1)


def _laws(extraction: Extraction, text: str, ontology: Ontology) -> None:
    clusters = {m: n for n, members in enumerate(mention_clusters(extraction.mentions)) for m in members}
    for mention in extraction.mentions:
        assert mention.text == text[mention.span.start : mention.span.end]
    for s in extraction.statements:
        subject, other = extraction.mentions[s.subject], extraction.mentions[s.object]
        assert clusters[s.subject] != clusters[s.object]
        assert ontology.allows(s.relation, subject.label, other.label)
        assert not s.explicit or (s.span.covers(subject.span) and s.span.covers(other.span))
    assert not [r for r in extraction.rejected if r.rule == "mention"]


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=PROSE | ANY_TEXT)
def test_any_text_is_read_and_every_quote_stands_in_it(
    text: str, extractor: RulesExtractor, ontology: Ontology
) -> None:
    if text.strip():
        document = Document(id=DocumentId("d"), text_hash="t", source_hash="s", text=text)
        _laws(extractor.extract(document, ontology), text, ontology)


TEXT = (
    "Mexico's former defense minister, Gen. Tomas Reyes, was arrested by the FBI in Los Angeles on Monday. "
    "His lawyer, Juan Pardo, told The Washington Post that Reyes had not worked with the Norte cartel."
)


def test_reading_twice_gives_the_same(extract: Callable[[str], Extraction], ontology: Ontology) -> None:
    assert extract(TEXT) == extract(TEXT)


def test_what_was_read_before_does_not_matter(extract: Callable[[str], Extraction]) -> None:
    first = extract(TEXT)
    extract("Ana Belmonte heads the Norte cartel. Reyes is a river.")
    assert extract(TEXT) == first


def test_another_extractor_of_the_same_model_gives_the_same(
    extract: Callable[[str], Extraction], ontology: Ontology
) -> None:
    document = Document(id=extract(TEXT).document, text_hash="t", source_hash="s", text=TEXT)
    assert RulesExtractor("en_core_web_sm").extract(document, ontology) == extract(TEXT)


@pytest.mark.parametrize(
    "text",
    [
        ".",
        "—",
        "\u202e\u2066Tomas Reyes\u2069 was arrested by the FBI\u202c.",
        "👩‍👩‍👧 🇲🇽 arrested by 🇺🇸",
        "<script>alert('Tomas Reyes')</script><p>The FBI &amp; Co arrested <b>Tomas Reyes</b></p>",
        "A" * 50_000,
        "((((((((((\"“‘'" * 200,
        "the FBI arrested " * 500,
        "Tomas Reyes, " * 300,
        "Z̴̡̛a̶l̷g̸o̶ Tomas Reyes",
        "الشرطة اعتقلت الوزير في القاهرة",
        "\u00a0\u2028\u3000Tomas Reyes\u2029heads the FBI\u200b.",
    ],
    ids=[
        "stop",
        "dash",
        "bidi",
        "emoji",
        "markup",
        "one-word",
        "marks",
        "repeats",
        "list",
        "zalgo",
        "arabic",
        "blanks",
    ],
)
def test_hostile_text_is_read_by_the_laws(text: str, extract: Callable[[str], Extraction], ontology: Ontology) -> None:
    _laws(extract(text), text, ontology)


@pytest.mark.slow
def test_a_megabyte_without_a_line_break_is_read(extract: Callable[[str], Extraction], ontology: Ontology) -> None:
    text = ("The FBI arrested Tomas Reyes in Lisbon, and Ana Belmonte praised it. " * 15_000)[:1_000_000]
    extraction = extract(text)
    assert extraction.statements
    _laws(extraction, text, ontology)


def test_time_grows_with_the_text_and_not_with_its_square(extract: Callable[[str], Extraction]) -> None:
    line = (
        "Gen. Ana{0} Ruiz{0} met President Juan{0} Pardo{0}. He said the bank had paid his lawyer, and it denied it. "
    )

    def seconds(lines: int) -> float:
        text = "".join(line.format(n) for n in range(lines))
        start = time.process_time()
        extract(text)
        return time.process_time() - start

    seconds(20)
    assert seconds(800) < 16 * max(seconds(100), 0.2)


def test_offsets_count_code_points(extract: Callable[[str], Extraction]) -> None:
    text = "🚨🚨 The FBI arrested Tomas Reyes."
    (statement,) = extract(text).statements
    assert text[statement.span.start : statement.span.end].endswith("The FBI arrested Tomas Reyes.")
