"""The counts of a framework as a table of two ways."""

from evidence.synthesis.cells import pivot

FRAMEWORK = """\
title: Tools and outcomes
sides:
  - {id: peace, label: Peace}
  - {id: trust, label: Trust}
dimensions:
  - {id: talks, label: Talks}
  - {id: aid, label: Aid}
factors:
  - {id: F1, dimension: talks, side: peace, label: Timing, proposition: It helps.}
  - {id: F2, dimension: talks, side: peace, label: Skill, proposition: It helps.}
  - {id: F3, dimension: aid, side: peace, label: Timing, proposition: It helps.}
  - {id: F4, dimension: aid, side: trust, label: Timing, proposition: It helps.}
outcomes:
  - {id: outcome, label: Outcome, primary: true}
"""


def test_a_work_counts_once_in_a_cell_of_several_factors(builder):
    builder.write("annotations/framework.yaml", FRAMEWORK).work("a").work("b")
    builder.claim("a-1", "a", "F1 supports", "F2 supports")
    builder.claim("b-1", "b", "F2 contradicts")
    builder.claim("a-2", "a", "F3 qualifies", "F4 supports")
    map_ = builder.map()
    by_side = pivot(map_, "side")
    assert by_side.across == ("Peace", "Trust")
    assert by_side.lines == (("Talks", "2 (1/1/0)", ""), ("Aid", "1 (0/0/1)", "1 (1/0/0)"))
    by_dimension = pivot(map_, "dimension")
    assert by_dimension.across == ("Talks", "Aid")
    assert by_dimension.lines == (
        ("Timing", "1 (1/0/0)", "1 (1/0/1)"),
        ("Skill", "2 (1/1/0)", ""),
    )
