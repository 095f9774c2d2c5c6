"""The page that searches claims, works and notes, and the files of its index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice, pairwise
from typing import TypeVar

from evidence.publish import addresses as at
from evidence.publish.finder.files import Finder
from evidence.publish.keys import Keys
from evidence.publish.plans import Plan
from evidence.publish.site import Site
from evidence.publish.views import KIND_WORDS, ORDER, Page
from evidence.search import tokens

T = TypeVar("T")

READ = 400
"""Claims, and works, whose words examples are taken from."""
LONG = 6
"""Letters of a word that is worth an example."""


def search(site: Site, keys: Keys) -> Iterator[Plan]:
    """Yield the index, then the page."""
    yield from Finder(site, keys).plans()

    claims = site.map.evidence.claims[:READ]
    shown = keys.settled("search", claims, lambda: keys.of(examples(site), _work(site)))
    yield Plan(at.SEARCH, keys.of(shown, bool(site.notes.keys)), partial(_search, site))


def _search(site: Site) -> Iterator[Page]:
    what = "claims, works and reading notes" if site.notes.keys else "claims and works"
    yield Page(
        path=at.SEARCH,
        template="search.html",
        title="Search",
        description=f"Search the {what} of {site.brand}.",
        nav="search",
        context={
            "what": what,
            "examples": examples(site),
            "stances": ORDER,
            "kinds": ("claim", "passage", "work", *KIND_WORDS),
            "work": _work(site),
        },
    )


def examples(site: Site) -> list[tuple[str, str]]:
    """Return queries that find something in this map, each with what it asks for."""
    claims = site.map.evidence.claims[:READ]
    statements = (tokens.words(claim.statement) for claim in claims)
    often = _often(word for words in statements for word in words if len(word) >= LONG)
    titles = (tokens.words(work.title) for work in islice(site.workspace.works.values(), READ))
    pairs = _often(
        pair for words in titles for pair in pairwise(words) if min(map(len, pair)) >= LONG - 1
    )
    found = []
    if often:
        found.append((often[0], "this word in any of its forms"))
    if pairs:
        found.append((f'"{" ".join(pairs[0])}"', "the phrase as it stands"))
    if often[1:]:
        found.append((f"{often[1][:5]}*", "words that begin like this"))
    if often[2:]:
        found.append((f"{often[0]} OR {often[2]}", "either of them"))
    links = [one for claim in claims for one in claim.links if one.factor in site.framework.by_id]
    for factor in _often(link.factor for link in links)[:1]:
        stance = _often(link.stance for link in links if link.factor == factor)[-1]
        found.append((f"factor:{factor} stance:{stance}", f"claims with this stance on {factor}"))
        if often:
            found.append((f"factor:{factor} -{often[0]}", "what is about it without this word"))
    return found


def _often(things: Iterable[T]) -> list[T]:
    """Return things by how often they come, the first of equals first."""
    return [thing for thing, _ in Counter(things).most_common()]


def _work(site: Site) -> str:
    """Return the key of the work with the most claims."""
    made = site.map.claims_of_work
    return max(made, key=lambda key: len(made[key]), default="")
