"""What was read after a title, and where the reading stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from evidence.citations.locators import Found
from evidence.citations.spans import Span, Spans, opening
from evidence.model import Name
from evidence.model.claim import Locator

GAP = re.compile(r"[\s,.;:?!\u201d\u2019\"']*")
"""What parts two details."""


@dataclass(slots=True)
class Details:
    """What was read after a title, `end` being where it stopped."""

    end: int
    container: str = ""
    editors: tuple[Name, ...] = ()
    year: str = ""
    volume: str = ""
    number: str = ""
    pages: str = ""
    place: str = ""
    publisher: str = ""
    symbol: str = ""
    doi: str = ""
    url: str = ""
    volumes: bool = False
    """Whether the work is said to have several volumes."""
    in_volume: bool = False
    """Whether the container is a volume that the work stands in: 'in Doe (ed.), The Volume'."""
    locators: list[Found] = field(default_factory=list)
    sure_container: bool = False
    """Whether the container is one of the bibliography, or stands between volume and page."""
    strong: bool = False
    """Whether something stands here that only a full citation has."""

    @property
    def locator(self) -> Locator | None:
        """The likeliest pinpoint: the last page, else the last of another kind."""
        pages = [one for one in self.locators if one.locator.label == "page"]
        found = pages or self.locators
        return found[-1].locator if found else None

    def add_locator(self, found: Found) -> None:
        """Add a locator; a page that another follows was the first of the work's own pages."""
        before = self.locators[-1].locator if self.locators else None
        if before and before.label == found.locator.label == "page":
            self.pages = self.pages or before.value
        self.locators.append(found)


@dataclass(slots=True)
class Reader:
    """A walk over the details from one to the next.

    A step looks at a place, `gap` being the signs before it. It notes what it read in `found`, says
    where that ends with `take` and returns True; or it returns False.
    """

    text: str
    limit: int
    """Where the walk ends at the latest."""
    spans: Spans
    quoted: bool
    """Whether the title before stood in quotation marks: then a journal comes next."""
    found: Details
    known: Sequence[Span] = ()
    """Where journals and volumes of the bibliography stand."""
    gap: str = ""

    def match(self, pattern: re.Pattern[str], here: int) -> re.Match[str] | None:
        """Match a pattern at a place."""
        return pattern.match(self.text, here, self.limit)

    def quote(self, here: int) -> Span | None:
        """Return the quotation that begins at a place."""
        return opening(self.spans.quotes, here)

    def bracket(self, here: int) -> Span | None:
        """Return the bracket that begins at a place."""
        return opening(self.spans.brackets, here)

    def address(self, here: int) -> Span | None:
        """Return the address that begins at a place."""
        return opening(self.spans.urls, here)

    def take(self, end: int, strong: bool = True) -> bool:
        """Go on behind what was read; `strong` where only a full citation has it."""
        self.found.end = min(end, self.limit)
        self.found.strong |= strong
        return True

    def pass_over(self, pattern: re.Pattern[str], here: int, strong: bool = True) -> bool:
        """Go on behind a pattern, if it stands at a place."""
        match = self.match(pattern, here)
        return match is not None and self.take(match.end(), strong)
