"""Scores the built-in extractor on the reference texts, and holds the line below which it must not fall."""

import importlib.util
import json
import os
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from graph.extract.rules import RulesExtractor
from graph.ontology import Ontology
from graph.read.text import make_document

ROOT = Path(__file__).parents[3]
GOLD = Path(os.environ.get("CLEW_GOLD") or ROOT.parent / "shared" / "gold")
pytestmark = [
    pytest.mark.gold,
    pytest.mark.skipif(
        not (GOLD / "score.py").is_file(), reason=f"no reference texts in {GOLD}; set CLEW_GOLD to their folder"
    ),
]

# What was measured when the rules were written, less a margin: 10 texts, 2 of them seen while tuning.
ENTITY_F1 = 0.82
RELATION_PRECISION = 0.62
RELATION_RECALL = 0.17
MODALITY_ACCURACY = 0.85


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_reference_texts_are_read_as_well_as_before(
    extractor: RulesExtractor, ontology: Ontology, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    score, export = _module(GOLD / "score.py"), _module(ROOT / "tests" / "golden" / "export.py")
    total, by_type = score.Count(), {}
    for gold in sorted(GOLD.rglob("*.gold.json")):
        text = (gold.parent / json.loads(gold.read_text(encoding="utf-8"))["document"]).read_text(encoding="utf-8")
        document = make_document(text)
        found = export.prediction(extractor.extract(document, ontology), document.text)
        path = tmp_path / f"{gold.stem}.json"
        path.write_text(json.dumps(found), encoding="utf-8")
        counts, types, _ = score.score_pair(str(gold), str(path))
        total.pool(counts)
        for name, count in types.items():
            by_type.setdefault(name, Counter()).update(count)
    summary = score.summary(total)
    with capsys.disabled():
        score.show("reference texts", summary)
        for name, c in sorted(by_type.items()):
            p, r = score.ratio(c["tp"], c["tp"] + c["fp"]), score.ratio(c["tp"], c["tp"] + c["fn"])
            sys.stdout.write(f"  {name:24} P {p}  R {r}  ({c['tp']} right, {c['fp']} wrong, {c['fn']} missed)\n")
    assert summary["entities"]["all"]["f1"] >= ENTITY_F1
    assert summary["relations"]["strict"]["precision"] >= RELATION_PRECISION
    assert summary["relations"]["strict"]["recall"] >= RELATION_RECALL
    assert summary["modality_accuracy"] >= MODALITY_ACCURACY
    assert summary["evidence"]["verbatim"] == 1.0
