import pytest

from graph.store.embedded.limits import differences, milliseconds, wanted_limits


@pytest.mark.parametrize(("seconds", "expected"), [(10, "10000"), (0.5, "500"), (0.0001, "1")])
def test_time_limits_are_milliseconds_and_never_none(seconds: float, expected: str) -> None:
    assert milliseconds(seconds) == expected
    assert wanted_limits(query_timeout_s=seconds)["command.timeout"] == expected


def test_a_limit_that_is_missing_or_different_is_named() -> None:
    assert differences({"a": "1", "b": "2", "c": "3"}, {"a": "1", "b": "4"}) == "b is '4', not '2', c is None, not '3'"
    assert differences({"a": "1"}, {"a": "1", "b": "2"}) == ""
