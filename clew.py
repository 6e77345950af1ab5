"""Clew: documents in, an evidence-backed network out. The public Python names and the command's entry point.

>>> import clew                                     # doctest: +SKIP
>>> with clew.open_case("my-case") as case:         # doctest: +SKIP
...     report = case.ingest(["my-texts/"])
...     hit = case.search("Lopez Obrador").hits[0]
...     network = clew.to_networkx(case.subgraph(hit.node.id, depth=2))
"""

import importlib.util
from pathlib import Path


def _refuse_strangers() -> None:
    """Raises ImportError when another distribution's `graph` or `api` stands in front of ours.

    Both are common words: a package of that name in the same environment would be imported without a sign.
    """
    for name in ("graph", "api"):
        spec = importlib.util.find_spec(name)
        found = Path(spec.origin).parent.parent if spec is not None and spec.origin else None
        if found is None or found.resolve() != Path(__file__).parent.resolve():
            where = spec.origin if spec is not None and spec.origin else "nowhere"
            raise ImportError(
                f"the package {name!r} that Python finds ({where}) is not Clew's: another distribution or a folder of"
                f" that name is in the way. Install Clew in an environment of its own and run it from another folder."
            )


_refuse_strangers()

from api.cli import main  # noqa: E402
from api.session import CaseSession, open_case  # noqa: E402
from graph.analysis.network import to_networkx  # noqa: E402
from graph.errors import ClewError  # noqa: E402
from graph.ontology import load_ontology  # noqa: E402
from graph.read.text import Imprint, make_document, read_text_file  # noqa: E402

__all__ = [
    "CaseSession",
    "ClewError",
    "Imprint",
    "load_ontology",
    "main",
    "make_document",
    "open_case",
    "read_text_file",
    "to_networkx",
]

if __name__ == "__main__":
    main()
