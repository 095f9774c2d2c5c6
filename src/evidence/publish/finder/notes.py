"""Our reading notes as the website needs them: known by their keys, read where they changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from evidence.model import Tags, Text

Tagged = tuple[Text, Tags]


def _no_text(work: str) -> Text:
    raise KeyError(work)


def _no_tags(_works: Collection[str]) -> Mapping[str, Tags]:
    return {}


@dataclass(frozen=True)
class Notes:
    """The reading notes on works.

    `keys` holds, by work, the hash of all that its notes say and of how they are tagged; `text`
    returns the notes on a work that has a key, and `tags` the tags on the notes of some works.
    """

    keys: Mapping[str, str] = field(default_factory=dict)
    text: Callable[[str], Text] = _no_text
    tags: Callable[[Collection[str]], Mapping[str, Tags]] = _no_tags

    def of(self, work: str) -> Text | None:
        """Return the notes on a work, if there are any.

        A full text is left out whoever hands it over: it is never published.
        """
        text = self.text(work) if work in self.keys else None
        return text if text and text.kind == "notes" else None

    def tagged(self, works: Iterable[str]) -> dict[str, Tagged]:
        """Return the notes on those of some works that have any, with their tags."""
        found = {work: text for work in works if (text := self.of(work))}
        tags = self.tags(found) if found else {}
        return {work: (text, tags.get(work, Tags())) for work, text in found.items()}
