"""Texts become passages: bytes or characters in, content and located spans out.

One file per format, behind the suffix registry of `evidence.texts.registry`. `content` is what a
person reads, and all offsets count its Unicode characters: of a plain text that is the file itself,
of Markdown its rendering without markup. Nothing is normalised (no NFC, no case folding, no joining
of hyphenated lines), so that what is quoted is what was read; whoever compares texts folds them
first. Only control characters give way, one blank for one character.
"""

from evidence.texts.registry import Reading, is_binary, known_suffixes, read

__all__ = ["Reading", "is_binary", "known_suffixes", "read"]
