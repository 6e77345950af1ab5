"""Every query of the documentation runs on the example case and finds something."""

import re
from pathlib import Path

import pytest

from graph.answers import CypherLimits
from graph.extract.catalog import load_extractor
from graph.ingest import Ingester
from graph.settings import load_settings
from seeds.load import example_sources

ROOT = Path(__file__).parents[2]
QUERIES = [
    *re.findall(r"```cypher\n(.*?)```", (ROOT / "docs/cypher.md").read_text(encoding="utf-8"), re.DOTALL),
    *re.findall(r'clew query "(MATCH.*?)"', (ROOT / "README.md").read_text(encoding="utf-8")),
]


@pytest.fixture(scope="module")
def extractor():
    return load_extractor(load_settings())


def test_every_query_finds_something(store, extractor, ontology):
    report = Ingester(store, extractor, ontology).ingest(example_sources())
    assert report.failed == ()
    assert len(QUERIES) >= 8
    empty = [q for q in QUERIES if not store.cypher(q, {}, CypherLimits()).values]
    assert empty == []
