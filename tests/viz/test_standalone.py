import copy
import json
import re
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.answers import Edge, Node, Subgraph, Total
from graph.ontology import load_ontology
from viz import bundle, standalone

ONTOLOGY = load_ontology()
CLAIM = {
    "id": "c1",
    "edge": "e1",
    "modality": "alleged",
    "speaker": {"text": "Prosecutor Ida Holm", "node": None},
    "evidence": [
        {"document": "d1", "start": 4, "end": 21, "quote": "Ana paid the mill", "subject": None, "object": None}
    ],
}
DOCUMENT = {
    "id": "d1",
    "title": "The mill",
    "publisher": "The Harbour Post",
    "text": "a whole article",
    "digest_of": None,
}


class Elements(HTMLParser):
    """Every start tag with its attributes, and the text inside each script and style."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inside: list[tuple[dict[str, str | None], str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        if self.tags and self.tags[-1][0] in ("script", "style") and data.strip():
            self.inside.append((self.tags[-1][1], data))


def subgraph(*edges: tuple[str, str, str], **properties: object) -> Subgraph:
    names = dict.fromkeys(end for source, _, target in edges for end in (source, target))
    return Subgraph(
        nodes=tuple(Node(id=n, labels=("Entity", "Person"), caption=n, properties=properties) for n in names),
        edges=tuple(
            Edge(id=f"e{i}", type=type_, source=source, target=target, properties=properties)
            for i, (source, type_, target) in enumerate(edges, 1)
        ),
        truncated=False,
        total_nodes=Total(len(names)),
        total_edges=Total(len(edges)),
    )


def make(graph: Subgraph, title: str = "A case", **more) -> str:
    return standalone.page(graph, title=title, ontology=ONTOLOGY, **more)


def data_of(html: str) -> dict:
    [text] = [text for attributes, text in Elements(html).inside if attributes.get("id") == "clew-data"]
    return json.loads(text)


def test_parallel_edges_reverse_edges_and_loops_are_all_kept():
    graph = subgraph(
        ("a", "PAID", "b"), ("a", "PAID", "b"), ("b", "PAID", "a"), ("a", "OWNS", "b"), ("a", "LINKED_TO", "a")
    )
    edges = data_of(make(graph))["edges"]
    assert [(edge["from"], edge["label"], edge["to"]) for edge in edges] == [
        (e.source, e.type, e.target) for e in graph.edges
    ]


def test_the_page_is_its_own_and_the_same_each_time():
    graph = subgraph(("a", "PAID", "b"))
    assert make(graph) == make(graph)


def test_nothing_given_is_changed():
    graph = subgraph(("a", "PAID", "b"), since=date(2020, 1, 2), tags=["x"])
    claims, documents = {"e1": [dict(CLAIM)]}, [dict(DOCUMENT)]
    before = copy.deepcopy((graph, claims, documents))
    make(graph, claims=claims, documents=documents)
    assert (graph, claims, documents) == before


def test_values_that_json_does_not_know_are_cleaned():
    html = make(subgraph(("a", "PAID", "b"), since=date(2020, 1, 2), share=float("nan"), tags=frozenset({"x"})))
    assert data_of(html)["nodes"][0]["properties"] == {"since": "2020-01-02", "share": None, "tags": ["x"]}


def test_the_evidence_travels_along_but_not_whole_articles():
    html = make(subgraph(("Ana", "PAID", "the mill")), claims={"e1": [CLAIM]}, documents=[DOCUMENT])
    data = data_of(html)
    assert data["claims"]["e1"][0]["speaker"]["text"] == "Prosecutor Ida Holm"
    assert data["documents"][0]["publisher"] == "The Harbour Post"
    assert "a whole article" not in html


def test_nothing_is_loaded_from_anywhere():
    elements = Elements(make(subgraph(("a", "PAID", "b"))))
    addresses = [a[k] for _, a in elements.tags for k in ("src", "href", "action", "data", "srcset") if k in a]
    assert addresses == ["data:,"]


def test_the_policy_allows_exactly_the_scripts_and_the_style_of_the_file():
    html = make(subgraph(("a", "PAID", "b")))
    elements = Elements(html)
    policy = next(a["content"] for _, a in elements.tags if a.get("http-equiv") == "Content-Security-Policy")
    run = [text for attributes, text in elements.inside if attributes.get("type") != "application/json"]
    assert set(re.findall(r"'sha256-[^']+'", policy)) == {bundle.script_hash(text) for text in run}
    assert len(run) == 3
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert html.index("Content-Security-Policy") < html.index("<script") < len(html)


HOSTILE = [
    "</script><script>window.__pwned=1</script>",
    '"><img src=x onerror="window.__pwned=1">',
    "<!--<script>",
    "]]><svg/onload=window.__pwned=1>",
    "href javascript:window.__pwned=1",
    "{{ 7*7 }}{% raw %}",
    "\u2028\u2029\u202e\x00\ud800",
    "${window.__pwned=1}`",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_adds_no_element(text):
    harmless = make(
        everywhere("harmless"),
        title="harmless",
        claims={"e1": [claim_of("harmless")]},
        documents=[paper_of("harmless")],
    )
    hostile = make(everywhere(text), title=text, claims={"e1": [claim_of(text)]}, documents=[paper_of(text)])
    assert [tag for tag, _ in Elements(hostile).tags] == [tag for tag, _ in Elements(harmless).tags]
    assert data_of(hostile)["nodes"][0]["label"] == text
    assert hostile.encode("utf-8", "strict")


@given(st.text(max_size=40))
def test_any_text_adds_no_element_and_comes_back_as_it_was(text):
    picture = standalone.Picture(title=text, note=text, ontology=ONTOLOGY)
    picture.add(Node(id="n", labels=(text,), caption=text, properties={text: text}))
    data = data_of(picture.generate_html())
    assert data["title"] == text
    assert data["nodes"] == [{"id": "n", "label": text, "labels": [text], "properties": {text: text}}]


def everywhere(text: str) -> Subgraph:
    return Subgraph(
        nodes=(Node(id="n", labels=(text,), caption=text, properties={text: text, "aliases": [text]}),),
        edges=(Edge(id="e1", type=text, source="n", target="n", properties={"modality": text}),),
        truncated=True,
        reasons=(text,),
        total_nodes=Total(1),
        total_edges=Total(1),
    )


def claim_of(text: str) -> dict:
    return {
        **CLAIM,
        "speaker": {"text": text, "node": text},
        "role": text,
        "evidence": [{**CLAIM["evidence"][0], "quote": text}],
    }


def paper_of(text: str) -> dict:
    return {
        **DOCUMENT,
        "title": text,
        "publisher": text,
        "url": text,
        "digest_of": {"publisher": text, "title": text, "published": text},
    }


def test_ten_thousand_edges_take_linear_time():
    edges = [(f"n{i % 2500}", "PAID", f"n{(i * 7 + 1) % 2500}") for i in range(10_000)]
    assert len(data_of(make(subgraph(*edges)))["edges"]) == 10_000
