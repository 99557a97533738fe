"""Tables and lists on the page."""

import re

from core.documents.html import Element, tag
from core.documents.layout import STATUS_FILLS
from core.documents.tables import Cell, HeaderCell, Row, Steps, Table
from core.documents.values import shown

_BREAKS = re.compile(r"[\s/-]+")


def steps(block: Steps) -> Element:
    """A lead and its items, each behind a dash."""
    lead = tag("div", block.lead) if block.lead else None
    items = [tag("div", f"–\u00a0{item}", class_="step") for item in block.items]
    return tag("div", lead, *items, class_="steps")


def table(block: Table) -> Element:
    """A table of fixed layout, or the tables that a wide one is divided into."""
    parts = block.on_paper()
    return _table(block) if len(parts) == 1 else tag("div", *(_table(part) for part in parts), class_="parts")


def _table(block: Table) -> Element:
    """Without ``repeat_header`` its header is an ordinary first row."""
    header = [tag("tr", *(_header_cell(cell, block) for cell in line)) for line in block.header()]
    if block.column_numbers:
        header[-1].set("class", "numbers")
    rows = [_row(block, row) for row in block.rows]
    parts = [tag("thead", *header), tag("tbody", *rows)] if block.repeat_header else [tag("tbody", *header, *rows)]
    caption = tag("caption", block.caption) if block.caption else None
    widths = [tag("col", style=f"width: {share:.2%}") for share in block.shares]
    return tag("table", caption, tag("colgroup", *widths), *parts, class_="grid")


def _header_cell(cell: HeaderCell, block: Table) -> Element:
    share = sum(block.shares[cell.column : cell.column + cell.columns])
    look = _look("" if cell.column else "first", _tight(cell.title, share * block.letters_across))
    return tag("th", cell.title, class_=look, colspan=str(cell.columns), rowspan=str(cell.lines))


def _row(block: Table, row: Row) -> Element:
    shares = [1.0] if row.spans else block.shares
    cells = [_cell(cell, share * block.letters_across) for cell, share in zip(block.cells(row), shares, strict=True)]
    cells[0].set("class", _look("first", cells[0].get("class", "")))
    if row.spans:
        cells[0].set("colspan", str(len(block.columns)))
    return tag("tr", *cells, class_=row.kind)


def _cell(cell: Cell, letters: float) -> Element:
    if isinstance(cell.text, Steps):
        content, text = steps(cell.text), " ".join((cell.text.lead, *cell.text.items))
    else:
        content = text = shown(cell.text, cell.number_format)
    tint = f"background: #{STATUS_FILLS[cell.status]}" if cell.status else ""
    return tag("td", content, class_=_look(cell.align, "bold" * cell.bold, _tight(text, letters)), style=tint)


def _tight(text: str, letters: float) -> str:
    """Marks a cell narrower than its longest word: there, and only there, words are hyphenated."""
    longest = max(len(word) for word in _BREAKS.split(text))
    return "tight" if longest > letters - 2 else ""


def _look(*classes: str) -> str:
    return " ".join(filter(None, classes))
