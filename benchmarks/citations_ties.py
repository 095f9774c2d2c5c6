"""How many citations nobody could tell: another work of the bibliography has all that they say.

'Lee 1988' among three works of Lee of 1988, 'Lee, "Calendar"' among ten articles of that title.
What is compared is what the note prints: family names, year, the beginning of the title, volume.
A citation can be told where of these works only the right one was cited before. A letter behind a
year tells nothing: it follows from what else the article cites. 'Ibid.' and cross-references to a
citation that cannot be told cannot be told either.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from evidence.citations.resolve import Cited
from evidence.model import Work
from evidence.model.citation import Reference
from evidence.texts.words import words

Row = dict[str, Any]


def untold(
    rows: Sequence[Row],
    cited: Sequence[Cited],
    works: Iterable[Work],
    matched: Callable[[Row, Cited], set[int]],
) -> int:
    """Count the missed citations that cannot be told; `matched` says which of a row are right."""
    every = {work.key: work for work in works}
    by_name: defaultdict[tuple[str, ...], list[Work]] = defaultdict(list)
    for work in every.values():
        by_name[tuple(_families(work)[:1])].append(work)
    before: set[str] = set()
    lost: set[str] = set()
    count = 0
    for row, each in zip(rows, cited, strict=True):
        right = matched(row, each)
        for place, gold in enumerate(row["cites"]):
            work = every.get(gold["key"])
            if place not in right and work is not None:
                same = by_name[tuple(_families(work)[:1])]
                if gold["key"] in lost or _is_tied(work, same, each, before):
                    lost.add(gold["key"])
                    count += 1
            before.add(gold["key"])
    return count


def _is_tied(work: Work, others: Iterable[Work], each: Cited, before: set[str]) -> bool:
    """Whether an open citation of a note says nothing that tells a work from another."""
    open_ = (one.reference for one in each.citations if one.key is None)
    for reference in open_:
        if not reference.names and not reference.title:
            continue
        if not _fits(reference, work):
            continue
        same = {one.key for one in others if one.key != work.key and _fits(reference, one)}
        known = same & before
        if same and (known or work.key not in before):
            return True
    return False


def _fits(reference: Reference, work: Work) -> bool:
    """Whether a work has all that a citation says."""
    said = [words(name.surname)[-1] for name in reference.names if words(name.surname)]
    families = _families(work)
    if said and families[: len(said)] != said:
        return False
    if said and len(families) > len(said) and not reference.others:
        return False
    if reference.year[:4].isdigit() and str(work.year) != reference.year[:4]:
        return False
    if reference.volume and work.get("volume") not in {"", reference.volume}:
        return False
    title = _title(reference.title)
    theirs = _title(" ".join(filter(None, (work.title, work.get("subtitle")))))
    short = _title(work.get("shorttitle"))
    return not title or theirs[: len(title)] == title or bool(short and short == title)


def _families(work: Work) -> list[str]:
    return [words(name.surname)[-1] for name in work.creators if words(name.surname)]


def _title(text: str) -> list[str]:
    found = words(text)
    return found[1:] if found[:1] and found[0] in {"the", "a", "an"} else found
