"""Our reading notes as the index needs them: known by their keys, read where they changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from evidence.model import Tags, Text

Tagged = tuple[Text, Tags]


def _none(_works: Collection[str]) -> Iterable[Tagged]:
    return ()


@dataclass(frozen=True)
class Notes:
    """The reading notes on works.

    `keys` holds, by work, the hash of all that its notes say and of how they are tagged; `read`
    returns the notes on some works with their tags.
    """

    keys: Mapping[str, str] = field(default_factory=dict)
    read: Callable[[Collection[str]], Iterable[Tagged]] = _none

    def of(self, works: Iterable[str]) -> dict[str, Tagged]:
        """Return the notes on those of some works that have any.

        Full texts are left out whoever hands them over: they are never published.
        """
        wanted = [work for work in works if work in self.keys]
        found = self.read(wanted) if wanted else ()
        return {text.work: (text, tags) for text, tags in found if text.kind == "notes"}
