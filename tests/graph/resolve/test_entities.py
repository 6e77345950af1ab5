"""Which profiles are one entity: never by the order in which they came, and rather two of one than one of two."""

import time
from itertools import product
from string import ascii_uppercase

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.resolve.entities import resolve_entities

PERSONS = [
    "John Smith", "John A. Smith", "John Adam Smith", "John B. Smith", "John Smith Jr.", "John Adam", "Smith",
    "El Chapo", "José López", "José Pérez", "José Pérez López", "George Bush", "George W. Bush", "George H. W. Bush",
    "Ann Smith",
]  # fmt: skip
ORGANIZATIONS = [
    "DEA", "Drug Enforcement Administration", "Danish Energy Agency", "Acme", "Acme Ltd", "Acme GmbH", "Supreme Court",
    "Supreme Court of Mexico", "Delta", "Delta Mining", "The Times", "The New York Times", "ACC",
    "Anti-Corruption Commission",
]  # fmt: skip
PLACES = ["Georgia", "Mexico", "Mexico City", "Córdoba", "Washington", "Springfield", "United Mexican States"]


@st.composite
def clusters(draw):
    label, pool = draw(st.sampled_from([("Person", PERSONS), ("Organization", ORGANIZATIONS), ("Place", PLACES)]))
    return {
        "names": draw(st.lists(st.sampled_from(pool), min_size=1, max_size=3, unique=True)),
        "label": label,
        "kind": draw(st.sampled_from(["", "country", "city", "state"])) if label == "Place" else "",
        "country": draw(st.sampled_from([None, "mexico", "spain"])),
        "document": draw(st.sampled_from("abc")),
    }


CLUSTERS = st.lists(clusters(), max_size=12)


def make(profile, cluster):
    return profile(*cluster["names"], **{k: v for k, v in cluster.items() if k != "names"})


def groups(profiles):
    """The entities as sets of names, for comparison."""
    return {frozenset({e.name, *e.aliases}) for e in resolve_entities(profiles)}


def blocks(profiles):
    """The profiles by what is reachable over shared keys: what the store hands out together."""
    found = []
    for profile in profiles:
        near = [b for b in found if any(set(profile.keys) & set(p.keys) for p in b)]
        found = [b for b in found if b not in near] + [[profile, *(p for b in near for p in b)]]
    return found


@given(CLUSTERS, st.randoms(use_true_random=False))
def test_the_order_of_profiles_does_not_matter(profile, given_clusters, random):
    profiles = [make(profile, c) for c in given_clusters]
    expected = resolve_entities(profiles)
    random.shuffle(profiles)
    assert resolve_entities(profiles) == expected
    assert resolve_entities(profiles * 2) == expected


@given(CLUSTERS)
def test_entities_are_a_partition_of_the_profiles(profile, given_clusters):
    profiles = [make(profile, c) for c in given_clusters]
    entities = resolve_entities(profiles)
    held = [p for e in entities for p in e.profiles]
    assert sorted(held) == sorted({p.id for p in profiles})
    by_id = {p.id: p for p in profiles}
    assert all(by_id[p].label == e.label for e in entities for p in e.profiles)
    assert {n for e in entities for n in (e.name, *e.aliases)} == {n for p in profiles for n in p.names}


@given(CLUSTERS, clusters())
def test_a_profile_that_comes_and_goes_leaves_no_trace(profile, given_clusters, visitor):
    profiles = [make(profile, c) for c in given_clusters]
    before = resolve_entities(profiles)
    resolve_entities([*profiles, make(profile, visitor)])
    assert resolve_entities(profiles) == before


@given(CLUSTERS)
def test_profiles_that_share_keys_decide_alone(profile, given_clusters):
    profiles = list({p.id: p for p in (make(profile, c) for c in given_clusters)}.values())
    apart = [e for block in blocks(profiles) for e in resolve_entities(block)]
    assert sorted(apart, key=lambda e: e.id) == list(resolve_entities(profiles))


@given(CLUSTERS)
def test_an_entitys_id_is_the_smallest_address_of_its_profiles(profile, given_clusters):
    profiles = [make(profile, c) for c in given_clusters]
    first = {}
    for p in profiles:
        first[p.id] = min(p.first, first.get(p.id, p.first))
    assert all(e.id == min(first[p] for p in e.profiles) for e in resolve_entities(profiles))


