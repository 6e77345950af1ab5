"""Writes what the built-in extractor finds in texts in the shape of the reference annotations.

    python tests/golden/export.py OUT_DIR TEXT.txt ...

Each text gives OUT_DIR/NAME.json, which `../shared/gold/score_all.py OUT_DIR` scores.
"""

import argparse
import json
from pathlib import Path

from graph.extract.catalog import load_extractor
from graph.extract.vocabulary import read_lexicon
from graph.model import Extraction, MentionKind, mention_clusters
from graph.ontology import load_ontology
from graph.read.text import make_document
from graph.settings import Settings


def prediction(extraction: Extraction, text: str) -> dict[str, list[dict[str, object]]]:
    """Entities and relations of one extraction; a country that only its adjective names gets the country's name."""
    adjectives = {a: name for name, more in read_lexicon("countries").items() for a in more.get("adjectives", ())}
    entities: dict[str, dict[str, object]] = {}
    holder: dict[int, str] = {}
    for number, cluster in enumerate(mention_clusters(extraction.mentions)):
        members = [extraction.mentions[i] for i in cluster]
        holder.update((i, f"e{number}") for i in cluster)
        written = [m.text for m in members if m.kind is MentionKind.NAME]
        meant = [adjectives[m.text] for m in members if m.kind is MentionKind.DEMONYM and m.text in adjectives]
        names = list(dict.fromkeys([*written, *meant])) or [members[0].text]
        entities[f"e{number}"] = {
            "id": f"e{number}",
            "label": members[0].label,
            "name": max(names, key=len),
            "aliases": names,
            "kind": members[0].entity_kind,
            "named": bool(written),
        }
    relations: list[dict[str, object]] = [
        {
            "subject": holder[s.subject],
            "type": s.relation,
            "object": holder[s.object],
            "modality": str(s.modality),
            "attributed_to": holder[s.attribution.speaker]
            if s.attribution and s.attribution.speaker is not None
            else None,
            "when": s.when.text if s.when else None,
            "role": s.role,
            "evidence": text[s.span.start : s.span.end],
            "explicit": s.explicit,
        }
        for s in extraction.statements
    ]
    used = {r[key] for r in relations for key in ("subject", "object", "attributed_to")}
    return {"entities": [e for e in entities.values() if e["named"] or e["id"] in used], "relations": relations}


def main() -> None:
    """Reads the command line and writes one prediction a text."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("texts", type=Path, nargs="+")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    extractor, ontology = load_extractor(Settings()), load_ontology()
    for path in given.texts:
        document = make_document(path.read_text(encoding="utf-8"))
        found = prediction(extractor.extract(document, ontology), document.text)
        (given.out / f"{path.stem}.json").write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
