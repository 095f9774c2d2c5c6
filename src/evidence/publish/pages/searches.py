"""The recorded searches: what each was, what it found then and finds now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

from evidence.model.searches import RecordedSearch, Rerun, Thing
from evidence.publish import addresses as at
from evidence.publish.keys import Keys
from evidence.publish.parts import Parts
from evidence.publish.plans import Plan
from evidence.publish.site import Site
from evidence.publish.text import Ref, count, listed
from evidence.publish.views import Further, Listing, Page

SHOWN = 50
THINGS_SHOWN = 200


@dataclass(frozen=True, slots=True)
class SearchView:
    """A recorded search in words; `href` asks it on the page of the search."""

    search: RecordedSearch
    href: str
    recorded: str
    found: str
    since: str
    lists: tuple[tuple[str, Listing[Ref]], ...]


def searches(site: Site, keys: Keys) -> Iterator[Plan]:
    """Yield the page of recorded searches, where there are any."""
    if site.searches:
        things = [(*one.search.hits, *(one.now or ())) for one in site.searches]
        refs = [[_ref(site, thing) for thing in all_] for all_ in things]
        yield Plan(at.SEARCHES, keys.of(site.searches, refs), partial(_searches, site))


def _searches(site: Site) -> Iterator[Page | Further]:
    title = "Recorded searches"
    parts = site.parts(at.SEARCHES, title, "", ())
    newest = sorted(site.searches, key=lambda one: one.search.date, reverse=True)
    views = [_view(site, parts, one) for one in newest]
    yield Page(
        path=at.SEARCHES,
        template="searches.html",
        title=title,
        description=f"Searches of the corpus of {site.brand}: what they found, then and now.",
        context={"searches": parts.split("searches", title, "recorded", views, SHOWN)},
    )
    yield from parts.pages


def _view(site: Site, parts: Parts, one: Rerun) -> SearchView:
    search = one.search
    where = listed(
        count(search.searched[kind], kind) if kind in search.searched else f"{kind}s"
        for kind in search.kinds
    )
    by = f" by {search.by}" if search.by else ""
    named = (("Found then", search.hits), ("Came since", one.came), ("Went since", one.went))
    lists = []
    for place, (title, things) in enumerate(named):
        if things:
            refs = [_ref(site, thing) for thing in things]
            part = f"{search.name}-{('found', 'came', 'went')[place]}"
            of = f"{title}: {search.name}"
            lists.append((title, parts.split(part, of, "refs", refs, THINGS_SHOWN)))
    return SearchView(
        search=search,
        href=f"{at.SEARCH}?{_asked(search)}",
        recorded=f"{search.date}{by}, in {where}",
        found=f"Found {count(len(search.hits), 'hit')} then.",
        since=_since(one),
        lists=tuple(lists),
    )


def _asked(search: RecordedSearch) -> str:
    """Return the query as the page of the search reads it, with the kind where it is one."""
    one = {"in": search.kinds[0]} if len(search.kinds) == 1 else {}
    return urlencode({"q": search.query, **one})


def _since(one: Rerun) -> str:
    if one.fault:
        return f"It can no longer be asked: {one.fault}"
    if one.now is None:
        return "It was not asked again."
    if not one.came and not one.went:
        return "The same now."
    return f"{len(one.now):,} now: {len(one.came):,} came, {len(one.went):,} went."


def _ref(site: Site, thing: Thing) -> Ref:
    """Return something that was found with its page, where there still is one."""
    kind, name = thing
    if kind == "claim":
        return Ref(f"claim {name}", site.claim_ref(name).href)
    key = name.partition("/")[0] if kind == "passage" else name
    return Ref(f"{kind} {name}", site.work_ref(key).href)
