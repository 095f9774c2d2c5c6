"""One place that prints: tables for people, JSON and CSV for programs."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from evidence.formats.table import plain_cell

if TYPE_CHECKING:
    from rich.console import Console, JustifyMethod

F = TypeVar("F", bound=Callable[..., Any])

FORMATS = ("table", "json", "csv")
_UNSEEN = {code: "\ufffd" for code in (*range(32), *range(127, 160)) if chr(code) not in "\n\t"}


FIRST_COLUMN = 3
"""The first column of a table stays whole up to this part of the width."""


def format_option(command: F) -> F:
    """Give a command the option --format."""
    return click.option(
        "--format",
        "-f",
        "form",
        type=click.Choice(FORMATS),
        default="table",
        show_default=True,
        help="How to print: for people, or for programs.",
    )(command)


def clean(text: object) -> str:
    """Return text without control characters, so that a file cannot steer the terminal."""
    return str(text).translate(_UNSEEN)


def emit(
    form: str,
    data: Mapping[str, Any],
    columns: Sequence[str],
    rows: Iterable[Mapping[str, Any]],
    show: Callable[[Console], None],
) -> None:
    """Print data in the form asked for: JSON whole, CSV as rows, or as `show` lays it out."""
    if form == "json":
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    elif form == "csv":
        click.echo(to_csv(columns, rows), nl=False)
    else:
        show(console())


def emit_lines(
    form: str,
    data: Mapping[str, Any],
    columns: Sequence[str],
    rows: Iterable[Mapping[str, Any]],
    lines: Iterable[object],
) -> None:
    """Print data in the form asked for; for people these lines, which need no layout."""
    if form == "table":
        for line in lines:
            click.echo(clean(line))
    else:
        emit(form, data, columns, rows, lambda _: None)


def to_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Write rows as CSV; lists are joined by semicolons, null is an empty cell.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([plain_cell(row.get(name)) for name in columns] for row in rows)
    return out.getvalue()


def console() -> Console:
    """Return the console for standard output: colours on a terminal only, and not with NO_COLOR."""
    from rich.console import Console

    return Console(file=sys.stdout, highlight=False, markup=False, emoji=False, soft_wrap=False)


def grid(out: Console, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table whose columns share the width; numbers stand right.

    Columns without any name have no head. The first column is broken only where it would take
    more than a third of the width.
    """
    from rich import box
    from rich.table import Table
    from rich.text import Text

    lines = [[clean("" if cell is None else cell) for cell in row] for row in rows]
    table = Table(
        box=box.SIMPLE_HEAD if any(columns) else None,
        show_header=any(columns),
        pad_edge=False,
        show_edge=False,
        padding=(0, 1),
        header_style="bold",
    )
    for place, name in enumerate(columns):
        numeric = bool(lines) and all(line[place].isdigit() or not line[place] for line in lines)
        align: JustifyMethod = "right" if numeric else "left"
        longest = max((len(line[place]) for line in lines), default=0)
        whole = numeric or (place == 0 and longest <= out.width // FIRST_COLUMN)
        table.add_column(name, justify=align, overflow="fold", no_wrap=whole)
    for line in lines:
        table.add_row(*(Text(cell) for cell in line))
    out.print(table)


def heading(out: Console, text: str) -> None:
    """Print a heading."""
    from rich.text import Text

    out.print(Text(clean(text), style="bold"))


def paragraph(
    out: Console,
    text: str,
    indent: int = 0,
    style: str = "",
    spans: Iterable[tuple[int, int]] = (),
) -> None:
    """Print text wrapped to the width, every line indented and none padded; `spans` stand out."""
    from rich.text import Text

    shown = Text(clean(text), style=style)
    for start, end in spans:
        shown.stylize("bold underline", start, end)
    for line in shown.wrap(out, max(out.width - indent, 20)):
        line.rstrip()
        line.pad_left(indent)
        out.print(line)
