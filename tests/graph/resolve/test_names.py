"""What a name is compared by: an uncertain name stays in its own document."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.countries import country_of
from graph.resolve.names import PERSON, fold, forms, fullest, identity, keys
from graph.resolve.persons import namesakes, person_identity, short_for, traces
from graph.resolve.words import name_words

ORGANIZATION = "Organization"
ANY_NAME = st.text(st.characters(), max_size=60)
PARTS = st.sampled_from(
    ["José", "John", "A.", "B.", "Adam", "Smith", "López", "Pérez", "de la Cruz", "Jr.", "Filho", "Kim", "bin Salman"]
)
PERSON_NAME = st.lists(PARTS, min_size=1, max_size=5).map(" ".join)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Peña Nieto’s", "pena nieto"),
        ("U.S.", "us"),
        ("AT&T", "at and t"),
        ("O'Brien", "obrien"),
        ("Sa‘ud", "saud"),
        ("Wałęsa", "walesa"),
        ("Søren Æbelø", "soren aebelo"),
        ("Straße", "strasse"),
        ("ﬁnance", "finance"),
        ("Ｃｌｅｗ", "clew"),
        ("Sal\u200bva\u00addor\u202e", "salvador"),
        ("a\tb\nc\0d", "a b c d"),
        ("😀 Anna 😀", "anna"),
        ("नरेंद्र मोदी", "नरेंद्र मोदी"),
        ("が", "が"),
        ("김정은", "김정은"),
        ("مُحَمَّد", "محمد"),
        ("", ""),
        ("--- ...", ""),
    ],
)
def test_text_folds_to_what_is_compared(text, folded):
    assert fold(text) == folded


def test_marks_that_make_another_word_stay():
    assert fold("मोदी") != fold("मादा")
    assert fold("か") != fold("が")


@given(ANY_NAME)
def test_folded_text_has_single_blanks_and_no_punctuation(text):
    folded = fold(text)
    assert not set(folded) & set(".,;:!?'\"()<>\u202e\u200b\0")
    assert folded == " ".join(folded.split())


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Salvador Cienfuegos Zepeda", ("salvador", "cienfuegos", "zepeda")),
        ("Gen. Salvador Cienfuegos", ("salvador", "cienfuegos")),
        ("Lt. Gen. John Smith", ("john", "smith")),
        ("then President Felipe Calderón", ("felipe", "calderon")),
        ('Joaquín "El Chapo" Guzmán', ("joaquin", "guzman")),
        ("Joaquín ‘El Chapo’ Guzmán", ("joaquin", "guzman")),
        ("Joaquín (El Chapo) Guzmán", ("joaquin", "guzman")),
        ("Juan de la Cruz", ("juan", "de la cruz")),
        ("Mohammed bin Salman al-Saud", ("mohammed", "bin salman", "al saud")),
        ("William P. Barr", ("william", "p", "barr")),
        ("George H.W. Bush", ("george", "h", "w", "bush")),
        ("Donald Trump, Junior", ("donald", "trump", "jr")),
        ("Katrín Jakobsdóttir", ("katrin", "jakobsdottir")),
        ("김 정은", ("김", "정은")),
        ("Agostinho Neto", ("agostinho", "neto")),
        ("Pope Francis", ("pope", "francis")),
    ],
)
def test_a_full_name_is_compared_by_its_parts(name, parts):
    assert identity(name, PERSON) == parts


@pytest.mark.parametrize(
    "name",
    [
        "Cienfuegos", "Judge Amon", "Mr. Smith", "President Biden", "J. Smith", "J.K. Rowling", "El Chapo",
        "“El Chapo”", "The Godfather", "Smith Jr.", "Charles III", "Abu Mazen", "Van Gogh", "King Philip",
        "Attorney General", "the Foreign Minister", "习近平", "Madonna", "", " ", "😀", "\u202e\u200b",
        "John" * 5_000, "John " + "a" * 9_999, " ".join(["John"] * 500),
    ],
    ids=lambda name: name[:20] or "empty",
)  # fmt: skip
def test_what_may_be_many_people_stays_in_its_document(name):
    assert identity(name, PERSON) == ()
    assert keys([name], PERSON) == ()


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("Salvador Cienfuegos", "Salvador Cienfuegos Zepeda"),
        ("Andrés López Obrador", "Andrés Manuel López Obrador"),
        ("Enrique Peña", "Enrique Peña Nieto"),
        ("William Barr", "William P. Barr"),
        ("William P. Barr", "William Pelham Barr"),
        ("John Kennedy", "John Fitzgerald Kennedy"),
        ("Carol Amon", "Carol Bagley Amon"),
        ("John Smith Jr.", "John Adam Smith Jr."),
        ("Mohammed bin Salman", "Mohammed bin Salman Al Saud"),
    ],
)
def test_a_name_can_leave_parts_out(short, long):
    assert short_for(person_identity(short), person_identity(long))
    assert not short_for(person_identity(long), person_identity(short))


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("Donald Trump", "Donald Trump Jr."),
        ("Donald Trump Sr.", "Donald Trump Jr."),
        ("João Silva", "João Silva Filho"),
        ("George W. Bush", "George H. W. Bush"),
        ("John A. Smith", "John B. Smith"),
        ("John A. Smith", "John Barry Smith"),
        ("John Adam Smith", "John A. B. Smith"),
        ("José López", "José Pérez López"),
        ("José Obrador", "José Manuel López Obrador"),
        ("Mary Ann", "Mary Ann Smith"),
        ("José Luis", "José Luis Rodríguez"),
        ("Juan Cruz", "Juan de la Cruz"),
        ("Mohammed Salman", "Mohammed bin Salman"),
        ("Kim Jong", "Kim Jong Un"),
        ("Kim Un", "Kim Jong Un"),
        ("Li Wei", "Li Wei Ming"),
        ("John Smith", "Jane John Smith"),
        ("Smith John", "John Adam Smith"),
        ("John Smith", "John Smith Baker Jones"),
        ("John Smith", "John Smith"),
    ],
)
def test_another_person_is_not_a_shorter_name(short, long):
    assert not short_for(person_identity(short), person_identity(long))


def test_two_with_other_initials_are_namesakes():
    assert namesakes(person_identity("George W. Bush"), person_identity("George H. W. Bush"))
    assert not namesakes(person_identity("George Bush"), person_identity("George W. Bush"))


@given(PERSON_NAME, PERSON_NAME)
def test_nobody_is_short_for_himself_or_for_whom_is_short_for_him(a, b):
    one, two = map(person_identity, (a, b))
    assert not short_for(one, one)
    assert not (short_for(one, two) and short_for(two, one))


@given(PERSON_NAME, PERSON_NAME)
def test_a_name_shares_a_key_with_all_it_is_short_for(short, long):
    # The store finds by keys whom a name can be short for: without a common one they would never meet.
    if short_for(person_identity(short), person_identity(long)):
        assert set(keys([short], PERSON)) & set(keys([long], PERSON))
        assert traces(person_identity(short), of_longer=True) <= traces(person_identity(long))


@pytest.mark.parametrize(
    ("name", "tokens"),
    [
        ("Mexico's Supreme Court", "mexico supreme court"),
        ("Supreme Court of Mexico", "mexico supreme court"),
        ("the Mexican Supreme Court", "mexico supreme court"),
        ("Ministry of Defence of Mexico", "mexico defense ministry"),
        ("Mexican Defense Ministry", "mexico defense ministry"),
        ("U.S. Department of Justice", "united states justice department"),
        ("US Justice Department", "united states justice department"),
        ("Supreme Court of the People's Republic of China", "china supreme court"),
        ("Supreme Court of the Republic of China", "taiwan supreme court"),
        ("Turkey's army", "turkey army"),
        ("Drug Enforcement Administration", "united states drug enforcement administration"),
        ("U.S. Drug Enforcement Administration", "united states drug enforcement administration"),
        ("International Criminal Court", "world international criminal court"),
        ("Bank of America", "bank of america"),
        ("American Airlines", "american airlines"),
        ("U.S. Steel", "united states steel"),
        ("American Red Cross", "american red cross"),
        ("Supreme Court of New Mexico", "supreme court of new mexico"),
        ("H-2 cartel", "h 2 cartel"),
        ("Ford Motor Co.", "ford motor co"),
        ("Ford Motor Company", "ford motor co"),
        ("Pemex", "pemex"),
        ("FBI", "fbi"),
        ("Mexico", "mexico"),
    ],
)
def test_an_institution_is_compared_by_its_words_and_country(name, tokens):
    assert " ".join(identity(name, ORGANIZATION)) == tokens


@pytest.mark.parametrize(
    "name",
    [
        "Supreme Court", "the Ministry of Defence", "National Police", "the army", "Communist Party", "Labour Party",
        "the Times", "Daily News", "Parliament", "Federal Reserve Bank Board", "Justice Department", "", "…",
        "word " * 100, "x" * 9_999,
    ],
    ids=lambda name: name[:20] or "empty",
)  # fmt: skip
def test_an_institution_of_many_countries_needs_its_country(name):
    assert identity(name, ORGANIZATION) == ()
    assert keys([name], ORGANIZATION) == ()


@pytest.mark.parametrize(
    "name",
    [
        "U.S. District Court", "U.S. Attorney's Office", "Eastern District", "the court", "Mexican prison",
        "German company", "Mexican embassy",        "U.S. Court of Appeals", "state police", "Municipal Police",
        "Mexican newspaper", "French bank",
    ],
)  # fmt: skip
def test_what_a_country_has_many_of_stays_in_its_document_even_with_the_country(name):
    assert identity(name, ORGANIZATION, "united states") == ()


def test_the_country_of_the_document_counts_where_the_name_has_none():
    assert identity("Supreme Court", ORGANIZATION, "mexico") == ("mexico", "supreme", "court")
    assert identity("Kenya's Supreme Court", ORGANIZATION, "mexico") == ("kenya", "supreme", "court")


@pytest.mark.parametrize("name", ["Supreme Court of Georgia", "Georgia Supreme Court"])
def test_a_country_that_is_a_state_too_is_no_country_in_a_name(name):
    assert identity(name, ORGANIZATION) != identity("Georgian Supreme Court", ORGANIZATION)


def test_a_company_is_met_without_its_legal_form_too():
    assert forms(["Acme Ltd."], ORGANIZATION) == {("acme",), ("acme", "ltd")}
    assert forms(["Acme, S.A. de C.V."], ORGANIZATION) == {("acme",), ("acme", "sa cv")}


def test_an_acronym_with_a_country_is_met_without_it_too():
    assert forms(["PDP"], ORGANIZATION, "nigeria") == {("pdp",), ("nigeria", "pdp")}


def test_an_acronym_of_names_that_need_their_country_needs_it_too():
    assert keys(["ACC", "Anti-Corruption Commission"], ORGANIZATION) == ()
    assert keys(["DoJ", "Department of Justice"], ORGANIZATION) == ()
    assert len(keys(["ACC", "Anti-Corruption Commission"], ORGANIZATION, "zambia")) == 3


def test_one_word_of_a_longer_name_is_met_nowhere_else():
    assert keys(["Delta Mining", "Delta"], ORGANIZATION) == ("Organization:delta mining",)
    assert keys(["The New York Times", "the Times"], ORGANIZATION) == ("Organization:new york times",)


def test_a_place_is_met_with_and_without_its_country():
    assert forms(["Córdoba"], "Place", "spain") == {("cordoba",), ("spain", "cordoba")}
    assert forms(["Mexico"], "Place") == forms(["United Mexican States"], "Place") == {("mexico",)}
    assert forms(["Mexico City"], "Place") == {("mexico", "city")}


def test_the_names_of_one_country_only_are_written_as_they_are_compared():
    for name, country in name_words().only_in.items():
        assert country == "world" or country_of(country) == country
        assert identity(name, ORGANIZATION) == (country, *name.split()), name


def test_every_word_of_the_lists_is_folded():
    words = name_words()
    lists = [words.titles, words.given, words.spanish, words.family_first, words.particles, words.generic, words.many]
    assert [w for words in lists for w in words if fold(w) != w] == []


def test_every_word_that_makes_an_institution_unique_or_not_is_a_generic_one():
    words = name_words()
    assert words.organs | words.many | set(words.ranked) - {"attorney"} <= words.generic | {"attorney"}


@given(
    st.lists(ANY_NAME, max_size=4), st.sampled_from([PERSON, ORGANIZATION, "Place"]), st.sampled_from([None, "mexico"])
)
def test_any_names_have_keys_of_their_label_that_do_not_depend_on_their_order(names, label, country):
    found = keys(names, label, country)
    assert found == keys(names[::-1], label, country) == tuple(sorted(set(found)))
    assert all(key.startswith(f"{label}:") and len(key) < 2_000 for key in found)


@pytest.mark.parametrize(
    ("names", "label", "shown"),
    [
        (["DEA", "Drug Enforcement Administration"], ORGANIZATION, "Drug Enforcement Administration"),
        (["Andres Manuel Lopez Obrador", "Andrés Manuel López Obrador"], PERSON, "Andrés Manuel López Obrador"),
        (["Gen. Salvador Cienfuegos", "Salvador Cienfuegos"], PERSON, "Salvador Cienfuegos"),
        (["Gen. Salvador Cienfuegos Zepeda", "Salvador Cienfuegos"], PERSON, "Gen. Salvador Cienfuegos Zepeda"),
        (["NEW YORK", "New York"], "Place", "New York"),
        (["FBI"], ORGANIZATION, "FBI"),
        (["", "A"], PERSON, "A"),
    ],
)
def test_the_fullest_name_is_shown(names, label, shown):
    assert fullest(names, label) == fullest(names[::-1], label) == shown
