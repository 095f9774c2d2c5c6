"""What the commands of one run share: the workspace, opened and rated when first asked for."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from evidence.model import Problem
    from evidence.synthesis.evidence_map import EvidenceMap
    from evidence.workspace import Workspace


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

        return open_workspace(self.root)

    @cached_property
    def map(self) -> EvidenceMap:
        """The workspace, rated."""
        from evidence.synthesis.evidence_map import EvidenceMap

        return EvidenceMap.of(self.workspace)

    @cached_property
    def problems(self) -> list[Problem]:
        """Everything that is wrong with the workspace."""
        from evidence import check

        return check.run(self.workspace)

    def say(self, words: str) -> None:
        """Say something on stderr, unless the user wants quiet."""
        if not self.quiet:
            click.echo(words, err=True)

    def warn_of_problems(self) -> None:
        """Say on stderr that the workspace has errors, since what is shown leaves them out."""
        from evidence.model import Severity

        errors = sum(problem.severity is Severity.ERROR for problem in self.problems)
        if errors:
            what = "1 error" if errors == 1 else f"{errors} errors"
            self.say(f"The workspace has {what}; what is shown leaves them out: evidence check")


pass_session = click.make_pass_decorator(Session)
