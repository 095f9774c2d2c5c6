"""Journals that the bibliography knows, and numbers around them that are no place in the work."""

import pytest
from tests.citations.library import read

from evidence.formats import bibtex

WORKS = bibtex.load("""
@article{rates, author={Lee, Ann}, title={Rates of Change in Small Ponds}, date={1987}, volume={20},
  journaltitle={mst}, pages={83--97}}
@article{tides, author={Ek, Bo}, title={Tides and Tolls at the River}, date={2010}, volume={54},
  number={1}, journaltitle={Annals of the Sea. New Series}, pages={190--208}}
@article{bare, author={Orr, Cy}, title={Moors without Mills}, date={1999}, volume={3},
  journaltitle={Fenland}, pages={15--19}}
""").works

PLACES = {
    "a short journal between volume and page": (
        "Ann Lee, ‘Rates of Change in Small Ponds’ (1987) 20 mst 83, 91.", "rates, p. 91"),
    "its first page alone": (
        "Ann Lee, ‘Rates of Change in Small Ponds’ (1987) 20 mst 83.", "rates"),
    "without quotation marks": (
        "Ann Lee, Rates of Change in Small Ponds, 20 mst 83, 91-94 (1987).", "rates, pp. 91-94"),
    "a short journal that is not known": (
        "Ann Lee, ‘Rates of Change in Small Ponds’ (1987) 20 xyz 83, 91.", "rates, p. 91"),
    "a full stop in the name of a journal": (
        "Bo Ek, “Tides and Tolls at the River,” Annals of the Sea. New Series 54 (2010): 200.",
        "tides, p. 200"),
    "issue, pages of the article and page in one row": (
        "Bo Ek, “Tides and Tolls at the River,” Annals of the Sea. New Series (2010), 54: 1, "
        "190–208, 195.", "tides, p. 195"),
    "issue and pages of the article alone": (
        "Bo Ek, “Tides and Tolls at the River,” Annals of the Sea. New Series (2010), 54: 1, "
        "190–208.", "tides"),
    "a first page with a label is a place": (
        "Cy Orr, ‘Moors without Mills’, Fenland 3 (1999), p. 15.", "bare, p. 15"),
    "a short form has places alone": ("Lee, ‘Rates of Change’, 83.", "rates, p. 83"),
}  # fmt: skip


@pytest.mark.parametrize(("note", "meant"), PLACES.values(), ids=PLACES)
def test_numbers_of_the_journal_are_no_place_in_the_work(note, meant):
    assert read(note, works=WORKS) == [[meant]]
