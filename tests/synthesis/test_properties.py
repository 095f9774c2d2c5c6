"""What the rule promises for any evidence: no reward for contradiction, no penalty for support."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.model import Appraisal, Claim, Factor, Framework, Link, SeenIn
from evidence.model.claim import STANCES
from evidence.synthesis.rating import rate_all
from evidence.synthesis.votes import Evidence
from evidence.workspace.load import Loader

ROOT = Path(__file__).resolve().parents[2]
RUBRIC = Loader(ROOT).rubric()
assert RUBRIC is not None
METHODS = [method.id for method in RUBRIC.methods]
OUTCOMES = list(RUBRIC.outcome_weights)
WORKS = [f"w{number}" for number in range(8)]
FRAMEWORK = Framework(factors=(Factor("F", "d", "s", "Factor", "It raises it."),))

claims = st.builds(
    lambda work, method, outcome, stance, seen: (work, method, outcome, stance, seen),
    st.sampled_from(WORKS),
    st.sampled_from(METHODS),
    st.sampled_from(OUTCOMES),
    st.sampled_from(STANCES),
    st.sampled_from(["full-text", "abstract", "review"]),
)
bodies = st.lists(claims, max_size=14)
designs = st.fixed_dictionaries(
    {work: st.tuples(st.sampled_from(["yes", "no"]), st.sampled_from(WORKS)) for work in WORKS}
)


def rate(body, design):
    """Rate a body of evidence; ids follow the order given."""
    built = [
        Claim(
            id=f"c{number:03}",
            work=work,
            statement="It does.",
            kind="finding",
            method=method,
            outcome=outcome,
            links=(Link("F", stance),),
            seen_in=SeenIn(seen),
            status="confirmed",
        )
        for number, (work, method, outcome, stance, seen) in enumerate(body)
    ]
    appraisals = {w: Appraisal(w, METHODS[0], cases, line) for w, (cases, line) in design.items()}
    evidence = Evidence(built, RUBRIC, appraisals, primary_outcome=OUTCOMES[0])
    return rate_all(FRAMEWORK, evidence).factors[0]


@settings(max_examples=300, deadline=None)
@given(bodies, claims, designs)
def test_contradicting_or_qualifying_evidence_never_raises_the_strength(body, new, design):
    for stance in ("contradicts", "qualifies"):
        added = (*new[:3], stance, new[4])
        before, after = rate(body, design), rate([*body, added], design)
        assert RUBRIC.rank(after.strength) <= RUBRIC.rank(before.strength)


@settings(max_examples=300, deadline=None)
@given(bodies, claims, designs)
def test_supporting_evidence_never_lowers_the_strength(body, new, design):
    before = rate(body, design)
    after = rate([*body, (*new[:3], "supports", new[4])], design)
    assert RUBRIC.rank(after.strength) >= RUBRIC.rank(before.strength)


@settings(max_examples=200, deadline=None)
@given(bodies.flatmap(lambda body: st.tuples(st.just(body), st.permutations(body))), designs)
def test_order_changes_nothing(pair, design):
    body, shuffled = pair
    first, second = rate(body, design), rate(shuffled, design)
    assert first.judgement == second.judgement
    assert first.counts == second.counts
    assert first.without_lines == second.without_lines
    assert first.changes == second.changes


@settings(max_examples=200, deadline=None)
@given(bodies, designs)
def test_duplicates_change_nothing(body, design):
    assert rate(body, design).judgement == rate(body + body, design).judgement


@settings(max_examples=200, deadline=None)
@given(bodies, designs)
def test_a_line_never_counts_twice(body, design):
    rating = rate(body, design)
    names = [line.id for line in rating.lines]
    assert len(names) == len(set(names))
    counts = rating.counts
    assert counts.total == len(names)
    assert counts.total == counts.supports + counts.contradicts + counts.qualifies


@settings(max_examples=150, deadline=None)
@given(bodies, designs)
def test_leaving_a_line_out_is_the_same_as_never_having_it(body, design):
    rating = rate(body, design)
    for row in rating.without_lines:
        rest = [claim for claim in body if design[claim[0]][1] != row.line]
        judgement = rate(rest, design).judgement
        assert (row.evidence, row.state, row.strength) == (
            judgement.evidence,
            judgement.state,
            judgement.strength,
        )


@settings(max_examples=100, deadline=None)
@given(bodies, designs)
def test_named_changes_do_what_they_say_and_nothing_smaller_does(body, design):
    rating = rate(body, design)
    removed = [change for change in rating.changes if change.kind == "remove"]
    for change in removed:
        rest = [claim for claim in body if design[claim[0]][1] not in change.names]
        assert rate(rest, design).strength == change.strength != rating.strength
    if not removed or removed[0].lines == 2:
        assert all(row.strength == rating.strength for row in rating.without_lines)
    for change in (one for one in rating.changes if one.kind == "add"):
        new = [(f"x{n}", METHODS[0], OUTCOMES[0], change.stance, "full-text") for n in range(50)]
        solo = {**design, **{claim[0]: ("yes", claim[0]) for claim in new}}
        assert rate([*body, *new[: change.lines]], solo).strength == change.strength
        assert rate([*body, *new[: change.lines - 1]], solo).strength == rating.strength
