"""What words for a time mean."""

from datetime import date

import pytest

from graph.extract.dates import dates_of
from graph.extract.vocabulary import Vocabulary, load_vocabulary

PUBLISHED = date(2020, 11, 19)  # a Thursday


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2006", date(2006, 1, 1), date(2006, 12, 31)),
        ("December 2019", date(2019, 12, 1), date(2019, 12, 31)),
        ("18 November 2020", date(2020, 11, 18), date(2020, 11, 18)),
        ("Nov. 18, 2020", date(2020, 11, 18), date(2020, 11, 18)),
        ("February 30, 2020", date(2020, 2, 1), date(2020, 2, 29)),
        ("Wednesday", date(2020, 11, 18), date(2020, 11, 18)),
        ("Thursday", date(2020, 11, 19), date(2020, 11, 19)),
        ("last month", date(2020, 10, 1), date(2020, 10, 31)),
        ("October", date(2020, 10, 1), date(2020, 10, 31)),
        ("December", date(2019, 12, 1), date(2019, 12, 31)),
        ("some day", None, None),
    ],
)
def test_words_mean_days(text: str, earliest: date | None, latest: date | None, vocabulary: Vocabulary) -> None:
    assert dates_of(text, PUBLISHED, vocabulary) == (earliest, latest)


def test_relative_day_without_a_day_of_publication_means_nothing(vocabulary: Vocabulary) -> None:
    assert dates_of("Wednesday", None, vocabulary) == (None, None)
