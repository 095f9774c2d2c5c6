"""YAML as plain data: JSON's scalars, no aliases, no tags, every value with its line.

Dates, `yes` and `no` stay text. libyaml's events are turned into values here, one by one, so that
nesting is bounded before anything recurses.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from evidence.formats.lines import Document, FormatError, Json, Place

MOST_NESTED = 64
MOST_CHARACTERS = 16_000_000

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_WORDS: dict[str, Json] = {"": None, "null": None, "~": None, "true": True, "false": False}


def load(text: str) -> Document:
    """Parse one YAML document; an empty one is None.

    Raises FormatError, with the line, for broken YAML, aliases, tags, repeated keys, keys that are
    no text, several documents, and nesting or size beyond the limits above.
    """
    if len(text) > MOST_CHARACTERS:
        raise FormatError(f"larger than {MOST_CHARACTERS:,} characters", 1, "Split the file")
    try:
        return _Builder().build(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else None
        raise FormatError(f"not valid YAML: {_plain(error)}", line, _advice(error)) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        code = error.character if isinstance(error.character, int) else ord(error.character[0])
        hint = f"Remove the character U+{code:04X}"
        raise FormatError("a character that YAML does not allow", line, hint) from None


def _plain(error: yaml.MarkedYAMLError) -> str:
    parts = [part for part in (error.context, error.problem) if part]
    return ", ".join(parts)


def _advice(error: yaml.MarkedYAMLError) -> str:
    problem = str(error.problem)
    if "tab" in problem or "cannot start any token" in problem:
        return "Indent with spaces, and put quotation marks around text that starts with a sign"
    if "mapping values are not allowed" in problem:
        return "Put quotation marks around text that holds a colon and a space"
    return "Look at this line and the one before it: indentation, quotation marks, colons"


class _Builder:
    """Turns parse events into a value, keeping an explicit stack."""

    def __init__(self) -> None:
        self.lines: dict[Place, int] = {}
        self.stack: list[tuple[list[Json] | dict[str, Json], Place]] = []
        self.key: list[str | None] = []
        self.root: Json = None
        self.documents = 0

    def build(self, events: Any) -> Document:
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                self.documents += 1
                if self.documents > 1:
                    raise FormatError("more than one document", _line(event), "Remove the '---'")
            elif isinstance(event, yaml.ScalarEvent):
                self._scalar(event)
            elif isinstance(event, yaml.SequenceStartEvent):
                self._open([], event)
            elif isinstance(event, yaml.MappingStartEvent):
                self._open({}, event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self.stack.pop()
                self.key.pop()
            elif isinstance(event, yaml.AliasEvent):
                raise FormatError("an alias (*name)", _line(event), "Write the value out")
        return Document(self.root, self.lines)

    def _open(self, value: list[Json] | dict[str, Json], event: Any) -> None:
        _refuse_tags(event)
        if len(self.stack) >= MOST_NESTED:
            raise FormatError(f"nested more than {MOST_NESTED} deep", _line(event), "Flatten it")
        place = self._put(value, event)
        self.stack.append((value, place))
        self.key.append(None)

    def _scalar(self, event: Any) -> None:
        _refuse_tags(event)
        if self.stack and isinstance(self.stack[-1][0], dict) and self.key[-1] is None:
            parent, place = self.stack[-1]
            if event.value in parent:
                raise FormatError(
                    f"'{event.value}' stands here twice", _line(event), "Remove one of the two"
                )
            self.key[-1] = event.value
            self.lines[(*place, event.value)] = _line(event)
            return
        self._put(event.value if event.style else _resolve(event.value), event)

    def _put(self, value: Json, event: Any) -> Place:
        if not self.stack:
            self.root = value
            self.lines[()] = _line(event)
            return ()
        parent, place = self.stack[-1]
        if isinstance(parent, list):
            here: Place = (*place, len(parent))
            parent.append(value)
            self.lines[here] = _line(event)
        else:
            key = self.key[-1]
            if key is None:
                raise FormatError("a key that is no text", _line(event), "Use a plain word as key")
            here = (*place, key)
            parent[key] = value
            self.key[-1] = None
        return here


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _refuse_tags(event: Any) -> None:
    if event.tag is not None and event.tag != "!":
        raise FormatError(f"a tag ({event.tag})", _line(event), "Remove it: plain values only")
    if event.anchor is not None:
        raise FormatError(f"an anchor (&{event.anchor})", _line(event), "Write the value out")


def _resolve(text: str) -> Json:
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text
