"""Long lists: which pages they have, and how they lead to each other."""

import pytest

from evidence.publish.parts import FEW, Items, Parts, near


def parts():
    return Parts("factors/r1.html", "R1", "front", (), "factors/r1.html")


def test_a_list_that_fits_has_no_further_pages():
    one = parts()
    listing = one.split("claims", "Claims", "claims", [1, 2, 3], 3)
    assert (listing.items, listing.total, listing.near, one.pages) == ((1, 2, 3), 3, (), [])


@pytest.mark.parametrize("then", [0, 5])
def test_every_item_stands_on_one_page_in_its_order(then):
    one = parts()
    first = one.split("claims", "Claims", "claims", list(range(23)), 3, then)
    listings = [first, *(page.context["listing"] for page in one.pages)]
    assert [item for listing in listings for item in listing.items] == list(range(23))
    assert [listing.page for listing in listings] == list(range(1, first.pages + 1))
    assert {len(listing.items) for listing in listings[1:-1]} == {then or 3}
    assert one.pages[0].path == "factors/r1/claims-2.html"
    assert one.pages[0].title == f"R1: Claims, page 2 of {first.pages}"


def test_the_first_page_is_a_section_of_the_page_itself():
    one = parts()
    listing = one.split("claims", "Claims", "claims", list(range(9)), 3)
    assert [(ref.text, ref.href) for ref in listing.near] == [
        ("1", "factors/r1.html#claims"),
        ("2", "factors/r1/claims-2.html"),
        ("3", "factors/r1/claims-3.html"),
    ]


def test_a_few_pages_all_lead_to_each_other():
    assert near(5, FEW) == list(range(1, FEW + 1))


def test_of_many_the_nearer_ones_are_denser():
    assert near(100, 300) == [
        *(1, 50, 80, 90, 95, 98, 99, 100, 101, 102, 105, 110, 120, 150, 200, 300)
    ]


@pytest.mark.parametrize("last", [FEW + 1, 84, 1000])
def test_every_page_is_a_few_steps_from_the_first(last):
    reached, edge, steps = {1}, {1}, 0
    while edge:
        edge = {number for page in edge for number in near(page, last)} - reached
        reached |= edge
        steps += bool(edge)
    assert reached == set(range(1, last + 1))
    assert steps <= 6


class TestItems:
    """Things that are viewed where they are shown."""

    def pages(self, words, ground=b"g", things=range(9)):
        one = Parts("factors/r1.html", "R1", "front", (), "factors/r1.html", ground)
        seen = []
        items = Items(list(things), lambda thing: seen.append(thing) or -thing, words)
        listing = one.split("claims", "Claims", "claims", items, 3)
        return one.pages, listing, seen

    def test_only_what_stands_on_the_page_itself_is_viewed(self):
        pages, listing, seen = self.pages(None)
        assert (listing.items, seen) == ((0, -1, -2), [0, 1, 2])
        assert pages[1].page().context["listing"].items == (-6, -7, -8)

    def test_a_further_page_is_new_only_where_words_on_it_are(self):
        before = self.pages(lambda thing: bytes([thing]))[0]
        after = self.pages(lambda thing: bytes([thing + (thing == 4)]))[0]
        assert [a.key == b.key for a, b in zip(before, after, strict=True)] == [False, True]

    def test_or_where_the_ground_is(self):
        before, after = self.pages(None)[0], self.pages(None, b"other")[0]
        assert not {page.key for page in before} & {page.key for page in after}

    def test_without_a_ground_every_page_is_gathered(self):
        pages, _, seen = self.pages(None, b"")
        assert seen == [3, 4, 5, 6, 7, 8, 0, 1, 2]
        assert [page.context["listing"].page for page in pages] == [2, 3]
