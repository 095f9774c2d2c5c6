"""What the commands of one run share: the workspace, opened and rated when first asked for."""

from __future__ import annotations

import gc
import shutil
import textwrap
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evidence.model import Problem, UsageError

if TYPE_CHECKING:
    from evidence.model import Framework
    from evidence.synthesis.evidence_map import EvidenceMap
    from evidence.workspace import Workspace
    from evidence.workspace.corpus import Corpus
    from evidence.workspace.schema import SettingsFile
    from evidence.workspace.settled import Ground
    from evidence.workspace.sources import Sources


class Session:
    """One run of the program on one workspace."""

    def __init__(self, folder: Path | None, quiet: bool = False) -> None:
        self.folder = folder
        self.quiet = quiet

    @cached_property
    def root(self) -> Path:
        """Folder of the workspace."""
        from evidence.workspace import find_root

        return self.folder.resolve() if self.folder else find_root()

    @cached_property
    def workspace(self) -> Workspace:
        """The workspace, opened."""
        from evidence.workspace import open_workspace
        from evidence.workspace.cache import uncollected

        with uncollected():
            found = open_workspace(self.root, self.sources)
            gc.freeze()  # it stays: the collector need not walk through it again and again
        return found

    @cached_property
    def sources(self) -> Sources:
        """The source files of the workspace, by content."""
        from evidence.workspace.sources import Sources

        return Sources(self.root)

    @cached_property
    def settings(self) -> SettingsFile:
        """The settings of the workspace, without opening the rest of it."""
        from evidence.workspace.open import read_settings

        return read_settings(self.root)[0]

    @cached_property
    def framework(self) -> Framework:
        """The framework of the workspace, without opening the rest of it."""
        from evidence.workspace.load import Loader

        opened = self.__dict__.get("workspace")
        return opened.framework if opened else Loader(self.root).framework()

    @cached_property
    def corpus(self) -> Corpus:
        """The texts of the works, read into passages."""
        from evidence.workspace.corpus import load_corpus

        return load_corpus(self.root, self.workspace.works, self.sources)

    @cached_property
    def map(self) -> EvidenceMap:
        """The workspace, rated."""
        from evidence.synthesis.evidence_map import EvidenceMap
        from evidence.workspace.cache import Shelf, uncollected
        from evidence.workspace.settled import Settled

        with uncollected():
            shelf = Shelf(self.root, "ratings", self.workspace.sound_claims)
            settled = Settled(shelf, self.ground)
            found = EvidenceMap.of(self.workspace, shelf, settled)
            gc.freeze()
        settled.save()
        return found

    @cached_property
    def ground(self) -> Ground:
        """Fingerprints of what the map was read from."""
        from evidence.workspace.settled import ground_of

        return ground_of(self.workspace, self.sources.hashes)

    def rated_by(self, rubric: str) -> EvidenceMap:
        """Return the workspace, rated by a named rubric; UnknownIdError where there is none."""
        from evidence.synthesis.evidence_map import EvidenceMap

        found = self.workspace.named_rubric(rubric)
        return (
            self.map
            if found is self.workspace.rubric
            else EvidenceMap.of(self.workspace, rubric=found)
        )

    @cached_property
    def problems(self) -> list[Problem]:
        """Everything that is wrong with the workspace."""
        from evidence import check

        found = [*check.run(self.workspace), *self.corpus.problems, *self._model_problems()]
        return sorted(found, key=lambda problem: problem.sort_key)

    def _model_problems(self) -> list[Problem]:
        """Warn of a model that is not the one the program is tested with, or is missing."""
        from evidence.tag import identify, substitute

        try:
            found = substitute(identify(self.settings.nlp.model))
        except UsageError as error:
            return [Problem("evidence.toml", None, "no-model", error.message, error.hint)]
        return [found] if found else []

    def say(self, words: str) -> None:
        """Say something on stderr, unless the user wants quiet."""
        if not self.quiet:
            click.echo(words, err=True)

    def tell(self, words: str) -> None:
        """Say a sentence, wrapped to the width of the terminal; what can be typed is for `say`."""
        self.say(textwrap.fill(words, shutil.get_terminal_size().columns))

    def warn_of_problems(self) -> None:
        """Say on stderr that the workspace has errors, since what is shown leaves them out."""
        from evidence.model import Severity

        errors = sum(problem.severity is Severity.ERROR for problem in self.problems)
        if errors:
            what = "1 error" if errors == 1 else f"{errors} errors"
            self.say(f"The workspace has {what}; what is shown leaves them out: evidence check")

    def say_how_coded(self, map_: EvidenceMap | None = None) -> None:
        """Say on stderr by how many people the map was coded, and how far they agree."""
        from evidence.synthesis.coding_words import whole_map

        self.tell(whole_map(map_ or self.map))


pass_session = click.make_pass_decorator(Session)
