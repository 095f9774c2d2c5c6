"""An article's bytes to its running text, its notes, and the marks that lead to them."""

from evidence.citations.find.registry import FORMATS, Format, known_suffixes, read_article

__all__ = ["FORMATS", "Format", "known_suffixes", "read_article"]
