"""What an index holds is noted by batch, and only what changed is read."""

import pytest

from evidence.search import Batch
from evidence.search.held import Held, noted

ONE = {("claim", "a-1"): "1f", ("work", "a"): "2f"}
ODD = {("passage", 'p\n"\ud800/notes#1'): "3f"}


def batch(name, key):
    return Batch(name, key, lambda: ())


@pytest.mark.parametrize(
    "held",
    [
        Held(),
        Held(0, {"empty": noted("k", {})}),
        Held(3, {"work a": noted("1", ONE), "corpus/texts/\n\ud800.pdf": noted("2", ODD)}),
    ],
    ids=["nothing", "no documents", "odd names"],
)
def test_it_is_read_as_it_was_written(held):
    assert Held.read(held.lines()) == held


def test_the_bytes_do_not_depend_on_the_order():
    one, other = ("work a", noted("1", ONE)), ("b.md", noted("2", ODD))
    assert Held(3, dict([one, other])).lines() == Held(3, dict([other, one])).lines()


def test_batches_stand_by_name_and_key():
    held = Held(2, {"a": noted("1", ONE), "b": noted("2", {}), "gone": noted("3", {})})
    standing, changed = held.compare([batch("new", "1"), batch("b", "other"), batch("a", "1")])
    assert standing == {"a": noted("1", ONE)}
    assert [one.name for one in changed] == ["new", "b"]


def test_of_what_stands_no_line_is_read():
    held = Held(2, {"a": ("1", b"no JSON"), "b": noted("2", ONE), "c": noted("3", ODD)})
    assert held.digests(without={"a"}) == {**ONE, **ODD}
    assert Held.read(held.lines()).batches["a"] == ("1", b"no JSON")
