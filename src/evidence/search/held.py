"""What an index holds, by batch: carried over without looking at what does not change.

As a file it is lines of JSON: first the number of documents and the names and keys of the batches;
then, in the same order, a line for each batch with the digests of its documents by kind and id.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from evidence.search.engine import Batch, Key

Noted = tuple[str, bytes]
"""Key of a batch and its line, which is read only where the batch has changed."""


def noted(key: str, digests: Mapping[Key, str]) -> Noted:
    """Note a batch by its key and the digests of its documents."""
    rows: dict[str, dict[str, str]] = {}
    for (kind, name), digest in digests.items():
        rows.setdefault(kind, {})[name] = digest
    return key, json.dumps(rows, separators=(",", ":")).encode()


@dataclass(frozen=True)
class Held:
    """The batches of an index by name, and how many documents they have together."""

    documents: int = 0
    batches: Mapping[str, Noted] = field(default_factory=dict)

    @classmethod
    def read(cls, data: bytes) -> Held:
        """Read what `lines` gave."""
        first, *lines = data.split(b"\n")
        head = json.loads(first)
        both = zip(head["keys"], lines, strict=True)
        return cls(head["documents"], dict(zip(head["names"], both, strict=True)))

    def lines(self) -> bytes:
        """Return it as the bytes of a file: the same for the same batches, in whatever order."""
        names = sorted(self.batches)
        ordered = [self.batches[name] for name in names]
        head = {"documents": self.documents, "names": names, "keys": [key for key, _ in ordered]}
        return b"\n".join([json.dumps(head).encode(), *(line for _, line in ordered)])

    def compare(self, batches: Iterable[Batch]) -> tuple[dict[str, Noted], list[Batch]]:
        """Return what is noted of the batches that stand as they are, and the others in order."""
        standing: dict[str, Noted] = {}
        changed: list[Batch] = []
        for one in batches:
            found = self.batches.get(one.name)
            if found is not None and found[0] == one.key:
                standing[one.name] = found
            else:
                changed.append(one)
        return standing, changed

    def digests(self, without: Collection[str]) -> dict[Key, str]:
        """Return the digests of the documents of all batches but some."""
        return {
            (kind, one): digest
            for name, (_, line) in self.batches.items()
            if name not in without
            for kind, rows in json.loads(line).items()
            for one, digest in rows.items()
        }
