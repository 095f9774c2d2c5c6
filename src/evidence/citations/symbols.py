"""Symbols of documents, such as those of the United Nations: 'A/RES/60/1'."""

from __future__ import annotations

import re

_RESOLUTION = r"\s+ [Rr]es(?:olution)?\.? \s*"
SYMBOL = re.compile(
    rf"""
    \b [A-Z]{{1,6}} (?: / [A-Za-z0-9.()-]* \w )+ (?: -[A-Z]/\d+ )?
  | \b (?: General\ Assembly | GA | UNGA ) {_RESOLUTION} \d+/\d+
  | \b (?: Security\ Council | SC | UNSC ) {_RESOLUTION} \d+ (?: \s*\(\d{{4}}\) )?
    """,
    re.VERBOSE,
)
_COUNCIL = re.compile(r"(?:Security Council|SC|UNSC)\s+[Rr]es\w*\.?\s*(\d+)")
_ASSEMBLY = re.compile(r"[Rr]es(?:olution)?\.?\s*(\d+/\d+)")


def symbol(text: str) -> str:
    """Return a document symbol in its usual form: 'UNGA Res. 60/1' is 'A/RES/60/1'."""
    if council := _COUNCIL.match(text):
        return f"S/RES/{council[1]}"
    assembly = _ASSEMBLY.search(text)
    return f"A/RES/{assembly[1]}" if assembly else text
