"""The static website: every page complete without JavaScript, from a file and below any address."""

from evidence.publish.build import SiteReport, build_site

__all__ = ["SiteReport", "build_site"]
