"""What a citation says: form, names, title, what it stands in, year, volume, pages, publisher.

Read without a bibliography, so that only the words of the note can tell.
"""

import pytest
from tests.citations.library import notes_of

from evidence.citations.resolve import resolve


def references(*texts):
    """Return the citations of the last note, as parsed."""
    return [one.reference for one in resolve(notes_of(*texts), ())[-1].citations]


FULL = {
    "book": (
        "Maud Ashby, The Quiet Market (Leeds: Northgate Press, 1998), p. 12.",
        {"names": ["Ashby"], "title": "The Quiet Market", "place": "Leeds",
         "publisher": "Northgate Press", "year": "1998"}),
    "book with a subtitle": (
        "Ruth Tell, A Theory of Hunger: Five Essays (London: Cobden and Rye, 1987).",
        {"names": ["Tell"], "title": "A Theory of Hunger: Five Essays", "year": "1987"}),
    "book, Oxford style": (
        "Ruth Tell, A Theory of Hunger (Cobden and Rye 1987) 44.",
        {"names": ["Tell"], "title": "A Theory of Hunger", "publisher": "Cobden and Rye",
         "year": "1987"}),
    "two authors": (
        "Edwin Corrie and Lena Vestergaard, Grain, Guns and Governors (Oslo: Fjordheim, 2001).",
        {"names": ["Corrie", "Vestergaard"], "title": "Grain, Guns and Governors"}),
    "three authors": (
        "Jon Marrow, Ruth Tell, and Ken Ito, ‘Why Towns Burn’, Annals of Disorder 7 (1999), "
        "pp. 1-33.",
        {"names": ["Marrow", "Tell", "Ito"], "title": "Why Towns Burn"}),
    "name with a prefix": (
        "Jan van der Velde, Dikes and Duties (Utrecht: Polder, 1977).",
        {"names": ["van der Velde"], "title": "Dikes and Duties"}),
    "article": (
        "Maud Ashby, ‘Prices and Peace’, Journal of Border Studies, vol. 12, no. 3 (2004), "
        "pp. 44–60.",
        {"names": ["Ashby"], "title": "Prices and Peace", "container": "Journal of Border Studies",
         "volume": "12", "number": "3", "year": "2004"}),
    "article, volume and issue with a stroke": (
        "Maud Ashby, ‘Prices and Peace’, Journal of Border Studies 12/3 (2004), 44–60.",
        {"container": "Journal of Border Studies", "volume": "12", "number": "3"}),
    "article, American quotation marks": (
        "Maud Ashby, “Prices and Peace,” Journal of Border Studies 12, no. 3 (2004): 44–60.",
        {"title": "Prices and Peace", "container": "Journal of Border Studies", "volume": "12"}),
    "article, Oxford style": (
        "Maud Ashby, ‘Prices and Peace’ (2004) 12 Journal of Border Studies 44.",
        {"title": "Prices and Peace", "container": "Journal of Border Studies", "volume": "12",
         "year": "2004"}),
    "chapter": (
        "Lena Vestergaard, ‘Harvest and Revolt’, in Tomas Okoye and Ida Brandt (eds), Rural Orders "
        "(Marlow: Heath House, 2010), pp. 101-129.",
        {"names": ["Vestergaard"], "title": "Harvest and Revolt", "container": "Rural Orders",
         "editors": ["Okoye", "Brandt"], "publisher": "Heath House", "year": "2010"}),
    "chapter, editors after the volume": (
        "Lena Vestergaard, “Harvest and Revolt,” in Rural Orders, ed. Tomas Okoye and Ida Brandt "
        "(Marlow: Heath House, 2010), 101–29.",
        {"title": "Harvest and Revolt", "container": "Rural Orders",
         "editors": ["Okoye", "Brandt"]}),
    "corporate author": (
        "Bureau of Frontier Affairs, Annual Survey of Crossings (Harbour City: Bureau of Frontier "
        "Affairs, 2012).",
        {"names": ["Bureau of Frontier Affairs"], "title": "Annual Survey of Crossings"}),
    "thesis": (
        "Rufus Quill, ‘The Salt Roads’, PhD thesis, University of Ellmark, 2015.",
        {"names": ["Quill"], "title": "The Salt Roads", "year": "2015"}),
    "web page": (
        "Observatory of Small Wars, ‘Tracking Ceasefires’, 2018, "
        "https://observatory.example/ceasefires (accessed 3 May 2020).",
        {"title": "Tracking Ceasefires", "url": "https://observatory.example/ceasefires",
         "year": "2018"}),
    "article with a doi": (
        "Maud Ashby, ‘Prices and Peace’, Journal of Border Studies 12 (2004), 44–60, "
        "https://doi.org/10.9999/jbs.12.44.",
        {"title": "Prices and Peace", "doi": "10.9999/jbs.12.44"}),
    "document symbol": ("UN Doc. A/99/123, para. 7.", {"symbol": "A/99/123"}),
}  # fmt: skip

