"""Study rows of others as works and claims: study, tool or row, factor, direction, outcome, method.

A saved column map says which column is what. From it and the file follows a plan, which can be
looked at before anything is written; carrying it out twice changes nothing the second time.
"""

from evidence.exchange.studies.columns import ColumnMap, read_map
from evidence.exchange.studies.plan import Plan, plan
from evidence.exchange.studies.propose import propose
from evidence.exchange.studies.sheet import Sheet, read_sheet
from evidence.exchange.studies.write import carry_out

__all__ = ["ColumnMap", "Plan", "Sheet", "carry_out", "plan", "propose", "read_map", "read_sheet"]
