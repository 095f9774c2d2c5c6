"""Load the claims of a workspace, each on its own: a bad one leaves the others."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from evidence.formats.lines import Document, Json, Place
from evidence.model import Appraisal, Claim, Severity
from evidence.model.seal import basis_of, digest_of, note_seals, seal, seals_of
from evidence.workspace import schema
from evidence.workspace.claim_parts import ClaimParts, ReadFile
from evidence.workspace.convert import to_claim
from evidence.workspace.files import file_name
from evidence.workspace.program import code
from evidence.workspace.read import FileReader
from evidence.workspace.validate import validate

CLAIMS = "annotations/claims"


class ClaimLoader(FileReader):
    """A reader of annotations/claims/."""

    def claims(self, appraisals: Mapping[str, Appraisal]) -> list[Claim]:
        """Read annotations/claims/*.yaml, each claim on its own: a bad one leaves the others.

        A claim without a method takes that of its work's appraisal.
        """
        found: list[Claim] = []
        folder = self.root / CLAIMS
        names = os.listdir(folder) if folder.is_dir() else ()  # noqa: PTH208 -- ten times as quick
        parts = ClaimParts(self.shelf, code("model", "formats", "workspace"))
        for name in sorted(names):
            if name.endswith((".yaml", ".yml")):
                for claim in self._claims_in(f"{CLAIMS}/{name}", parts):
                    appraisal = None if claim.method else appraisals.get(claim.work)
                    found.append(_with_method(claim, appraisal.method) if appraisal else claim)
        parts.save()
        return found

    def _claims_in(self, shown: str, parts: ClaimParts) -> Sequence[Claim]:
        """Return the claims of a file; where the content is known, it is not read."""
        known = self.sources.hash(shown) if self.sources else ""
        found = parts.find(shown, known) if known else None
        if found is None:
            sha256, claims, problems = self._read(shown, self._claims_of)
            for claim in claims:
                note_seals(claim, *seals_of(claim))
            found = ReadFile(sha256, tuple(claims), tuple(problems))
        if found.sha256:
            parts.keep(shown, found)
        self.problems += found.problems
        return found.claims

    def _claims_of(self, shown: str, text: str) -> list[Claim]:
        document = self._parsed(shown, text)
        if document is None:
            return []
        value = document.value
        if not isinstance(value, dict) or not isinstance(value.get("claims"), list):
            message = "not a claims file: 'work' and a list 'claims' are needed"
            hint = "Type 'evidence claim new KEY' to make one"
            self._add(shown, 1, "schema", message, hint)
            return []
        whole = {**value, "claims": []}
        head, problems = validate(schema.ClaimsFile, whole, shown, document.line)
        self.problems += problems
        if head is None:
            return []
        expected = f"{CLAIMS}/{file_name(head.work)}.yaml"
        if shown != expected:
            message = f"the claims of '{head.work}' are in a file of another name"
            self._add(shown, 1, "file-name", message, f"Rename it to {expected}", Severity.WARNING)
        entries: list[Any] = value["claims"]  # type: ignore[assignment]
        claims = []
        for place, one in enumerate(entries):
            claim = self._claim(one, place, head.work, shown, document)
            if claim:
                claims.append(claim)
        return claims

    def _claim(
        self,
        value: Json,
        place: int,
        work: str,
        shown: str,
        document: Document,
    ) -> Claim | None:
        name = value.get("id") if isinstance(value, dict) else None
        what = f"claim '{name}'" if name else f"claim {place + 1}"
        at = ("claims", place)
        entry, problems = validate(schema.ClaimEntry, value, shown, document.line, at, what)
        self.problems += problems
        if entry is None:
            return None
        line = document.line(*at)
        lines = _lines_of(document, at, value, line or 0)
        return replace(to_claim(entry, work), path=shown, line=line, lines=lines)


def _lines_of(document: Document, at: Place, value: Json, first: int) -> Mapping[str, int]:
    """Return the lines of a claim's fields and of the items of its lists, counted from its own."""
    found: dict[str, int] = {}
    for name, part in value.items() if isinstance(value, dict) else ():
        places: list[Place] = [(name,)]
        if isinstance(part, list):
            places += [(name, number) for number in range(len(part))]
        for place in places:
            line = document.lines.get((*at, *place))
            if line is not None:
                found[".".join(map(str, place))] = line - first
    return _shared(tuple(found.items()))


@lru_cache(maxsize=1024)
def _shared(lines: tuple[tuple[str, int], ...]) -> Mapping[str, int]:
    """Return the same mapping for the same lines: most claims are laid out alike."""
    return dict(lines)


def _with_method(claim: Claim, method: str) -> Claim:
    found = replace(claim, method=method)
    note_seals(found, *(seal((one, method)) for one in (digest_of(claim), basis_of(claim))))
    return found
