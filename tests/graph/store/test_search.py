"""Names as they are searched: folding, queries for the index, scores; and the search on the real engine."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.store.search import MAX_SEARCH_BYTES, best_match, fold, index_query, search_text


@given(text=st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(names=st.lists(st.text(min_size=1, max_size=3_000), max_size=5))
def test_the_indexed_text_is_never_too_long(names: list[str]) -> None:
    assert len(search_text(names).encode()) <= MAX_SEARCH_BYTES


@given(text=st.text())
def test_no_text_becomes_an_operator_of_the_index(text: str) -> None:
    assert not set(index_query(text)) & set('+-&|!(){}[]^"?:\\/')
    assert not {"AND", "OR", "NOT", "TO"} & set(index_query(text).split())


@given(text=st.text(), names=st.lists(st.text(), max_size=4))
def test_scores_lie_between_0_and_1(text: str, names: list[str]) -> None:
    assert 0.0 <= best_match(text, names)[0] <= 1.0


def test_better_matches_score_higher() -> None:
    query = "lopez obrador"
    names = ["López Obrador", "López Obradores", "Andrés López Obrador", "Lopez Obradur", "López Ruiz", "Ana Stone"]
    scores = [best_match(query, [name])[0] for name in names]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] == 1.0
    assert scores[-1] == 0.0


@pytest.mark.parametrize(
    "query",
    ["cienfuegos", "CIENFUEGOS", "Cienfuégos", "salvador cien", "cienfuegus", "zepeda", "Zepeda Salvador"],
)
def test_a_person_is_found_in_many_ways(desk, store, query: str) -> None:
    desk.publish(("Salvador Cienfuegos Zepeda", "ACCUSED_BY", "Ana Stone"))
    hits = store.search(query, label=None, limit=5).hits
    assert [hit.node.caption for hit in hits] == ["Salvador Cienfuegos Zepeda"]


@pytest.mark.parametrize(
    "query", ["", "  ", "***", "AND", "\\", '"', "a OR", "{limit:1}", "x" * 9_000, "name:[a TO b]"]
)
def test_hostile_queries_find_nothing_and_break_nothing(desk, store, query: str) -> None:
    desk.publish(("Salvador Cienfuegos", "ACCUSED_BY", "Bo Stone"))
    assert store.search(query, label=None, limit=5).hits == ()


def test_search_keeps_to_the_label_and_says_when_there_is_more(desk, store) -> None:
    desk.publish(("Delta Ruiz", "LEADS", "Delta Mining"), ("Delta Stone", "PAID", "Delta Ruiz"))
    assert [h.node.caption for h in store.search("delta", label="Organization", limit=5).hits] == ["Delta Mining"]
    few = store.search("delta", label="Person", limit=1)
    assert (len(few.hits), few.truncated) == (1, True)
