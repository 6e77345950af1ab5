import re

from graph.ontology import load_ontology
from viz import page

ONTOLOGY = load_ontology()


def test_every_script_and_style_has_the_nonce_and_comes_from_our_own_assets():
    html = page.index(nonce="n0nce", case="example", ontology=ONTOLOGY)
    loaded = re.findall(r"<(?:script|link)\b[^>]*>", html)
    addresses = [re.search(r'(?:src|href)="([^"]+)"', tag) for tag in loaded]
    for tag, address in zip(loaded, addresses, strict=True):
        if address is None:
            assert 'type="application/json"' in tag
        elif 'rel="icon"' not in tag:
            assert 'nonce="n0nce"' in tag
    names = [address[1].removeprefix("assets/") for address in addresses if address]
    assert names == ["clew.svg", "clew.css", "vis-network.min.js", "explorer.js"]
    assert all(page.asset(name)[0] for name in names)


def test_no_handler_and_no_style_stands_in_the_markup():
    html = page.index(nonce="n0nce", case="example", ontology=ONTOLOGY)
    assert not re.search(r"<[^>]+\s(on\w+|style)=", html)


def test_the_name_of_a_case_is_text():
    html = page.index(nonce="n", case='"><script>alert(1)</script>', ontology=ONTOLOGY)
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html
