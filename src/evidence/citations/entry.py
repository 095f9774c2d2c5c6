"""A work with what it is recognised by."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from evidence.citations import titles
from evidence.model import Work
from evidence.texts.words import words

_ADDRESS = re.compile(r"^(?:https?://)?(?:www\.|dx\.)?(?:doi\.org/)?|^doi:\s*")
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True)
class Entry:
    """A work with what it is recognised by."""

    work: Work
    aliases: list[str] = field(default_factory=list)
    """Titles under which an article cited it, where its own differs."""
    letter: str = ""
    """The letter behind its year, where the article alone describes it: 'Lee 1988b'."""

    @property
    def key(self) -> str:
        """Citation key of the work."""
        return self.work.key

    @property
    def forms(self) -> tuple[tuple[str, ...], ...]:
        """The ways in which its title is cited, as folded words."""
        if not self.aliases:
            return self._own_forms
        said = [form for alias in self.aliases for form in titles.forms_of(alias)]
        return tuple(dict.fromkeys((*self._own_forms, *said)))

    @cached_property
    def _own_forms(self) -> tuple[tuple[str, ...], ...]:
        work = self.work
        title = work.title or work.get("booktitle", "journaltitle")
        title = title or next((name.family for name in work.creators if name.corporate), "")
        shorter = (work.get("shorttitle"), work.get("subtitle"), work.get("maintitle"))
        return titles.forms_of(title, *shorter)

    @cached_property
    def set_title(self) -> tuple[str, ...]:
        """The folded words of the title that it shares with other volumes of its set."""
        parts = (self.work.get("maintitle"), self.work.get("mainsubtitle"))
        return titles.of_set(": ".join(filter(None, parts)) or self.work.title)

    @cached_property
    def surnames(self) -> tuple[tuple[str, ...], ...]:
        """The folded family names of its authors, else editors; a body's whole name."""
        names = self.work.creators
        return tuple(tuple(words(name.surname)) for name in names if words(name.surname))

    @cached_property
    def bodies(self) -> tuple[tuple[str, ...], ...]:
        """Those of them that are bodies with names of several words."""
        names = (name for name in self.work.creators if name.corporate)
        return tuple(said for name in names if len(said := tuple(words(name.family))) > 1)

    @cached_property
    def long_names(self) -> tuple[frozenset[str], ...]:
        """The meaning words of its authors that are bodies, or whose names have three or more."""
        names = [(name, words(str(name))) for name in self.work.creators]
        said = [(name, frozenset(found) - titles.SMALL) for name, found in names]
        return tuple(found for name, found in said if name.corporate or len(found) > 2)

    @cached_property
    def figures(self) -> tuple[str, str, str]:
        """Volume, number and pages, empty where the record has none."""
        return self.work.get("volume"), self.work.get("number", "issue"), self.work.pages

    @cached_property
    def container(self) -> str:
        """The folded words of what it stands in."""
        return " ".join(words(self.work.container))

    @cached_property
    def year(self) -> int | None:
        """Its year, the first of several."""
        return self.work.year

    @cached_property
    def last_year(self) -> int | None:
        """The last of its years."""
        found = _YEAR.findall(self.work.get("date", "year"))
        return int(found[-1]) if found else None

    @cached_property
    def helpers(self) -> tuple[tuple[str, ...], ...]:
        """The folded family names of its editors, where it has authors too."""
        names = self.work.editors if self.work.authors else ()
        return tuple(tuple(words(name.surname)) for name in names if words(name.surname))

    @cached_property
    def shorthand(self) -> frozenset[str]:
        """What its authors are called for short: acronyms of bodies, `shortauthor`, `label`."""
        found = {" ".join(words(self.work.get("shortauthor", "shorthand", "label")))}
        for name in self.work.creators:
            if name.corporate or " " in name.family:
                initials = [word[0] for word in words(name.family) if word not in titles.SMALL]
                if len(initials) > 1:
                    found.add("".join(initials))
        return frozenset(found - {""})


def identifier(text: str) -> str:
    """Return a symbol, DOI or address as it is compared."""
    low = text.casefold().strip("<> .,;")
    return _ADDRESS.sub("", low).rstrip("/")
