"""Countries by their names and demonyms: which country a form such as `Mexican` or `U.S.` stands for."""

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The fast one, where PyYAML was built with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country or territory; `forms` and `demonyms` are folded: lower case, no accents, no punctuation."""

    code: str
    """ISO 3166-1 alpha-2."""
    name: str
    forms: tuple[str, ...]
    demonyms: tuple[str, ...]


@lru_cache(maxsize=1)
def countries() -> tuple[Country, ...]:
    """All of them, by name."""
    raw = yaml.load((files("graph") / "countries.yaml").read_text(encoding="utf-8"), Loader=LOADER)
    return tuple(
        Country(code=code, name=c["name"], forms=tuple(c["forms"]), demonyms=tuple(c["demonyms"]))
        for code, c in raw.items()
    )


def country_of(folded: str) -> str | None:
    """The folded name of the country that this folded name or demonym stands for; None for anything else.

    >>> country_of("mexican"), country_of("us"), country_of("atlantis")
    ('mexico', 'united states', None)
    """
    return _by_form().get(folded)


def name_of_country(folded: str) -> str | None:
    """The usual name of the country that this folded name or demonym stands for; None for anything else.

    >>> name_of_country("mexican")
    'Mexico'
    """
    found = country_of(folded)
    return next((c.name for c in countries() if c.forms[0] == found), None)


@lru_cache(maxsize=1)
def _by_form() -> dict[str, str]:
    forms = {form: country.forms[0] for country in countries() for form in (*country.demonyms, *country.forms)}
    # Who folds a possessive away meets `People's Republic` as `people republic`.
    return {form.replace("peoples", "people"): name for form, name in forms.items()} | forms
