"""Loads the extractor that the settings name: the built-in rules, or a plug-in of the group `clew.extractors`."""

from importlib.metadata import EntryPoint, entry_points

from graph.errors import ConfigurationError
from graph.extract.extractor import Extractor
from graph.extract.rules import RulesExtractor
from graph.settings import Settings

GROUP = "clew.extractors"
RULES = "rules"


def load_extractor(settings: Settings) -> Extractor:
    """The extractor called `settings.extractor`; a plug-in's entry point is called with the settings.

    Cheap: the rules load spaCy with their first document. Raises ConfigurationError when there is no such extractor
    or its plug-in cannot be loaded.
    """
    if settings.extractor == RULES:
        return RulesExtractor(settings.spacy_model)
    plugins = {entry.name: entry for entry in entry_points(group=GROUP)}
    entry = plugins.get(settings.extractor)
    if entry is None:
        known = ", ".join(sorted({RULES, *plugins}))
        raise ConfigurationError(f"no extractor {settings.extractor!r}; there are: {known} (CLEW_EXTRACTOR)")
    return _load(entry, settings)


def _load(entry: EntryPoint, settings: Settings) -> Extractor:
    try:
        extractor: Extractor = entry.load()(settings)
    except Exception as error:  # a plug-in may raise anything; it is translated once, here
        raise ConfigurationError(f"the extractor {entry.name!r} ({entry.value}) cannot be loaded: {error}") from error
    return extractor
