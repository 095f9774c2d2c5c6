"""Write what coders agreed on: who settled it and when, and the claim's links as they are now."""

from __future__ import annotations

from collections.abc import Sequence

from evidence.formats.lines import Json
from evidence.model import Consensus
from evidence.model.coding import NOT_APPLICABLE
from evidence.workspace.open import Workspace
from evidence.workspace.save import entry_of, replace_claim
from evidence.workspace.save_tables import save_consensus

Entry = dict[str, Json]


def settle(workspace: Workspace, decided: Sequence[Consensus]) -> str:
    """Record the consensus on one claim and change its links; return the path of its file.

    The record is written first: a link that does not fit it yet is found by `evidence check`.
    """
    name = decided[0].claim
    entry = entry_of(workspace, name)
    for one in decided:
        save_consensus(workspace.root, one)
    return replace_claim(workspace, name, settled_entry(entry, decided))


def settled_entry(entry: Entry, decided: Sequence[Consensus]) -> Entry:
    """Return a claim's fields with the links that were agreed on.

    A claim that bears on nothing any more keeps its links and is rejected: looked at, and no
    evidence on them.
    """
    stances = {one.factor: one.stance for one in decided}
    old = entry.get("links")
    links = [dict(link) for link in old if isinstance(link, dict)] if isinstance(old, list) else []
    kept: list[Json] = []
    for link in links:
        stance = stances.pop(str(link["factor"]), None)
        if stance != NOT_APPLICABLE:
            kept.append({**link, "stance": stance} if stance else link)
    kept += [
        {"factor": factor, "stance": stance}
        for factor, stance in stances.items()
        if stance != NOT_APPLICABLE
    ]
    return {**entry, "links": kept} if kept else {**entry, "status": "rejected"}