def test_nothing_is_made_of_nothing():
    assert resolve_entities([]) == ()


def test_a_short_form_joins_the_only_longer_one(profile):
    found = groups([profile("Salvador Cienfuegos Zepeda", "Cienfuegos"), profile("Salvador Cienfuegos")])
    assert found == {frozenset({"Salvador Cienfuegos Zepeda", "Salvador Cienfuegos", "Cienfuegos"})}


def test_a_chain_of_short_forms_is_one_person(profile):
    names = ["Andrés Manuel López Obrador", "Andrés López Obrador", "Andrés M. López Obrador"]
    assert groups([profile(n) for n in names]) == {frozenset(names)}


@pytest.mark.parametrize(
    "names",
    [
        ["John Adam Smith", "John Bruce Smith", "John Smith"],
        ["John A. Smith", "John B. Smith", "John Smith"],
        ["George W. Bush", "George H. W. Bush", "George Bush"],
        ["Donald Trump", "Donald Trump Jr."],
        ["João Silva", "João Silva Filho"],
        ["Juan García López", "Juan García Pérez", "Juan García"],
        ["José López", "José Pérez López"],
        ["John Fitzgerald", "John Kennedy", "John Fitzgerald Kennedy"],
        ["Juan Cruz", "Juan de la Cruz"],
        ["Kim Jong Un", "Kim Jong Il", "Kim Jong"],
        ["Mary Ann", "Mary Ann Smith"],
        ["Guðrún Jónsdóttir", "Guðrún Jónasdóttir"],
        ["नरेंद्र मोदी", "नरेंद्र मादा"],
    ],
    ids=lambda names: names[-1],
)
def test_different_people_stay_apart(profile, names):
    assert groups([profile(n) for n in names]) == {frozenset({n}) for n in names}


def test_a_son_who_is_shortly_called_like_his_father_does_not_become_him(profile):
    son = profile("Donald Trump Jr.", "Donald Trump", "Trump")
    father = profile("Donald Trump", document="another")
    assert len(resolve_entities([son, father])) == 2


def test_a_cluster_that_mixes_two_namesakes_draws_no_third_document_into_it(profile):
    mixed = profile("George W. Bush", "George H. W. Bush")
    assert len(resolve_entities([mixed, profile("George W. Bush")])) == 2


def test_people_known_by_one_word_stay_in_their_document(profile):
    chapo = [profile("El Chapo", document=d) for d in "ab"]
    smith = [profile("Smith", "Judge Smith", document=d) for d in "ab"]
    assert len(resolve_entities([*chapo, *smith])) == 4


def test_a_nickname_of_two_words_leads_to_its_bearer_while_there_is_one(profile):
    ali = profile("Muhammad Ali", "Cassius Clay")
    clay = profile("Cassius Clay", document="another")
    assert len(resolve_entities([ali, clay])) == 1
    assert len(resolve_entities([ali, clay, profile("Henry Smith", "Cassius Clay")])) == 3


def test_two_people_of_one_nickname_stay_apart_though_it_is_the_longest_name(profile):
    nickname = "La Reina del Pacífico Sur"
    one, other = (profile(name, nickname) for name in ("Ana Ruiz", "Eva Paz"))
    assert len(resolve_entities([one, other])) == 2
    assert len(resolve_entities([one, other, profile(nickname)])) == 3
    assert groups([one, profile("Ana Ruiz")]) == {frozenset({"Ana Ruiz", nickname})}


def test_variants_of_one_name_do_not_keep_a_person_apart(profile):
    chapo = [profile("Joaquín Guzmán", n) for n in ("El Chapo Guzmán", "Chapo Guzmán")]
    assert len(resolve_entities(chapo)) == 1


def test_an_acronym_of_two_expansions_joins_neither(profile):
    organization = {"label": "Organization"}
    drug = profile("DEA", "Drug Enforcement Administration", **organization)
    energy = profile("DEA", "Danish Energy Agency", **organization)
    bare = profile("DEA", **organization)
    assert len(resolve_entities([drug, energy, bare])) == 3
    assert len(resolve_entities([drug, bare])) == 1


