"""Names of cited authors that the running text spells otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

from evidence.citations.audit.finding import Finding
from evidence.citations.audit.material import Material
from evidence.citations.audit.running import sentences
from evidence.texts.words import fold

SHORTEST = 6
_WORD = re.compile(r"[^\W\d_][\w-]+(?:['\u2019][^\W\d_]+)?")


def check(material: Material) -> Iterator[Finding]:
    """Yield names in the sentence before a mark that nearly are those of the work cited there."""
    said = sentences(material.article)
    known = {
        fold(name.family)
        for key in material.by_work
        if (standard := material.standard(key))
        for name in (*standard.work.authors, *standard.work.editors)
    }
    for one in material.sightings:
        sentence = said.get(one.note.id, "")
        standard = material.standard(one.key) if one.key and sentence else None
        if standard is None:
            continue
        capital = {
            re.sub(r"['\u2019]s?$", "", word)
            for word in _WORD.findall(sentence)
            if word[0].isupper() and not word.isupper()
        }
        for name in standard.work.creators:
            for word in sorted(capital):
                here, meant = fold(word), fold(name.family)
                if not name.corporate and here not in known and _slips(here, meant):
                    message = f"the text spells '{word}' for '{name.family}'"
                    yield one.finding("name-differs", message, word, name.family)


def _slips(word: str, name: str) -> bool:
    """Whether a word is a longer name with one or two letters wrong, and no form of it."""
    if min(len(word), len(name)) < SHORTEST or word == name or word[0] != name[0]:
        return False
    if word.startswith(name) or name.startswith(word):
        return False
    return Levenshtein.distance(word, name, score_cutoff=2) <= (1 if len(name) < 9 else 2)
