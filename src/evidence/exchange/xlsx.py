"""Workbooks: tables as sheets with their dictionary.

Written as Office Open XML (ECMA-376) without a library: what is needed of it is little, a library
takes ten times as long, and a build of the website makes a workbook after each edit. The same
tables give the same bytes: every time in a workbook is the same moment.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape

from evidence.exchange.describe import HEAD, JOINED, RULES, Vocabularies, described
from evidence.model import UsageError
from evidence.synthesis.dictionary import Table
from evidence.synthesis.rows import Row

MOST_ROWS = 1_048_575
LONGEST_CELL = 32_767
WIDTHS = {"string": 24, "list": 24, "date": 12, "integer": 10, "number": 10, "boolean": 10}
DICTIONARY = "dictionary"

_EPOCH = (1980, 1, 1, 0, 0, 0)
_NO_SYSTEM = 0
_DAY_NOUGHT = datetime.date(1899, 12, 30)
_FIRST_DAY = datetime.date(1900, 3, 1)
"""Days are counted from the one, rightly so from the other on: 1900 counts as a leap year."""
_PLAIN, _BOLD, _DATE = 0, 1, 2
"""Places of styles in _STYLES."""

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""What a spreadsheet would read as a character by its number."""

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_STYLES = f"""<styleSheet xmlns="{_MAIN}">\
<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>\
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>\
<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>\
<fills count="2"><fill><patternFill patternType="none"/></fill>\
<fill><patternFill patternType="gray125"/></fill></fills>\
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\
<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>\
<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>\
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>\
</styleSheet>"""


def to_xlsx(
    tables: Sequence[Table], rows: Mapping[str, list[Row]], known: Vocabularies, title: str
) -> bytes:
    """Return the bytes of a workbook: a sheet for each table, and one that explains them.

    Raises UsageError where a table has more rows than a sheet.
    """
    sheets: dict[str, str] = {}
    for table in tables:
        if len(rows[table.name]) > MOST_ROWS:
            raise UsageError(
                f"table '{table.name}' has more rows than a sheet can hold",
                "Export it with --as csv or --as parquet",
            )
        sheets[table.name] = _sheet(
            [column.name for column in table.columns],
            ([_value(c.type, row[c.name]) for c in table.columns] for row in rows[table.name]),
            [WIDTHS[column.type] for column in table.columns],
        )
    explained = [
        *((table.name, *described(column, known)) for table in tables for column in table.columns),
        ("", "", "", "", RULES, ""),
    ]
    sheets[DICTIONARY] = _sheet(("Table", *HEAD), explained, (14, 18, 24, 18, 60, 60))
    return _packed({**_parts(list(sheets), title), **_numbered(sheets.values())})


def _sheet(head: Sequence[str], lines: Iterable[Sequence[object]], widths: Sequence[int]) -> str:
    """Return a sheet whose head stays in sight and whose columns can be filtered."""
    letters = [_letters(number) for number in range(len(head))]
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>'
        for n, width in enumerate(widths, 1)
    )
    made = [_row(1, letters, head, _BOLD)]
    made += [_row(number, letters, line) for number, line in enumerate(lines, 2)]
    return (
        f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        f"</sheetView></sheetViews><cols>{columns}</cols><sheetData>{''.join(made)}</sheetData>"
        f'<autoFilter ref="A1:{letters[-1]}{len(made)}"/></worksheet>'
    )


def _row(number: int, letters: Sequence[str], values: Sequence[object], style: int = _PLAIN) -> str:
    cells = [
        _cell(f"{letter}{number}", value, style)
        for letter, value in zip(letters, values, strict=True)
        if value is not None
    ]
    return f'<row r="{number}">{"".join(cells)}</row>'


def _cell(place: str, value: object, style: int) -> str:
    """Return a cell; text is marked as text, so that none of it is a formula."""
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{value:d}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{place}"><v>{value!r}</v></c>'
    if isinstance(value, datetime.date):
        return f'<c r="{place}" s="{_DATE}"><v>{(value - _DAY_NOUGHT).days}</v></c>'
    text = _fit(str(value)[:LONGEST_CELL])
    how = f' s="{style}"' if style else ""
    said = f'<is><t xml:space="preserve">{text}</t></is>'
    return f'<c r="{place}"{how} t="inlineStr">{said}</c>'


def _value(type_: str, value: object) -> object:
    if isinstance(value, list):
        return JOINED.join(value) or None
    if type_ == "date" and isinstance(value, str):
        try:
            found = datetime.date.fromisoformat(value)
        except ValueError:
            return value
        return found if found >= _FIRST_DAY else value
    return value


def _letters(number: int) -> str:
    """Return the letters of a column; the first is 0."""
    found = ""
    while number >= 0:
        found = chr(ord("A") + number % 26) + found
        number = number // 26 - 1
    return found


def _fit(text: str) -> str:
    """Return text as XML holds it, with what no XML holds replaced."""
    return escape(_ESCAPE.sub("_x005F_", _UNFIT.sub("\ufffd", text)), {"\r": "&#13;"})


def _numbered(sheets: Iterable[str]) -> dict[str, str]:
    return {f"xl/worksheets/sheet{n}.xml": sheet for n, sheet in enumerate(sheets, 1)}


def _parts(names: Sequence[str], title: str) -> dict[str, str]:
    """Return the parts of a workbook that say which sheets there are."""
    numbers = range(1, len(names) + 1)
    kinds = [
        ("/xl/workbook.xml", f"{_KIND}.sheet.main+xml"),
        ("/xl/styles.xml", f"{_KIND}.styles+xml"),
        ("/docProps/core.xml", _CORE),
        *((f"/xl/worksheets/sheet{n}.xml", f"{_KIND}.worksheet+xml") for n in numbers),
    ]
    sheets = [(f"worksheets/sheet{n}.xml", f"{_OFFICE}/worksheet") for n in numbers]
    core = f"{_PACKAGE}/relationships/metadata/core-properties"
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            + "".join(f'<Override PartName="{one}" ContentType="{k}"/>' for one, k in kinds)
            + "</Types>"
        ),
        "_rels/.rels": _relations(
            [("xl/workbook.xml", f"{_OFFICE}/officeDocument"), ("docProps/core.xml", core)]
        ),
        "docProps/core.xml": (
            f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{_fit(title)}</dc:title><dc:creator>evidence-map</dc:creator>"
            "</cp:coreProperties>"
        ),
        "xl/_rels/workbook.xml.rels": _relations([*sheets, ("styles.xml", f"{_OFFICE}/styles")]),
        "xl/styles.xml": _STYLES,
        "xl/workbook.xml": (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
            + "".join(
                f'<sheet name="{_fit(name)}" sheetId="{n}" r:id="rId{n}"/>'
                for n, name in enumerate(names, 1)
            )
            + "</sheets></workbook>"
        ),
    }


def _relations(targets: Iterable[tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>'
        for n, (target, kind) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _packed(parts: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = _NO_SYSTEM
            archive.writestr(entry, f"{_HEAD}{text}", zipfile.ZIP_DEFLATED)
    return out.getvalue()