def test_one_acronym_in_two_countries_is_two_parties(profile):
    parties = [profile("PDP", label="Organization", country=c) for c in ("nigeria", "brazil")]
    assert len(resolve_entities(parties)) == 2
    assert len(resolve_entities([*parties, profile("PDP", label="Organization")])) == 3
    assert len(resolve_entities([parties[0], profile("PDP", label="Organization")])) == 1


@pytest.mark.parametrize(
    "name", ["Supreme Court", "National Police", "Ministry of Defence", "Parliament", "Labour Party"]
)
def test_institutions_of_different_countries_stay_apart(profile, name):
    known = [profile(name, label="Organization", country=c) for c in ("mexico", "kenya")]
    unknown = [profile(name, label="Organization", document=d) for d in "ab"]
    assert len(resolve_entities([*known, *unknown])) == 4


def test_an_institution_is_one_however_its_country_is_named(profile):
    names = ["Mexico's Supreme Court", "Supreme Court of Mexico", "the Mexican Supreme Court"]
    profiles = [profile(n, label="Organization") for n in names]
    assert len(resolve_entities([*profiles, profile("Supreme Court", label="Organization", country="mexico")])) == 1


def test_two_legal_forms_are_two_companies(profile):
    ltd, gmbh, bare = (profile(n, label="Organization") for n in ("Acme Ltd", "Acme GmbH", "Acme"))
    assert len(resolve_entities([ltd, gmbh, bare])) == 3
    assert len(resolve_entities([ltd, bare])) == 1


def test_the_first_word_of_a_company_does_not_lead_to_it(profile):
    mining = profile("Delta Mining", "Delta", label="Organization")
    assert len(resolve_entities([mining, profile("Delta", label="Organization", document="airline")])) == 2


def test_a_country_and_a_state_of_one_name_stay_apart(profile):
    georgias = [profile("Georgia", label="Place", kind=kind) for kind in ("country", "state")]
    assert len(resolve_entities(georgias)) == 2


def test_a_country_and_its_capital_stay_apart(profile):
    assert len(resolve_entities([profile(n, label="Place") for n in ("Mexico", "Mexico City", "New Mexico")])) == 3


def test_a_place_of_unknown_kind_joins_the_only_one_of_its_name(profile):
    city, state, unknown = (profile("Washington", label="Place", kind=kind) for kind in ("city", "state", ""))
    assert len(resolve_entities([city, unknown])) == 1
    assert len(resolve_entities([city, state, unknown])) == 3


def test_cities_of_one_name_in_two_countries_stay_apart(profile):
    cities = [profile("Córdoba", label="Place", country=c) for c in ("spain", "argentina")]
    assert len(resolve_entities(cities)) == 2


def test_one_name_of_two_labels_is_two_entities(profile):
    assert (
        len(resolve_entities([profile("Washington Post", label=x) for x in ("Person", "Organization", "Place")])) == 3
    )


@pytest.mark.parametrize(
    "names",
    [
        ["John Smith"] + [f"John {a}{b}{c} Smith" for a, b, c in product(ascii_uppercase, "aeiou", "abcdefghij")],
        [f"John {a}. {b}. {c}. Smith" for a, b, c in product(ascii_uppercase, ascii_uppercase, "ABCDEFGH")],
        [f"John Smith {a} {b} {c}" for a, b, c in product(ascii_uppercase, ascii_uppercase, "ABCDEFGH")],
    ],
    ids=["middle names", "initials", "initials behind"],
)
def test_five_thousand_in_one_block_take_no_long_time(profile, names):
    profiles = [profile(name) for name in (names * 4)[:5_000]]
    profiles += [profile("DEA", f"Dakota {i} Energy", label="Organization") for i in range(5_000 - len(set(names)))]
    started = time.process_time()
    entities = resolve_entities(profiles)
    assert time.process_time() - started < 4, "compares all pairs"
    assert len(entities) >= len(set(names[:5_000]))


@settings(max_examples=30)
@given(st.lists(st.tuples(st.text(max_size=40), st.sampled_from(["Person", "Organization", "Place"])), max_size=10))
def test_any_names_can_be_resolved(profile, named):
    profiles = [profile(name, label=label) for name, label in named]
    assert sum(len(e.profiles) for e in resolve_entities(profiles)) == len({p.id for p in profiles})
