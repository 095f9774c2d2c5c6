"""Squares, the layout of the table, and the tones of the style sheet."""

import re
from importlib.resources import files

import pytest

from evidence.model import Factor
from evidence.publish.pages.front import aligned
from evidence.publish.views import IN_A_ROW, MOST_SQUARES, squares


def factor(name, mirror=""):
    return Factor(name, "d", name[0].lower(), name, "", mirror=mirror)


def layout(left, right, **pairs):
    columns = [[factor(name) for name in names] for names in (left, right)]
    mirrors = {name: factor(other) for name, other in pairs.items()}
    return [tuple(one.id if one else None for one in line) for line in aligned(columns, mirrors)]


class TestTable:
    def test_mirrors_share_a_line(self):
        assert layout(["R1", "R2"], ["M1"], M1="R1") == [("R1", "M1"), ("R2", None)]

    def test_what_has_no_mirror_is_paired_with_nothing(self):
        assert layout(["R1"], ["M1"]) == [("R1", None), (None, "M1")]

    def test_a_second_mirror_has_a_line_of_its_own(self):
        assert layout(["R1"], ["M1", "M2"], M1="R1", M2="R1") == [("R1", "M1"), (None, "M2")]

    def test_every_factor_stands_there_once(self):
        found = layout(["R1", "R2", "R3"], ["M1", "M2"], M1="R3", M2="R1", R2="M9")
        assert found == [("R1", "M2"), ("R2", None), ("R3", "M1")]


class TestSquares:
    def lines(self, builder, number, stance="supports"):
        for place in range(number):
            builder.work(f"w{place}").claim(f"c-{place}", f"w{place}", f"R1 {stance}")
        return builder.map().ratings["R1"].lines

    def test_none_without_lines(self):
        assert squares([]) is None

    def test_one_per_line_in_rows(self, builder):
        drawn = squares(self.lines(builder, IN_A_ROW + 1))
        assert drawn.label == "17 supporting, 0 qualifying, 0 contradicting lines"
        ((look, path),) = drawn.paths
        assert (look, path.count("M"), drawn.per) == ("supports full", 17, 1)
        assert drawn.height > 11

    def test_many_lines_share_squares(self, builder):
        drawn = squares(self.lines(builder, 2 * MOST_SQUARES))
        assert drawn.per == 2
        assert drawn.paths[0][1].count("M") == MOST_SQUARES

    @pytest.mark.parametrize("stance", ["qualifies", "contradicts"])
    def test_what_does_not_support_bears_a_sign(self, builder, stance):
        looks = [look for look, _ in squares(self.lines(builder, 1, stance)).paths]
        assert looks == [f"{stance} full", f"{stance} sign-full"]


STYLE = (files("evidence.publish") / "assets/style.css").read_text(encoding="utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6});", block))
    for block in re.findall(r":root \{(.*?)\}", STYLE, re.S)
)


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [LIGHT, {**LIGHT, **DARK}], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "card"])
class TestContrast:
    @pytest.mark.parametrize(
        "tone", ["ink", "soft", "accent", "supports", "contradicts", "contested"]
    )
    def test_words_reach_aa(self, scheme, ground, tone):
        assert contrast(scheme[tone], scheme[ground]) >= 4.5

    @pytest.mark.parametrize("tone", ["qualifies", "grey"])
    def test_drawings_reach_aa(self, scheme, ground, tone):
        assert contrast(scheme[tone], scheme[ground]) >= 3
