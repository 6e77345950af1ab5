"""Profiles as documents would give them."""

from collections.abc import Callable

import pytest

from graph.batch import Profile
from graph.model import AnchorId, ProfileId, content_id
from graph.resolve.names import fullest, keys

MakeProfile = Callable[..., Profile]


@pytest.fixture(scope="session")
def profile() -> MakeProfile:
    """Makes the profile of a cluster with these names; `document` tells clusters of different documents apart."""

    def make(*names, label="Person", kind="", country=None, document="d"):
        found = keys(names, label, country)
        scope = () if found else (document,)
        key = content_id("profile", label, kind, *sorted(names), "keys", *found, *scope)
        return Profile(
            id=ProfileId(key),
            label=label,
            kind=kind,
            name=fullest(names, label),
            names=tuple(sorted(names)),
            keys=found,
            first=AnchorId(content_id("anchor", document, key)),
        )

    return make
