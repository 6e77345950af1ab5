"""The page at `/`: the case as a network to search, drag and open, drawn by the scripts in assets/."""

from graph.ontology import Ontology
from viz import bundle, markup, style


def index(*, nonce: str, case: str, ontology: Ontology) -> str:
    """The page's HTML; `nonce` is the one of the response's Content-Security-Policy.

    It loads `assets/NAME` (see `asset`) and asks `api/…`, both relative to its own address.
    """
    return markup.render(
        "index.html.j2",
        title=f"{case} · Clew" if case else "Clew",
        case=case,
        nonce=nonce,
        style=markup.json_block(style.sheet(ontology)),
    )


def asset(name: str) -> tuple[bytes, str]:
    """A file that the page loads: its bytes and media type. Raises NotFound."""
    return bundle.asset(name)
