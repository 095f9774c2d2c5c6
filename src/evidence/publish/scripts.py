"""Our scripts as the website ships them: without the comments and blanks that only we read."""

from __future__ import annotations

import re

from evidence.publish.render import GENERATOR

_COMMENT = re.compile(r"^ */\*.*?\*/\n|^ *//[^\n]*\n", re.DOTALL | re.MULTILINE)
_INDENT = re.compile(r"^ +|^\n", re.MULTILINE)
_UNSURE = re.compile(r"[`/]")
_LOOSE = re.compile(r"(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')| ?([=(){}\[\],;<>?:*&|]) ?")
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
