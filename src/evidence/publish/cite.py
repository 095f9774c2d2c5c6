"""How to cite a work or the map itself: a formatted reference, and the formats of programs."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass

from evidence.formats import bibtex_write, coins, csl_json, ris
from evidence.formats.lines import FormatError
from evidence.model import Work
from evidence.publish.records import citation
from evidence.publish.text import doi_address, encode, web_address


@dataclass(frozen=True, slots=True)
class Cite:
    """A work in every form in which it may be cited; `forms` are titles with their text.

    `file` is where its RIS record may be fetched, relative to the root of the site; `coins` is the
    COinS that stands in the page.
    """

    reference: str
    forms: tuple[tuple[str, str], ...]
    file: str
    coins: str = ""


def cite(work: Work, file: str, record: bytes) -> Cite:
    """Return the ways to cite a work; `record` is what stands in its file."""
    forms = [("RIS", record.decode().replace(ris.END, "\n"))]
    with contextlib.suppress(FormatError):  # a key that no .bib file can hold
        forms.insert(0, ("BibTeX", bibtex_write.dump(shown(work))))
    forms.append(("CSL-JSON", csl_json.dump([work])))
    return Cite(reference(work), tuple(forms), file, coins.dump(work))


def reference(work: Work) -> str:
    """Return a work in one line, with its DOI or else its address.

    The style is our own: names as in the work, year in parentheses, title, where it stands.
    """
    where = doi_address(work.get("doi")) or web_address(work.get("url")) or ""
    return " ".join(part for part in (citation(work), where) if part)


def shown(work: Work) -> Work:
    """Return a work without what is said about its record and is no part of a reference."""
    fields = {name: value for name, value in work.fields.items() if name not in _OUR_OWN}
    return Work(work.key, work.type, work.authors, work.editors, fields)


_OUR_OWN = frozenset({"annotation", "annote", "usera", "file", "keywords", "abstract"})


def record_file(work: Work) -> bytes:
    """Return the file that a reference manager takes in."""
    return encode(ris.dump(work))
