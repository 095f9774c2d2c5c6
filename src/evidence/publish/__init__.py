"""The static website: every page complete without JavaScript, from a file and below any address.

What a name needs is imported when it is asked for: to see that nothing has changed takes none of
the pages.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evidence.publish.build import SiteReport, build_site
    from evidence.publish.finder.notes import Notes
    from evidence.publish.single import MOST_BYTES, Single, build_single
    from evidence.publish.standing import Standing, begin_look
    from evidence.publish.whole import missing_files

__all__ = [
    "MOST_BYTES",
    "Notes",
    "Single",
    "SiteReport",
    "Standing",
    "begin_look",
    "build_single",
    "build_site",
    "missing_files",
]

_WHERE = {
    "MOST_BYTES": "single",
    "Notes": "finder.notes",
    "Single": "single",
    "SiteReport": "build",
    "Standing": "standing",
    "begin_look": "standing",
    "build_single": "single",
    "build_site": "build",
    "missing_files": "whole",
}


def __getattr__(name: str) -> object:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
