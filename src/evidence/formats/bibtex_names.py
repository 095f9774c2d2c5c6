"""Names in BibTeX fields: split, with particles, in the short and in biblatex's extended form.

van Dyk, Justin and {United Nations}
family=Dyk, given=Justin, prefix=van, useprefix=true and ...
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bibtexparser.middlewares import names as bibnames

from evidence.formats.bibtex_values import plain
from evidence.formats.lines import FormatError
from evidence.model import Name
from evidence.model.errors import did_you_mean

NAMES = frozenset({"author", "editor"})
"""Fields that are lists of names."""

_PARTS = ("family", "given", "prefix", "suffix")
_INITIALS = tuple(f"{part}-i" for part in _PARTS)
_OPTIONS = ("useprefix", "id", "hash", "nametemplates", "sortingnamekeytemplatename",
            "uniquenametemplatename", "labelalphanametemplatename")  # fmt: skip
_KNOWN = (*_PARTS, *_INITIALS, *_OPTIONS)
_EXTENDED = re.compile(rf"\s*(?:{'|'.join(_KNOWN)})\s*=")
_HINT = "Write 'Family, Given', names joined by ' and ', bodies in braces"


def read_names(value: str, what: str, line: int, faults: list[FormatError]) -> tuple[Name, ...]:
    """Return the names of a field; what is no name becomes a body, and a fault that says so.

    `what` is what messages call the field.
    """
    found = []
    for one in bibnames.split_multiple_persons_names(value):
        if one.strip().casefold() in {"", "others"}:
            continue
        try:
            found.append(_extended(one) if _EXTENDED.match(one) else _name(one))
        except bibnames.InvalidNameError as error:
            message = f"{what} '{plain(one)}' is no name ({error.reason})"
            faults.append(FormatError(message, line, _HINT))
            found.append(Name(plain(one), corporate=True))
        except FormatError as fault:
            faults.append(FormatError(f"{what} '{plain(one)}': {fault.message}", line, fault.hint))
            found.append(Name(plain(one), corporate=True))
    return tuple(found)


def _name(raw: str) -> Name:
    parts = bibnames.parse_single_name_into_parts(raw)
    family = " ".join(parts.last)
    whole = not (parts.first or parts.von or parts.jr)
    return Name(
        family=plain(family),
        given=plain(" ".join(parts.first)),
        prefix=plain(" ".join(parts.von)),
        suffix=plain(" ".join(parts.jr)),
        corporate=whole and family.startswith("{") and family.endswith("}"),
    )


def _extended(raw: str) -> Name:
    """Read 'family=Dyk, given=Justin, prefix=van' (biblatex manual, extended name format).

    FormatError for a part that is not known, stands twice or has no value.
    """
    parts: dict[str, str] = {}
    for part in _pieces(raw):
        name, sign, value = (half.strip() for half in part.partition("="))
        if name not in _KNOWN or not sign:
            raise FormatError(
                f"'{part.strip()}' is no part of a name", hint=did_you_mean(name, _KNOWN)
            )
        if name in parts:
            raise FormatError(f"'{name}' stands twice", hint="Keep one of them")
        parts[name] = value
    if not parts.get("family"):
        raise FormatError("there is no family name", hint="Add 'family=...'")
    family, given, prefix, suffix = (parts.get(part, "") for part in _PARTS)
    return Name(
        family=plain(_bare(family)),
        given=plain(_bare(given)),
        prefix=plain(_bare(prefix)),
        suffix=plain(_bare(suffix)),
        corporate=family.startswith("{") and not (given or prefix or suffix),
        sorts_by_prefix=parts.get("useprefix", "").casefold() in {"true", "1"},
        extended=" ".join(raw.split()),
    )


def _pieces(raw: str) -> Iterator[str]:
    """Yield what stands between commas; those in braces or quotation marks divide nothing."""
    depth, quoted, start = 0, False, 0
    for place, char in enumerate(raw):
        if char in "{}":
            depth += 1 if char == "{" else -1
        elif char == '"' and depth == 0:
            quoted = not quoted
        elif char == "," and depth == 0 and not quoted:
            yield raw[start:place]
            start = place + 1
    yield raw[start:]


def _bare(value: str) -> str:
    """Return a value without the quotation marks around it."""
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] == '"' else value
