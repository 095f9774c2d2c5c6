"""Find and open a workspace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from evidence.formats import toml
from evidence.formats.lines import FormatError
from evidence.model import (
    Appraisal,
    Check,
    Claim,
    Coding,
    Consensus,
    Erratum,
    Framework,
    NoteLink,
    Problem,
    Rubric,
    UnknownIdError,
    Work,
    WorkspaceError,
)
from evidence.model.history import Edition
from evidence.model.page import PROTOCOL, OwnPage
from evidence.model.searches import RecordedSearch
from evidence.workspace.cache import Shelf, uncollected
from evidence.workspace.files import file_name, read_source
from evidence.workspace.history import load_history
from evidence.workspace.load import Loader
from evidence.workspace.load_claims import CLAIMS
from evidence.workspace.load_people import Judgements
from evidence.workspace.pages import load_pages
from evidence.workspace.schema import SettingsFile, SiteSettings
from evidence.workspace.searches import load_searches
from evidence.workspace.sources import SETTINGS, Sources
from evidence.workspace.validate import validate

FORMAT = 1


@dataclass(frozen=True)
class Workspace:
    """Everything a workspace says, as loaded, and what is wrong with it.

    `claims` holds every claim that has a valid form; `sound_claims` those whose references resolve,
    which are the ones to rate and publish.
    """

    root: Path
    settings: SettingsFile
    works: Mapping[str, Work]
    framework: Framework
    claims: tuple[Claim, ...]
    appraisals: Mapping[str, Appraisal]
    rubric: Rubric | None
    notes: tuple[NoteLink, ...]
    checks: tuple[Check, ...]
    errata: tuple[Erratum, ...]
    codings: tuple[Coding, ...]
    consensus: tuple[Consensus, ...]
    judgements: Judgements
    problems: tuple[Problem, ...]
    other_rubrics: tuple[Rubric, ...] = ()
    pages: tuple[OwnPage, ...] = ()
    history: tuple[Edition, ...] = ()
    searches: tuple[RecordedSearch, ...] = ()

    @property
    def title(self) -> str:
        """Title of the workspace."""
        return self.settings.title

    @property
    def article(self) -> str:
        """Key of the article whose citations the workspace maps; empty where there is none."""
        return self.settings.article

    @property
    def site(self) -> SiteSettings:
        """Settings of the website."""
        return self.settings.site

    @cached_property
    def sound_claims(self) -> dict[str, Claim]:
        """The claims whose work, and at least one linked factor, exist; the first of equal ids."""
        works, targets = self.works, set(self.framework.targets)
        sound: dict[str, Claim] = {}
        for claim in self.claims:
            if claim.work in works and not targets.isdisjoint([one.factor for one in claim.links]):
                sound.setdefault(claim.id, claim)
        return sound

    @property
    def protocol(self) -> OwnPage | None:
        """The page that says how the map was made."""
        return next((page for page in self.pages if page.name == PROTOCOL), None)

    def claims_path(self, work: str) -> str:
        """Path of a work's claims file, relative to the workspace."""
        return f"{CLAIMS}/{file_name(work)}.yaml"

    @property
    def rubrics(self) -> dict[str, Rubric]:
        """Every usable rubric by its short name, the first one first."""
        found: dict[str, Rubric] = {}
        for rubric in (self.rubric, *self.other_rubrics):
            if rubric:
                found.setdefault(rubric.short_name, rubric)
        return found

    def named_rubric(self, name: str) -> Rubric:
        """Return a rubric by its name, short or in full; UnknownIdError where there is none."""
        for rubric in self.rubrics.values():
            if name in (rubric.short_name, rubric.name, f"{rubric.name}.toml"):
                return rubric
        raise UnknownIdError("rubric", name, self.rubrics)

    def work(self, key: str) -> Work:
        """Return a work by its key; UnknownIdError where there is none."""
        if key not in self.works:
            raise UnknownIdError("work", key, self.works)
        return self.works[key]

    def claim(self, name: str) -> Claim:
        """Return a sound claim by its id; UnknownIdError where there is none."""
        if name not in self.sound_claims:
            raise UnknownIdError("claim", name, self.sound_claims)
        return self.sound_claims[name]


def find_root(start: Path | None = None) -> Path:
    """Return the nearest folder with an evidence.toml, upward from `start`."""
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / SETTINGS).is_file():
            return folder
    raise WorkspaceError(
        f"no {SETTINGS} in {here} or above it",
        "Go to a workspace, name one with --workspace DIR, or make one with 'evidence init DIR'",
    )


def open_workspace(root: Path, sources: Sources | None = None) -> Workspace:
    """Load the workspace in `root`.

    Parsed files are kept by content hash below .evidence/; nothing else is written. A file whose
    hash `sources` knows is not even read where what was parsed is kept. Faults in
    files become problems. WorkspaceError only where there is no workspace at all, its
    settings cannot be used, or its format is newer than this program's.
    """
    settings, problems = read_settings(root)
    loader = Loader(root, problems, Shelf(root, "parsed"), sources or Sources(root))
    with uncollected():
        workspace = _load(loader, settings)
    if loader.shelf:
        loader.shelf.save()
    return workspace


def _load(loader: Loader, settings: SettingsFile) -> Workspace:
    works = {work.key: work for work in loader.bibliography()}
    framework = loader.framework()
    rubric = loader.rubric()
    other_rubrics = loader.other_rubrics()
    appraisals = loader.appraisals()
    claims = loader.claims(appraisals)
    pages, faults = load_pages(loader.root)
    history, more_faults = load_history(loader.root)
    searches, search_faults = load_searches(loader.root)
    loader.problems += [*faults, *more_faults, *search_faults]
    return Workspace(
        root=loader.root,
        settings=settings,
        works=works,
        framework=framework,
        claims=tuple(claims),
        appraisals=appraisals,
        rubric=rubric,
        notes=tuple(loader.notes()),
        checks=tuple(loader.checks()),
        errata=tuple(loader.errata()),
        codings=tuple(loader.codings()),
        consensus=tuple(loader.consensus()),
        judgements=loader.judgements(),
        problems=tuple(loader.problems),
        other_rubrics=tuple(other_rubrics),
        pages=pages,
        history=history,
        searches=searches,
    )


def read_settings(root: Path) -> tuple[SettingsFile, list[Problem]]:
    """Read evidence.toml; WorkspaceError where it is missing, unusable or too new."""
    source = read_source(root / SETTINGS, SETTINGS)
    if source is None:
        raise WorkspaceError(
            f"{root} is no workspace: it has no {SETTINGS}",
            f"Type 'evidence init {root}' to make one there",
        )
    try:
        value = toml.load(source.text)
    except FormatError as fault:
        where = f"{SETTINGS}:{fault.line}" if fault.line else SETTINGS
        raise WorkspaceError(f"{where}: {fault.message}", fault.hint) from None
    number = value.get("format") if isinstance(value, dict) else None
    if isinstance(number, int) and number > FORMAT:
        raise WorkspaceError(
            f"{SETTINGS} is of format {number}, this program knows {FORMAT}",
            "Install a newer version of the program",
        )
    entry, problems = validate(
        SettingsFile, value, SETTINGS, lambda *place: toml.line_of(source.text, place)
    )
    if entry is None:
        first = problems[0]
        where = f"{SETTINGS}:{first.line}" if first.line else SETTINGS
        raise WorkspaceError(f"{where}: {first.message}", first.hint)
    return entry, list(source.problems)
