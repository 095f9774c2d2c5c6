"""Scripts as the website ships them: ours without what only we read, and data as scripts."""

from __future__ import annotations

import json
import re

from evidence.publish.render import GENERATOR

_COMMENT = re.compile(r"^ */\*.*?\*/\n|^ *//[^\n]*\n", re.DOTALL | re.MULTILINE)
_INDENT = re.compile(r"^ +|^\n", re.MULTILINE)
_UNSURE = re.compile(r"[`/]")
_LOOSE = re.compile(r"(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')| ?([=(){}\[\],;<>?:*&|]) ?")
_HARMFUL = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
_JOIN = re.compile(r"(?<=[,({\[=?:;])\n|\n(?=[.?:)\]}])")


def compact(source: str) -> str:
    """Leave out comments that stand on lines of their own, indents, and blanks beside signs.

    Texts keep their blanks, and so does a line with a template or what may be a pattern; no text of
    ours runs over several lines.
    """
    lines = _INDENT.sub("", _COMMENT.sub("", source)).splitlines()
    tight = (line if _UNSURE.search(line) else _LOOSE.sub(r"\1\2", line) for line in lines)
    joined = _JOIN.sub("", "\n".join(tight))
    return f"/* {GENERATOR}: made from a readable source */\n{joined}\n"


def literal(value: object) -> str:
    """Return a value as JavaScript: plain ASCII, which ends no script or comment of HTML."""
    return json.dumps(value, separators=(",", ":")).translate(_HARMFUL)
