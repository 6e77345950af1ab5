"""The page at `/` on a real store behind the real application, as a reader uses it."""

import pytest

from graph.ontology import load_ontology
from viz import style

ONTOLOGY = load_ontology()
BLUE, ORANGE = "#2f6fba", "#c26a0e"
HOSTILE = "<img src=x onerror=window.__pwned=1> Trust"
ALLEGED = "🪵 Prosecutor Ida Holm said Inés López Obregón had paid Örebro Timber."
DENIED = "Inés López Obregón denied that she had paid Örebro Timber."


def search_for(page, text: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type(text)
    page.locator("#found [aria-selected=true]").wait_for()
    page.keyboard.press("Enter")


def test_the_page_draws_the_network_and_says_how_much_of_it(watch, site):
    page = watch.open(site)
    assert watch.pixels(BLUE) > 50
    assert watch.pixels(ORANGE) > 50
    assert "Showing 5 of 6 names · 4 relations" in page.locator("#count").text_content()
    assert "A digest of the mill" in page.locator("#panel").text_content()
    watch.verify(site)


def test_search_without_accents_finds_the_name_with_accents(watch, site):
    page = watch.open(site)
    search_for(page, "lopez obregon")
    page.locator("#panel h2", has_text="Inés López Obregón").wait_for()
    relation = page.locator("#panel .relation")
    assert relation.locator("h4").text_content() == "paid1"
    assert "Örebro Timber" in relation.text_content()
    page.locator("#panel .papers li").nth(1).wait_for()
    watch.verify(site)


def test_a_click_on_an_edge_shows_its_claims_outlet_by_outlet(watch, site):
    page = watch.open(site)
    page.mouse.click(*watch.point("Inés López Obregón paid Örebro Timber · contested"))
    panel = page.locator("#panel")
    panel.locator(".outlet").nth(1).wait_for()
    told = {
        outlet.locator("h3").text_content(): [
            (
                claim.locator(".modality").text_content(),
                claim.locator(".speaker").text_content(),
                claim.locator(".quote").text_content(),
            )
            for claim in outlet.locator(".claim").all()
        ]
        for outlet in panel.locator(".outlet").all()
    }
    assert told == {
        "digest of a report by The Harbour Post1 claim": [("alleged", "according to Ida Holm", ALLEGED)],
        "The Echo1 claim": [("denied", "according to Inés López Obregón", DENIED)],
    }
    assert panel.locator("mark.subject").all_text_contents() == ["Inés López Obregón"] * 2
    assert panel.locator("mark.object").all_text_contents() == ["Örebro Timber"] * 2
    assert "Contested" in panel.text_content()
    watch.verify(site)


def test_a_hostile_name_is_only_ever_text(watch, site):
    page = watch.open(site)
    search_for(page, "onerror")
    page.locator("#panel h2", has_text=HOSTILE).wait_for()
    page.locator("#panel [data-edge]").click()
    page.locator("#panel .quote", has_text=HOSTILE).wait_for()
    assert watch.point(HOSTILE)
    assert page.locator("#panel img").count() == 0
    watch.verify(site)


def test_the_saved_page_shows_the_evidence_without_the_server(watch, offline, site, tmp_path):
    page = watch.open(site)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save").click()
    file = tmp_path / "saved.html"
    download.value.save_as(file)
    watch.verify(site)
    saved = offline.open(file.as_uri())
    search_for(saved, "lopez")
    saved.locator("#panel [data-edge]").click()
    assert saved.locator("#panel .quote").all_text_contents() == [ALLEGED, DENIED]
    assert "digest of a report by The Harbour Post" in saved.locator("#panel").text_content()
    offline.verify("file://")


def test_the_address_keeps_what_is_selected_and_back_goes_back(watch, site):
    page = watch.open(site)
    search_for(page, "brandt")
    page.locator("#panel h2", has_text="Karl Brandt").wait_for()
    page.reload()
    page.locator("#panel h2", has_text="Karl Brandt").wait_for()
    search_for(page, "lund")
    page.locator("#panel h2", has_text="Lund").wait_for()
    page.go_back()
    page.locator("#panel h2", has_text="Karl Brandt").wait_for()
    watch.verify(site)


def test_what_is_only_inferred_appears_on_demand(watch, site):
    page = watch.open(site)
    page.locator("#legend").get_by_role("button", name="inferred").click()
    page.locator("#count", has_text="5 relations").wait_for()
    assert watch.point("Karl Brandt opposed to Ida Holm")
    watch.verify(site)


def test_a_double_click_brings_in_what_is_connected(watch, site):
    page = watch.open(site)
    page.mouse.dblclick(*watch.point("Örebro Timber · 3 relations"))
    page.locator("#status", has_text="Everything is on the canvas already").wait_for()
    assert page.locator("#panel h2").text_content() == "Örebro Timber"
    watch.verify(site)


def test_an_empty_case_says_how_to_fill_it(watch, empty_site):
    watch.page.goto(empty_site)
    watch.page.locator("#panel", has_text="clew ingest").wait_for()
    watch.verify(empty_site)


def test_an_error_is_told_in_plain_words(watch, site):
    problem = {"title": "Service Unavailable", "detail": "the database does not answer now"}
    watch.page.route("**/api/subgraph**", lambda route: route.fulfill(status=503, json=problem))
    watch.page.goto(site)
    watch.page.get_by_role("alert").filter(has_text="the database does not answer now").wait_for()
    assert watch.page.get_by_role("button", name="Try again").is_visible()


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1280, 800), (1920, 1080)])
def test_nothing_sticks_out_of_the_window(watch, site, width, height):
    page = watch.page
    page.set_viewport_size({"width": width, "height": height})
    watch.open(site)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    for part in ("#search", "#network canvas", "#panel h2", "#save"):
        box = page.locator(part).bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width


def test_the_scripts_colour_unknown_names_as_python_does(watch, site):
    names = ["Vessel", "Bank Account", "Ñandú", "🪵", ""]
    page = watch.open(site)
    drawn = page.evaluate(
        """async ([sheet, names]) => {
            const { createStyle } = await import("/assets/style.js");
            const { label, relation } = createStyle(sheet);
            return names.map((name) => [label(name).colour, label(name).shape, relation(name).colour]);
        }""",
        [style.sheet(ONTOLOGY), names],
    )
    for name, (colour, shape, relation) in zip(names, drawn, strict=True):
        look = style.label_look(name, ONTOLOGY)
        assert (colour, shape) == ({"light": look.colour.light, "dark": look.colour.dark}, look.shape)
        known = style.relation_colour(name, ONTOLOGY)
        assert relation == {"light": known.light, "dark": known.dark}
