"""The exported file, opened from disk in a browser without any network."""

from pathlib import Path

import pytest

from graph.answers import Edge, Node, Subgraph, Total
from graph.ontology import load_ontology
from viz import standalone

ORANGE = "#c26a0e"
QUOTE = "😀 Prosecutor Ida Holm said the mill of Ana Peña had paid Örebro Timber."
HOSTILE = [
    "<img src=x onerror=window.__pwned=1>",
    "</script><script>window.__pwned=1</script>",
    "href=javascript:window.__pwned=1",
    "\u202egnihton\u202c \u0007\u2028",
    '"><svg onload="window.__pwned=1">',
    "__proto__",
    "constructor",
    "A" * 5_000,
]


def node(id_: str, label: str, caption: str, **properties: object) -> Node:
    return Node(id=id_, labels=("Entity", label), caption=caption, properties=properties)


def edge(id_: str, source: str, type_: str, target: str, **properties: object) -> Edge:
    return Edge(id=id_, source=source, type=type_, target=target, properties=properties)


def subgraph(nodes: list[Node], edges: list[Edge]) -> Subgraph:
    totals = {"total_nodes": Total(len(nodes)), "total_edges": Total(len(edges))}
    return Subgraph(nodes=tuple(nodes), edges=tuple(edges), truncated=False, **totals)


def span(word: str) -> dict:
    start = QUOTE.index(word)
    return {"start": 100 + start, "end": 100 + start + len(word)}


def claim(**more: object) -> dict:
    evidence = {"document": "d", "start": 100, "end": 100 + len(QUOTE), "quote": QUOTE}
    return {
        "id": "c",
        "edge": "paid",
        "subject": "ana",
        "object": "mill",
        "modality": "alleged",
        "speaker": {"text": "Prosecutor Ida Holm", "node": None},
        "when": None,
        "role": None,
        "explicit": True,
        "evidence": [{**evidence, "subject": span("Ana Peña"), "object": span("Örebro Timber")}],
        **more,
    }


def paper(**more: object) -> dict:
    digest = {"publisher": "The Harbour Post", "title": "The mill", "published": "2020-11-18"}
    return {
        "id": "d",
        "title": "A digest",
        "publisher": "Digests",
        "url": "",
        "published": "2020-11-19",
        "digest_of": digest,
        **more,
    }


@pytest.fixture
def saved(tmp_path):
    def save(graph: Subgraph, **more: object) -> str:
        file = tmp_path / "network.html"
        file.write_text(standalone.page(graph, ontology=load_ontology(), **{"title": "A case", **more}), "utf-8")
        return Path(file).as_uri()

    return save


def timber_case() -> Subgraph:
    return subgraph(
        [node("ana", "Person", "Ana Peña", aliases=["Peña"]), node("mill", "Organization", "Örebro Timber")],
        [edge("paid", "ana", "PAID", "mill", modality="alleged", claims=1, modalities={"alleged": 1})],
    )


def test_a_saved_page_shows_the_sentence_the_speaker_and_the_outlet_offline(offline, saved):
    page = offline.open(saved(timber_case(), claims={"paid": [claim()]}, documents=[paper()]))
    assert offline.pixels(ORANGE) > 50
    page.mouse.click(*offline.point("Ana Peña paid Örebro Timber · alleged"))
    panel = page.locator("#panel")
    assert panel.locator(".quote").text_content() == QUOTE
    assert panel.locator("mark.subject").text_content() == "Ana Peña"
    assert panel.locator("mark.object").text_content() == "Örebro Timber"
    assert "Prosecutor Ida Holm" in panel.locator(".speaker").text_content()
    assert "digest of a report by The Harbour Post" in panel.text_content()
    assert "19 November 2020" in panel.text_content()
    assert panel.locator(".claim .modality").text_content() == "alleged"
    offline.verify("file://")


def test_search_in_a_saved_page_ignores_accents_and_follows_the_keyboard(offline, saved):
    page = offline.open(saved(timber_case()))
    page.keyboard.press("/")
    page.keyboard.type("pena")
    page.locator("#found [aria-selected=true]").wait_for()
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").text_content() == "Ana Peña"
    page.keyboard.press("Escape")
    assert page.locator("#panel h2").text_content() == "A case"
    offline.verify("file://")


def test_every_parallel_edge_can_be_pointed_at(offline, saved):
    ends = [node("a", "Person", "Ana"), node("b", "Person", "Ben")]
    between = [edge("1", "a", "PAID", "b"), edge("2", "b", "SUPPORTED", "a"), edge("3", "a", "CRITICIZED", "b")]
    offline.open(saved(subgraph(ends, [*between, edge("4", "a", "LINKED_TO", "a")])))
    for tip in ("Ana paid Ben", "Ben supported Ana", "Ana criticized Ben", "Ana linked to Ana"):
        assert offline.point(tip)
    offline.verify("file://")


def test_the_legend_hides_and_shows_again(offline, saved):
    page = offline.open(saved(timber_case()))
    organizations = page.locator("#legend").get_by_role("button", name="Organizations")
    before = offline.pixels(ORANGE)
    organizations.click()
    assert offline.pixels(ORANGE) == 0 < before
    assert organizations.get_attribute("aria-pressed") == "false"
    assert "Showing 0 of 2 names" in page.locator("#count").text_content()
    organizations.click()
    assert offline.pixels(ORANGE) == before
    offline.verify("file://")


def test_hostile_text_is_only_ever_text(offline, saved):
    nodes = [
        node(f"n{i}", text, text, aliases=[text], kind=text, **{f"p {text}": text}) for i, text in enumerate(HOSTILE)
    ]
    edges = [edge(f"e{i}", f"n{i}", text, "n0", modality=text) for i, text in enumerate(HOSTILE)]
    claims = {
        f"e{i}": [
            claim(id=text, modality=text, role=text, speaker={"text": text, "node": "n1"}, when={"text": text})
            | {
                "evidence": [
                    {"document": "d", "start": 0, "end": len(text), "quote": text, "subject": None, "object": None}
                ]
            }
        ]
        for i, text in enumerate(HOSTILE)
    }
    hostile_paper = paper(title=HOSTILE[0], url="javascript:window.__pwned=1", publisher=HOSTILE[1], digest_of=None)
    address = saved(subgraph(nodes, edges), title=HOSTILE[1], claims=claims, documents=[hostile_paper])
    page = offline.open(address)
    for text in HOSTILE:
        box = page.locator("#search")
        box.fill(text[:60].replace("\u202e", "").replace("\u202c", "").split(" ")[0])
        page.locator("#found li").first.wait_for()
        box.press("Enter")
        page.locator("#panel [data-edge]").first.click()
        page.locator("#panel .quote").first.wait_for()
    assert page.locator("#panel img, #panel script, #panel svg, a[href^=javascript]").count() == 0
    offline.verify("file://")


def test_more_than_two_thousand_names_still_open(offline, saved):
    nodes = [node(f"n{i}", "Person", f"Name {i}") for i in range(2_200)]
    edges = [edge(f"e{i}", f"n{i}", "PAID", f"n{(i * 7 + 1) % 2_200}") for i in range(4_000 // 2)]
    page = offline.open(saved(subgraph(nodes, edges)))
    assert "Showing 2,200 of 2,200 names" in page.locator("#count").text_content()
    offline.verify("file://")


def test_the_same_graph_lands_in_the_same_places(offline, saved):
    address = saved(timber_case())
    first = offline.open(address).locator("#network").screenshot()
    assert offline.open(address).locator("#network").screenshot() == first
