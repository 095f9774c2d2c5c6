"""The static website: every page complete without JavaScript, from a file and below any address."""

from evidence.publish.build import SiteReport, build_site
from evidence.publish.common import program
from evidence.publish.finder.notes import Notes
from evidence.publish.single import MOST_BYTES, Single, build_single
from evidence.publish.whole import missing_files

__all__ = [
    "MOST_BYTES",
    "Notes",
    "Single",
    "SiteReport",
    "build_single",
    "build_site",
    "missing_files",
    "program",
]