FORMS = {
    "full": (["Ruth Tell, A Theory of Hunger (London: Cobden and Rye, 1987)."], "full"),
    "short": (["Ruth Tell, A Theory of Hunger (London: Cobden and Rye, 1987).",
               "Tell, Theory of Hunger, p. 4."], "short"),
    "ibid": (["Ruth Tell, A Theory of Hunger (London: Cobden and Rye, 1987).", "Ibid., p. 4."],
             "ibid"),
    "author-year": (["Tell 1987, p. 4."], "author-year"),
    "author-year in brackets": (["(Tell, 1987, p. 4)."], "author-year"),
    "cross-reference": (["Ruth Tell, A Theory of Hunger (London: Cobden and Rye, 1987).",
                         "Tell (n 1) 4."], "cross-reference"),
}  # fmt: skip

LEADS = ["See ", "See also ", "Cf. ", "But see ", "For a discussion, see ", "See, for example, ",
         "Compare ", "See generally ", "E.g. ", "On this, see further "]  # fmt: skip
TAILS = [". The rest is comment.", "; the point is contested.", " (emphasis added).",
         ". I thank the archivists.", ", which gives another date."]  # fmt: skip
BOOK = "Ruth Tell, A Theory of Hunger (London: Cobden and Rye, 1987), p. 4"


def cases(table):
    return [pytest.param(*row, id=name) for name, row in table.items()]


@pytest.mark.parametrize(("text", "said"), cases(FULL))
def test_what_a_full_citation_says(text, said):
    (reference,) = references(text)
    found = {name: getattr(reference, name) for name in said}
    for name in ("names", "editors"):
        if name in found:
            found[name] = [person.surname for person in found[name]]
    assert found == said
    assert reference.form == "full"


@pytest.mark.parametrize(("texts", "form"), cases(FORMS))
def test_forms(texts, form):
    assert [reference.form for reference in references(*texts)] == [form]


@pytest.mark.parametrize("lead", LEADS)
def test_a_lead_in_is_no_part_of_the_citation(lead):
    (reference,) = references(f"{lead}{BOOK}.")
    assert reference.raw == BOOK
    assert [name.surname for name in reference.names] == ["Tell"]


@pytest.mark.parametrize("tail", TAILS)
def test_a_comment_is_no_part_of_the_citation(tail):
    (reference,) = references(f"{BOOK}{tail}")
    assert reference.title == "A Theory of Hunger"
    assert str(reference.locator) == "p. 4"


@pytest.mark.parametrize("joint", ["; ", "; see also ", ". See also ", "; cf. ", "; and "])
def test_several_citations_in_one_note(joint):
    other = "Maud Ashby, The Quiet Market (Leeds: Northgate Press, 1998), p. 12"
    found = references(f"{BOOK}{joint}{other}.")
    assert [reference.title for reference in found] == ["A Theory of Hunger", "The Quiet Market"]


def test_a_quotation_in_a_comment_is_no_title():
    found = references(f"{BOOK}. She called this ‘the arithmetic of bread’ in a later speech.")
    assert [reference.title for reference in found] == ["A Theory of Hunger"]
