"""One document's clusters as anchors and profiles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import (
    Attributed,
    DocumentId,
    Extraction,
    Mention,
    MentionKind,
    Modality,
    Span,
    Statement,
)
from graph.ontology import load_ontology
from graph.resolve.profiles import anchor_id, profile_document

DOCUMENT = DocumentId("d")
ONTOLOGY = load_ontology()


def extraction(*mentions, statements=(), document=DOCUMENT):
    return Extraction(document=document, extractor="test", mentions=mentions, statements=tuple(statements))


def named(text, start, label="Person", **more):
    return Mention(span=Span(start, start + len(text)), text=text, label=label, **more)


def said(relation, subject, object_, **more):
    return Statement(
        relation=relation,
        subject=subject,
        object=object_,
        **{"modality": Modality.ASSERTED, "span": Span(0, 99), "rule": "r", "confidence": 1.0} | more,
    )


@pytest.fixture(scope="module")
def profiled():
    return lambda *mentions, **more: profile_document(extraction(*mentions, **more), ONTOLOGY)


def test_a_cluster_is_addressed_by_its_first_name(profiled):
    found = profiled(
        named("he", 0, kind=MentionKind.PRONOUN, antecedent=1), named("Ann Smith", 10), named("Smith", 30, antecedent=1)
    )
    (anchor,) = found.anchors
    assert anchor.id == anchor_id(DOCUMENT, 10, 19)
    assert anchor.spans == (Span(0, 2), Span(10, 19), Span(30, 35))
    assert found.anchor_of == {0: anchor.id, 1: anchor.id, 2: anchor.id}
    assert found.profiles[0].names == ("Ann Smith", "Smith")
    assert found.profiles[0].name == "Ann Smith"


def test_whom_the_document_never_names_is_nobody(profiled):
    found = profiled(named("he", 0, kind=MentionKind.PRONOUN), named("the judge", 5, kind=MentionKind.DESCRIPTION))
    assert (found.anchors, found.profiles, dict(found.anchor_of)) == ((), (), {})


def test_line_breaks_within_a_name_do_not_make_another(profiled):
    found = profiled(named("Ann\n Smith", 0), named("Ann Smith", 20, antecedent=0))
    assert found.profiles[0].names == ("Ann Smith",)


def test_equal_clusters_of_two_documents_share_a_profile():
    one, other = (profile_document(extraction(named("Ann Smith", 5), document=DocumentId(d)), ONTOLOGY) for d in "ab")
    assert one.profiles[0].id == other.profiles[0].id
    assert one.anchors[0].id != other.anchors[0].id


def test_a_name_that_leads_nowhere_has_a_profile_of_its_own():
    one, other = (profile_document(extraction(named("Smith", 5), document=DocumentId(d)), ONTOLOGY) for d in "ab")
    assert one.profiles[0].keys == other.profiles[0].keys == ()
    assert one.profiles[0].id != other.profiles[0].id


def test_two_clusters_of_one_profile_keep_the_smaller_address(profiled):
    found = profiled(named("Ann Smith", 0), named("Ann Smith", 20))
    assert len(found.anchors) == 2
    (profile,) = found.profiles
    assert profile.first == min(a.id for a in found.anchors)


def test_two_entities_in_one_name_do_not_share_an_address(profiled):
    found = profiled(named("Ann Smith", 0), named("Ann Smith", 0, "Organization"))
    assert len({a.id for a in found.anchors}) == len(found.anchors) == 1
    assert set(found.anchor_of) == {0}


def institution(profiled, relation="PART_OF", owner="Mexico", owner_kind="country", **more):
    mentions = (
        named("Supreme Court", 0, "Organization"),
        named(owner, 20, "Place", entity_kind=owner_kind),
        named("Kenya", 40, "Place"),
    )
    statements = [said(relation, 0, 1, **more), *more.pop("also", ())]
    found = profiled(*mentions, statements=statements)
    return next(p.keys for p in found.profiles if p.name == "Supreme Court")


def test_a_generic_institution_gets_the_country_that_the_document_states(profiled):
    assert institution(profiled) == ("Organization:mexico supreme court",)
    assert institution(profiled, owner="Mexican", owner_kind="") == ("Organization:mexico supreme court",)


@pytest.mark.parametrize(
    "more",
    [
        {"modality": Modality.DENIED},
        {"modality": Modality.PLANNED},
        {"modality": Modality.ALLEGED},
        {"explicit": False},
        {"relation": "LOCATED_IN"},
        {"owner": "Georgia", "owner_kind": "state"},
        {"owner": "Springfield"},
    ],
    ids=str,
)
def test_what_is_not_asserted_of_its_country_gives_it_none(profiled, more):
    assert institution(profiled, **more) == ()


def test_an_institution_of_two_countries_gets_neither(profiled):
    mentions = (named("Supreme Court", 0, "Organization"), named("Mexico", 20, "Place"), named("Kenya", 40, "Place"))
    found = profiled(*mentions, statements=[said("PART_OF", 0, 1), said("PART_OF", 0, 2)])
    assert next(p.keys for p in found.profiles if p.name == "Supreme Court") == ()


@pytest.mark.parametrize(("kind", "keys"), [("", ()), ("country", ("Place:georgia",)), ("state", ("Place:georgia",))])
def test_georgia_without_a_kind_stays_in_its_document(profiled, kind, keys):
    found = profiled(named("Georgia", 0, "Place", entity_kind=kind))
    assert found.profiles[0].keys == keys


@given(st.data())
def test_every_named_cluster_has_one_anchor_and_every_anchor_a_profile(data):
    size = data.draw(st.integers(0, 8))
    kinds = [data.draw(st.sampled_from(MentionKind)) for _ in range(size)]
    mentions = [
        named(
            data.draw(st.sampled_from(["Ann Smith", "Smith", "Bob Li", "he"])),
            20 * i,
            kind=kind,
            antecedent=data.draw(st.none() | st.integers(0, size - 1)),
        )
        for i, kind in enumerate(kinds)
    ]
    found = profile_document(extraction(*mentions), ONTOLOGY)
    assert {a.profile for a in found.anchors} == {p.id for p in found.profiles}
    assert set(found.anchor_of.values()) == {a.id for a in found.anchors}
    spans = sorted(span for a in found.anchors for span in a.spans)
    assert spans == sorted(mentions[i].span for i in found.anchor_of)
    assert set(found.anchor_of) >= {i for i, kind in enumerate(kinds) if kind is MentionKind.NAME}
    firsts = {p.id: p.first for p in found.profiles}
    assert all(firsts[a.profile] <= a.id for a in found.anchors)


def test_who_says_so_plays_no_part(profiled):
    plain = institution(profiled)
    assert institution(profiled, attribution=Attributed(span=Span(0, 3), speaker=2)) == plain


@pytest.mark.parametrize(
    ("places", "joined"),
    [
        ([("United States", "country")], True),
        ([("Mexico", "country")], False),
        ([("United States", "country"), ("Philippines", "country")], False),
    ],
    ids=["named", "not named", "a rival is named"],
)
def test_an_institution_of_one_country_is_presumed_where_the_text_leaves_no_other(ontology, places, joined):
    text = " ".join(["Justice Department", *(name for name, _ in places)])
    mentions = [Mention(span=Span(0, 18), text="Justice Department", label="Organization")]
    for name, kind in places:
        start = text.index(name)
        mentions.append(Mention(span=Span(start, start + len(name)), text=name, label="Place", entity_kind=kind))
    extraction = Extraction(document=DocumentId("d"), extractor="x", mentions=tuple(mentions))
    found = profile_document(extraction, ontology)
    keys = next(p.keys for p in found.profiles if p.label == "Organization")
    assert (keys == ("Organization:united states justice department",)) is joined


def test_a_country_that_only_its_adjective_names_is_that_country(ontology):
    mention = Mention(span=Span(4, 11), text="Mexican", label="Place", kind=MentionKind.DEMONYM, entity_kind="country")
    found = profile_document(Extraction(document=DocumentId("d"), extractor="x", mentions=(mention,)), ontology)
    assert [(p.name, p.keys) for p in found.profiles] == [("Mexico", ("Place:mexico",))]
    assert found.anchor_of[0] == found.anchors[0].id
