"""The built-in extractor: segment, parse, names, actors, roles, coreference, predicates, frames, statements."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from graph.extract.arguments import Arguments, make_arguments
from graph.extract.attribution import Speaker, quotations, speaker_of
from graph.extract.candidates import Candidate, mentions_of, statements_of
from graph.extract.clauses import is_past
from graph.extract.clusters import gather_actors
from graph.extract.coreference import add_coreference
from graph.extract.dates import when_of
from graph.extract.denials import Denials, denied_candidates, load_denials
from graph.extract.frames import Frame, Match, frames_by_trigger, load_frames, match_frames
from graph.extract.modality import modality_of, strongest
from graph.extract.names import find_names
from graph.extract.parse import Parse, parse
from graph.extract.predicates import find_predicates
from graph.extract.role_statements import role_candidates
from graph.extract.roles import find_roles
from graph.extract.segment import segments
from graph.extract.spacy_model import Model, load_model, model_id
from graph.extract.structure import structure_candidates
from graph.extract.verbatim import verified
from graph.extract.vocabulary import Vocabulary, load_vocabulary
from graph.model import Document, Extraction, Modality
from graph.ontology import Ontology

VERSION = 1


@dataclass(frozen=True, slots=True)
class _Loaded:
    model: Model
    vocabulary: Vocabulary
    frames: Mapping[tuple[bool, str], tuple[Frame, ...]]
    denials: Denials


@lru_cache(maxsize=1)
def rules_hash() -> str:
    """Eight hexadecimal digits of what the rules are made of: this package's code and word lists.

    It makes another extractor of changed rules, so that documents are read again and no old claim passes for a new one.
    """
    digest = hashlib.sha256()
    folder = Path(__file__).parent
    for path in sorted((*folder.rglob("*.py"), *folder.rglob("*.yaml"))):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:8]


class RulesExtractor:
    """Reads English prose with spaCy and declarative frames; the model is loaded with the first document."""

    def __init__(self, spacy_model: str) -> None:
        self._model_name = spacy_model
        self._id = f"rules-{VERSION}.{rules_hash()}+{model_id(spacy_model)}"
        self._loaded: _Loaded | None = None

    @property
    def id(self) -> str:
        """Name and version of the rules, and the model's name, version and short hash."""
        return self._id

    def extract(self, document: Document, ontology: Ontology) -> Extraction:
        """Mentions and statements of the document, in text order, after the verbatim check."""
        if self._loaded is None:
            frames = frames_by_trigger(load_frames())
            self._loaded = _Loaded(load_model(self._model_name), load_vocabulary(), frames, load_denials())
        loaded, text = self._loaded, document.text
        vocabulary = loaded.vocabulary
        parsed = parse(loaded.model.pipeline, text, segments(text))
        named = gather_actors(parsed, find_names(parsed, vocabulary))
        roles = find_roles(named, vocabulary)
        cast = add_coreference(named, roles, vocabulary)
        arguments = make_arguments(cast, roles, vocabulary)
        candidates = [
            *role_candidates(roles, arguments, document.published),
            *structure_candidates(cast, vocabulary),
            *_frame_candidates(arguments, loaded, document),
        ]
        candidates += denied_candidates(candidates, arguments, loaded.denials)
        statements, rejected = statements_of(cast, candidates, ontology)
        extraction = Extraction(
            document=document.id,
            extractor=self._id,
            mentions=mentions_of(cast),
            statements=statements,
            rejected=rejected,
        )
        return verified(extraction, document, ontology)


def _frame_candidates(arguments: Arguments, loaded: _Loaded, document: Document) -> Iterator[Candidate]:
    """What the frames say, with modality, speaker and time."""
    parsed = arguments.cast.parse
    quoted = {word: q for q in quotations(parsed) for word in range(q.first, q.last)}
    for predicate in find_predicates(parsed):
        for match in match_frames(predicate, loaded.frames, arguments):
            modality = modality_of(parsed, predicate.word, loaded.vocabulary, presupposed=match.frame.presupposed)
            if modality is None:
                continue
            speaker = speaker_of(parsed, predicate.word, arguments, quoted)
            yield Candidate(
                relation=match.frame.relation,
                subject=match.subject.reference,
                object=match.object.reference,
                modality=_modality(modality, match, parsed, _said(speaker, match.frame, parsed, loaded.vocabulary)),
                word=predicate.word,
                rule=match.frame.id,
                confidence=_confidence(match),
                speaker=speaker,
                when=when_of(parsed, predicate.word, document.published, loaded.vocabulary),
            )


def _said(speaker: Speaker | None, frame: Frame, parsed: Parse, vocabulary: Vocabulary) -> Modality:
    """What the verb of an inserted report ("..., prosecutors allege") makes of the sentence."""
    if speaker is not None and frame.reported is not None:
        return frame.reported
    lemma = parsed.words[speaker.word].lemma if speaker is not None else ""
    return Modality.ALLEGED if vocabulary.reporting.get(lemma) is Modality.ALLEGED else Modality.ASSERTED


def _modality(found: Modality, match: Match, parsed: Parse, said: Modality) -> Modality:
    past = (
        match.frame.past
        if match.frame.past is not None and is_past(parsed, match.predicate.word)
        else Modality.ASSERTED
    )
    return strongest(found, match.frame.modality, past, said)


def _confidence(match: Match) -> float:
    return match.frame.confidence * match.subject.sure * match.object.sure
