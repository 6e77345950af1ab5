"""One HTML file that shows a subgraph with its evidence, and opens anywhere without a server or a network.

pyvis holds nodes, edges and the page; what it does unsafely or lossily (see `Picture`) is done here instead.
"""

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup
from pyvis.network import Network

from graph.answers import Edge, Node, Subgraph
from graph.ontology import Ontology
from viz import bundle, markup, style

Json = Mapping[str, object]

ENTRY = "file.js"
STYLE = "clew.css"


def page(
    subgraph: Subgraph,
    *,
    title: str,
    ontology: Ontology,
    claims: Mapping[str, Sequence[Json]] | None = None,
    documents: Iterable[Json] = (),
    note: str = "Saved from Clew",
) -> str:
    """The file's text: the network with legend, search and details.

    `claims` maps an edge's id to its claims and `documents` lists what they quote, both in the shapes of the HTTP API
    (DESIGN section 8); with them the file shows sentence, speaker, modality, outlet and date. `note` says where
    the file comes from. Nothing given is changed.
    """
    picture = Picture(title=title, note=note, ontology=ontology)
    for node in subgraph.nodes:
        picture.add(node)
    for edge in subgraph.edges:
        picture.connect(edge)
    picture.evidence = {
        "claims": claims or {},
        "documents": [_without_text(document) for document in documents],
        "truncated": subgraph.truncated,
    }
    return str(picture.generate_html())


class Picture(Network):  # type: ignore[misc]  # pyvis 0.3.2 has no types
    """pyvis's Network without its page: own escaping template, every edge kept, nothing loaded from elsewhere.

    pyvis 0.3.2 takes names as markup (`heading`, titles with "href"), loads Bootstrap from a CDN in every mode, drops
    parallel edges when undirected, needs linear time for each edge, and lets NaN and dates through to json.dumps.
    """

    def __init__(self, *, title: str, note: str, ontology: Ontology) -> None:
        super().__init__(height="100%", width="100%", directed=True, cdn_resources="in_line")
        self.title = title
        self.note = note
        self.ontology = ontology
        self.evidence: dict[str, object] = {"claims": {}, "documents": [], "truncated": False}

    def add(self, node: Node) -> None:
        """Adds a node once, with its values as JSON."""
        if node.id in self.node_map:
            return
        # pyvis shows the id where the label is empty, and looks ids up in a list: both are avoided here.
        drawn = {
            "id": node.id,
            "label": node.caption,
            "labels": list(node.labels),
            "properties": markup.plain(node.properties),
        }
        self.nodes.append(drawn)
        self.node_ids.append(node.id)
        self.node_map[node.id] = drawn

    def connect(self, edge: Edge) -> None:
        """Adds an edge, also a second one between the same nodes and one from a node to itself."""
        self.edges.append(
            {
                "id": edge.id,
                "from": edge.source,
                "to": edge.target,
                "label": edge.type,
                "affirmed": edge.affirmed,
                "properties": markup.plain(edge.properties),
            }
        )

    def generate_html(self, *_: object, **__: object) -> str:
        """The page. pyvis's arguments make no difference, since nothing is loaded from elsewhere."""
        css, vis, script = bundle.text(STYLE), bundle.text(bundle.VIS_NETWORK), bundle.joined(ENTRY)
        self.html = markup.render(
            "standalone.html.j2",
            title=self.title,
            case="",
            policy=_policy(scripts=(vis, script), styles=(css,)),
            style=markup.json_block(style.sheet(self.ontology)),
            data=markup.json_block(
                {"title": self.title, "note": self.note, "nodes": self.nodes, "edges": self.edges, **self.evidence}
            ),
            # Files of ours and of pyvis, no data; a test holds that none of them can end its element.
            css=Markup(css),
            vis=Markup(vis),
            script=Markup(script),
        )
        return self.html


def _policy(*, scripts: Sequence[str], styles: Sequence[str]) -> str:
    """Nothing but the scripts and styles of the file itself, and no request to anywhere."""
    script_src = " ".join(bundle.script_hash(script) for script in scripts)
    style_src = " ".join(bundle.script_hash(sheet) for sheet in styles)
    return (
        f"default-src 'none'; script-src {script_src}; style-src {style_src}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _without_text(document: Json) -> dict[str, object]:
    # The file holds the sentences that are quoted, not whole articles.
    return {key: value for key, value in document.items() if key != "text"}
