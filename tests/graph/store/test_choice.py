"""The fair choice among neighbours."""

from hypothesis import given
from hypothesis import strategies as st

from graph.store.choice import Candidate, choose_fairly

candidates = st.lists(
    st.builds(
        Candidate,
        near=st.sampled_from("ab"),
        relation=st.sampled_from(["PAID", "OWNS"]),
        far=st.sampled_from("uvwxyz"),
        edge=st.text(alphabet="123456789", min_size=1, max_size=3),
    )
)


@given(given=candidates, limit=st.integers(0, 8))
def test_each_node_comes_once_and_none_is_left_out_for_nothing(given: list[Candidate], limit: int) -> None:
    chosen = choose_fairly(given, limit=limit)
    assert len({c.far for c in chosen}) == len(chosen) == min(limit, len({c.far for c in given}))


def test_every_relation_has_its_turn_before_one_has_a_second() -> None:
    given = [Candidate("a", "PAID", str(n), f"p{n}") for n in range(9)] + [Candidate("a", "OWNS", "z", "o")]
    assert [c.edge for c in choose_fairly(given, limit=3)] == ["p0", "o", "p1"]
