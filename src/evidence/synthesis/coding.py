"""Who coded which claim how: the codes of independent coders beside the links in the claims files.

The unit is one decision: a claim and a target (a factor, or a side as a whole). Its code is the
stance, or 'none' where the claim does not bear on the target. Who links a claim has decided on
every target: those without a link are 'none'. What is missing in the file of a further coder was
not coded, and stays missing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

from evidence.model import Claim, Coding, Consensus
from evidence.model.coding import NOT_APPLICABLE, Code, CodingStatus
from evidence.workspace import Workspace

ByCoder = Mapping[str, Code]


@dataclass(frozen=True, slots=True)
class Unit:
    """One decision that two or more coders took; `consensus` where they settled a difference."""

    claim: Claim
    target: str
    codes: ByCoder
    consensus: Consensus | None = None

    @property
    def differs(self) -> bool:
        """Whether the coders disagree."""
        return len(set(self.codes.values())) > 1

    @property
    def linked(self) -> bool:
        """Whether any coder links the claim to the target."""
        return any(code != NOT_APPLICABLE for code in self.codes.values())


@dataclass(frozen=True)
class Codes:
    """All independent codes of a map.

    `given[claim][coder][target]` is what a coder's file says, for claims that somebody else linked.
    """

    claims: Mapping[str, Claim]
    targets: Sequence[str]
    given: Mapping[str, Mapping[str, ByCoder]]
    consensus: Mapping[tuple[str, str], Consensus]

    def own(self, claim: Claim, target: str) -> Code:
        """Return the code of the coder who linked a claim, as it was before any consensus."""
        settled = self.consensus.get((claim.id, target))
        if settled:
            return settled.before
        stances = (link.stance for link in claim.links if link.factor == target)
        return next(stances, NOT_APPLICABLE)

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """Every decision with two codes or more: claims in their order, then targets."""
        return tuple(
            Unit(claim, target, codes, self.consensus.get((claim.id, target)))
            for name, claim in self.claims.items()
            if name in self.given
            for target in self.targets
            if len(codes := self._codes(claim, target)) > 1
        )

    def units_on(self, target: str) -> Sequence[Unit]:
        """Return the decisions with two codes or more on one target."""
        return self._units_by_target.get(target, ())

    @cached_property
    def _units_by_target(self) -> Mapping[str, Sequence[Unit]]:
        found: defaultdict[str, list[Unit]] = defaultdict(list)
        for unit in self.units:
            found[unit.target].append(unit)
        return dict(found)

    def _codes(self, claim: Claim, target: str) -> dict[str, Code]:
        codes: dict[str, Code] = {coder_of(claim): self.own(claim, target)}
        for coder, decided in self.given[claim.id].items():
            if target in decided:
                codes[coder] = decided[target]
        return codes

    @cached_property
    def coders(self) -> tuple[str, ...]:
        """Everybody who took part in a decision that two or more coders took."""
        return tuple(sorted({coder for unit in self.units for coder in unit.codes}))

    @property
    def disagreements(self) -> tuple[Unit, ...]:
        """The decisions on which coders differ, settled or not."""
        return tuple(unit for unit in self.units if unit.differs)

    @cached_property
    def linked_to(self) -> Mapping[str, tuple[int, int]]:
        """For each target: how many of its links have a second code, of how many."""
        links = [*self._links(self.claims.values(), set(self.targets))]
        total = Counter(target for _, target in links)
        double = Counter(link[1] for link in links if self._is_double(link))
        return {target: (double[target], total[target]) for target in self.targets}

    @cached_property
    def status(self) -> CodingStatus:
        """Whether the links of the whole map were coded twice, independently."""
        return self.status_of(*self.targets)

    def status_of(self, *targets: str) -> CodingStatus:
        """Whether the links to some targets were coded twice, independently."""
        wanted = set(targets)
        again = filter(None, map(self.claims.get, self.given))
        if not any(map(self._is_double, self._links(again, wanted))):
            return "single-coded"
        whole = all(map(self._is_double, self._links(self.claims.values(), wanted)))
        return "double-coded" if whole else "partly double-coded"

    def _links(
        self, claims: Iterable[Claim], targets: AbstractSet[str]
    ) -> Iterator[tuple[Claim, str]]:
        """Yield the links of claims to some targets, those of rejected claims left out."""
        for claim in claims:
            if claim.status != "rejected":
                yield from ((claim, one) for one in {link.factor for link in claim.links} & targets)

    def _is_double(self, link: tuple[Claim, str]) -> bool:
        claim, target = link
        return any(target in decided for decided in self.given.get(claim.id, {}).values())

    def counts_of(self, *targets: str) -> tuple[int, int]:
        """Return how many links to some targets have a second code, and how many there are."""
        pairs = [self.linked_to.get(target, (0, 0)) for target in targets]
        return sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)


def codes_of(workspace: Workspace) -> Codes:
    """Return the codes of a workspace, on its sound claims."""
    targets = workspace.framework.targets
    return gather(workspace.sound_claims, targets, workspace.codings, workspace.consensus)


def gather(
    claims: Mapping[str, Claim],
    targets: Sequence[str],
    codings: Iterable[Coding],
    consensus: Iterable[Consensus],
) -> Codes:
    """Put the codes of all coders together.

    Left out are codes on unknown claims and targets, second codes of one decision by one coder, and
    what a coder says on claims that the same person linked: that is no independent code.
    """
    known = set(targets)
    given: dict[str, dict[str, dict[str, Code]]] = {}
    for one in codings:
        claim = claims.get(one.claim)
        if claim is None or one.factor not in known or coder_of(claim) == one.coder.casefold():
            continue
        decided = given.setdefault(one.claim, {}).setdefault(one.coder.casefold(), {})
        decided.setdefault(one.factor, one.stance)
    settled: dict[tuple[str, str], Consensus] = {}
    for agreed in consensus:
        settled.setdefault((agreed.claim, agreed.factor), agreed)
    return Codes(claims, tuple(targets), given, settled)


def coder_of(claim: Claim) -> str:
    """Return who linked a claim, as coders are compared: in small letters."""
    return claim.coder.casefold()
