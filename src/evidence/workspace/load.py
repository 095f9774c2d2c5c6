"""Load a workspace's files into the model; a fault becomes a problem and the rest loads."""

from __future__ import annotations

from evidence.formats import bibtex
from evidence.model import Framework, Rubric, Work
from evidence.model.rubric import MAIN_RUBRIC
from evidence.workspace import schema
from evidence.workspace.convert import to_framework, to_rubric
from evidence.workspace.load_claims import ClaimLoader
from evidence.workspace.load_people import PeopleLoader
from evidence.workspace.load_tables import TableLoader
from evidence.workspace.validate import validate


class Loader(ClaimLoader, TableLoader, PeopleLoader):
    """Loads everything below `root` and collects what is wrong with it."""

    def bibliography(self) -> list[Work]:
        """Read every .bib file below bib/, in the order of their names."""
        works: dict[str, Work] = {}
        for path in sorted((self.root / "bib").glob("**/*.bib")):
            shown = self._shown(path)
            for work in self._kept(shown, self._works_of):
                first = works.setdefault(work.key, work)
                if first is not work:
                    hint = f"It stands in {first.path}:{first.line} too; give one another key"
                    message = f"duplicate key '{work.key}'"
                    self._add(shown, work.line, "duplicate-key", message, hint)
        return list(works.values())

    def _works_of(self, shown: str, text: str) -> list[Work]:
        found = bibtex.load(text)
        self._faults(shown, found.faults, "bibtex")
        return bibtex.with_path(found.works, shown)

    def framework(self) -> Framework:
        """Read annotations/framework.yaml."""
        shown = "annotations/framework.yaml"
        document = self._yaml(shown, required=True)
        if document is None:
            return Framework()
        entry, problems = validate(schema.FrameworkFile, document.value, shown, document.line)
        self.problems += problems
        if entry is None:
            return Framework()
        return to_framework(entry, lambda place: document.line("factors", place))

    def rubric(self, name: str = MAIN_RUBRIC) -> Rubric | None:
        """Read annotations/<name>.toml."""
        shown = f"annotations/{name}.toml"
        entry = self._toml(schema.RubricFile, shown)
        return None if entry is None else to_rubric(entry, name)

    def other_rubrics(self) -> list[Rubric]:
        """Read every annotations/rubric-*.toml, in the order of their names."""
        files = sorted((self.root / "annotations").glob(f"{MAIN_RUBRIC}-?*.toml"))
        return [rubric for path in files if (rubric := self.rubric(path.stem))]
