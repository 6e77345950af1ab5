"""A form names one country or none."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.countries import countries, country_of
from graph.resolve.folding import fold


def test_no_form_means_two_countries():
    forms = Counter(f for c in countries() for f in {*c.forms, *c.demonyms})
    assert [form for form, times in forms.items() if times > 1] == []


def test_codes_are_iso_and_each_country_is_there_once():
    codes = [c.code for c in countries()]
    assert len(codes) == len(set(codes)) > 190
    assert all(re.fullmatch("[A-Z]{2}", code) for code in codes)


def test_forms_are_folded_and_the_first_is_the_name_that_is_compared():
    for country in countries():
        assert country.forms, country.name
        for form in (*country.forms, *country.demonyms):
            assert fold(form) == form
            assert country_of(form) == country.forms[0]


@pytest.mark.parametrize("name", ["norway", "mexico", "united states", "georgia", "north korea", "cote divoire"])
def test_a_country_is_found_by_its_name(name):
    assert country_of(name) is not None


@pytest.mark.parametrize(
    ("form", "name"),
    [("mexican", "mexico"), ("us", "united states"), ("british", "united kingdom"), ("dutch", "netherlands")],
)
def test_a_demonym_leads_to_its_country(form, name):
    assert country_of(form) == name


@pytest.mark.parametrize(
    "form", ["", "korea", "congo", "congolese", "dominican", "island", "mexico city", "new mexico", "atlantis"]
)
def test_what_names_no_country_or_two_leads_to_none(form):
    assert country_of(form) is None


def test_the_two_chinas_and_congos_are_told_apart():
    assert country_of("peoples republic of china") == "china"
    assert country_of(fold("People's Republic of China")) == "china"
    assert country_of("republic of china") == "taiwan"
    assert country_of("republic of the congo") != country_of("democratic republic of the congo")


@given(st.text(max_size=30))
def test_any_text_can_be_asked_about(text):
    found = country_of(text)
    assert found is None or country_of(found) == found
