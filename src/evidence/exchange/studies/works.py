"""Studies as works: which entry of the bibliography is meant, or what a new one says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from evidence.exchange.studies.cells import digest

FACTS = ("author", "title", "year", "container", "publisher", "doi", "url")
FIELDS = {"year": "date", "container": "journaltitle"}
LONGEST_KEY = 40
_ESCAPED = re.compile(r"([&%$#_{}])")
_SIGNS = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


@dataclass
class Studies:
    """The works that studies stand for. `new` holds the facts of those to be added, by key."""

    known: Collection[str]
    meant: Mapping[str, str]
    new: dict[str, dict[str, str]] = field(default_factory=dict)
    named: dict[str, str] = field(default_factory=dict)

    def key(self, study: str) -> str:
        """Return the key of a study: that of the map, of the bibliography, or a new one."""
        if study in self.meant:
            return self.meant[study]
        return study if study in self.known else made_key(study)

    def add(self, study: str, facts: Mapping[str, str]) -> list[str]:
        """Take a study in; return what its row says otherwise than an earlier one."""
        key = self.key(study)
        first = self.named.setdefault(key, study)
        said = (
            [f"'{study}' is taken for '{first}': both have the key {key}"] if first != study else []
        )
        if key in self.known:
            return said
        entry = self.new.setdefault(key, {})
        for name, value in facts.items():
            if value and entry.setdefault(name, value) != value:
                said.append(f"{name} of {key} is '{entry[name]}' above and '{value}' here")
        return said

    def bibtex(self, source: str) -> str:
        """Return the entries of new works; what was not given is left out."""
        return "\n".join(
            _entry(key, facts, self.named[key], source) for key, facts in self.new.items()
        )


def made_key(study: str) -> str:
    """Return a citation key for a study: its letters and digits, small and without accents."""
    plain = unicodedata.normalize("NFKD", study).encode("ascii", "ignore").decode()
    key = re.sub(r"[^a-z0-9]+", "", plain.lower())
    if key and len(key) <= LONGEST_KEY:
        return key
    return f"{key[: LONGEST_KEY - 8]}{digest(study)}"


def _entry(key: str, facts: Mapping[str, str], study: str, source: str) -> str:
    fields = {FIELDS.get(name, name): value for name, value in facts.items()}
    if "author" in fields:
        fields["author"] = " and ".join(_split(fields["author"]))
    doubt = "" if "title" in fields else "its title is not given there; "
    fields["annotation"] = f"Named '{study}' in {source}; {doubt}the record is not verified."
    kind = "article" if "journaltitle" in fields else "misc"
    lines = [f"  {name} = {{{_value(name, value)}}}," for name, value in fields.items()]
    return "\n".join([f"@{kind}{{{key},", *lines, "}", ""])


def _split(authors: str) -> Iterable[str]:
    return [name.strip() for name in re.split(r";| and ", authors) if name.strip()]


def _value(name: str, value: str) -> str:
    """Escape a value for BibTeX; addresses are taken as they are, without braces."""
    if name in ("doi", "url"):
        return re.sub(r"[{}\\\s]", "", value)
    escaped = "".join(_SIGNS.get(char, char) for char in value)
    return _ESCAPED.sub(r"\\\1", value) if escaped == value else _careful(value)


def _careful(value: str) -> str:
    return "".join(_SIGNS.get(char) or _ESCAPED.sub(r"\\\1", char) for char in value)
