"""Documents built for the tests: one layout of stamps, title and tables, written as DOCX, XLSX, PDF, HTML or text."""

import html
import io
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

import docx
import openpyxl
from docx.enum.section import WD_ORIENT
from openpyxl.styles import Alignment, Border, Font, Side
from weasyprint import HTML


@dataclass(frozen=True)
class Box:
    """A cell: paragraphs, then a list with its second level; `wide` columns, `down` rows."""

    paragraphs: tuple[str, ...] = ()
    items: tuple[tuple[str, tuple[str, ...]], ...] = ()
    numbered: bool = False
    bold: bool = False
    wide: int = 1
    down: int = 1

    @property
    def lines(self) -> list[str]:
        lines = list(self.paragraphs)
        for number, (text, steps) in enumerate(self.items, 1):
            lines.append(f"{number}) {text}" if self.numbered else f"- {text}")
            lines += [f"- {step}" for step in steps]
        return lines


def box(text: str = "", **options) -> Box:
    return Box((text,) if text else (), **options)


@dataclass(frozen=True)
class Grid:
    """A table; `heading` stands above it. A cell covered by one with `down` above is left out of its row."""

    rows: tuple[tuple[Box, ...], ...]
    heading: str = ""


@dataclass(frozen=True)
class Paper:
    title: str
    grids: tuple[Grid, ...]
    stamps: tuple[tuple[str, ...], ...] = ()  # side by side
    tail: tuple[str, ...] = ()


def write_docx(paper: Paper, *, portrait: bool = False) -> bytes:
    document = docx.Document()
    page = document.sections[0]
    if not portrait:
        page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, page.page_height, page.page_width
    if paper.stamps:
        table = document.add_table(1, len(paper.stamps))
        for cell, lines in zip(table.rows[0].cells, paper.stamps, strict=True):
            cell.text = "\n".join(lines)
    document.add_paragraph().add_run(paper.title).bold = True
    for grid in paper.grids:
        if grid.heading:
            document.add_paragraph(grid.heading)
        _docx_table(document, grid)
    for line in paper.tail:
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _docx_table(document, grid: Grid) -> None:
    width = sum(each.wide for each in grid.rows[0])
    table = document.add_table(len(grid.rows), width, style="Table Grid")
    for row, column, each in _placed(grid):
        cell = table.cell(row, column)
        if each.wide > 1 or each.down > 1:
            cell = cell.merge(table.cell(row + each.down - 1, column + each.wide - 1))
        cell.paragraphs[0]._p.getparent().remove(cell.paragraphs[0]._p)
        for text in each.paragraphs:
            cell.add_paragraph().add_run(text).bold = each.bold
        for number, (text, steps) in enumerate(each.items, 1):
            if each.numbered:
                cell.add_paragraph(f"{number}) {text}")
            else:
                cell.add_paragraph(text, style="List Bullet")
            for step in steps:
                cell.add_paragraph(step, style="List Bullet 2")
        if not cell.paragraphs:
            cell.add_paragraph()


def write_xlsx(paper: Paper) -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    width = max(sum(each.wide for each in grid.rows[0]) for grid in paper.grids)
    line = count(2)
    for texts in zip(*paper.stamps, strict=False) if paper.stamps else ():
        row = next(line)
        sheet.cell(row, 1, texts[0])
        sheet.cell(row, width - 1, texts[-1])
    row = next(line)
    sheet.cell(row, 1, paper.title).font = Font(bold=True)
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=width)
    next(line)
    for grid in paper.grids:
        if grid.heading:
            sheet.cell(next(line), 1, grid.heading)
        first = next(line)
        for row, column, each in _placed(grid):
            _xlsx_cell(sheet, first + row, column + 1, each)
        for _row in grid.rows[1:]:
            next(line)
    next(line)
    for text in paper.tail:
        sheet.cell(next(line), 2, text)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _xlsx_cell(sheet, row: int, column: int, each: Box) -> None:
    cell = sheet.cell(row, column, "\n".join(each.lines) or None)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.font = Font(bold=each.bold)
    cell.border = Border(*[Side("thin")] * 4)
    cell.data_type = "s" if cell.value else cell.data_type
    if each.wide > 1 or each.down > 1:
        sheet.merge_cells(
            start_row=row, start_column=column, end_row=row + each.down - 1, end_column=column + each.wide - 1
        )


def write_html(paper: Paper) -> bytes:
    head = "<!DOCTYPE html><html><head><meta charset='utf-8'><title>План</title></head>"
    return f"{head}<body>{_body(paper)}</body></html>".encode()


def write_pdf(
    paper: Paper, *, page: str = "A4 landscape", border: str = "0.5pt solid", padding: str = "2pt 4pt"
) -> bytes:
    style = (
        f"@page {{ size: {page}; margin: 15mm }} body {{ font: 10pt 'PT Serif', 'DejaVu Serif', serif }}"
        "table { border-collapse: collapse; width: 100% }"
        f".grid td {{ border: {border}; padding: {padding}; vertical-align: top }}"
        "ul, ol { margin: 0; padding-left: 12pt } ol { list-style: none } p { margin: 0 }"
        "h1 { font-size: 12pt; text-align: center }"
    )
    return HTML(string=f"<style>{style}</style>{_body(paper)}").write_pdf()


def _body(paper: Paper) -> str:
    parts = []
    if paper.stamps:
        cells = "".join(
            f"<td>{''.join(f'<p>{html.escape(line)}</p>' for line in lines)}</td>" for lines in paper.stamps
        )
        parts.append(f"<table><tr>{cells}</tr></table>")
    parts.append(f"<h1>{html.escape(paper.title)}</h1>")
    for grid in paper.grids:
        if grid.heading:
            parts.append(f"<p>&nbsp;</p><p>{html.escape(grid.heading)}</p><p>&nbsp;</p>")
        rows = "".join(f"<tr>{''.join(map(_html_cell, row))}</tr>" for row in grid.rows)
        parts.append(f"<table class='grid'>{rows}</table>")
    parts += [f"<p>&nbsp;</p><p>{html.escape(line)}</p>" for line in paper.tail]
    return "".join(parts)


def _html_cell(each: Box) -> str:
    spans = "".join(f" {name}={n}" for name, n in (("colspan", each.wide), ("rowspan", each.down)) if n > 1)
    tag = "b" if each.bold else "span"
    inner = "".join(f"<p><{tag}>{html.escape(text)}</{tag}></p>" for text in each.paragraphs)
    items = "".join(
        f"<li>{f'{number}) ' if each.numbered else ''}{html.escape(text)}"
        + (f"<ul>{''.join(f'<li>{html.escape(step)}</li>' for step in steps)}</ul>" if steps else "")
        + "</li>"
        for number, (text, steps) in enumerate(each.items, 1)
    )
    kind = "ol style='list-style:none'" if each.numbered else "ul"
    return f"<td{spans}>{inner}{f'<{kind}>{items}</{kind[:2]}>' if items else ''}</td>"


def write_text(paper: Paper, *, separator: str = "\t") -> bytes:
    lines = []
    for column in paper.stamps:
        lines += [*column, ""]
    lines += [paper.title, ""]
    for grid in paper.grids:
        lines += ["", grid.heading, ""] if grid.heading else []
        width = sum(each.wide for each in grid.rows[0])
        for row in grid.rows:
            cells = [" ".join(each.lines) for each in row]
            lines.append(separator.join([*cells, *[""] * (width - len(cells))]))
    return "\n".join([*lines, "", *paper.tail]).encode()


def write_stacked(paper: Paper) -> bytes:
    """One cell a line."""
    lines = [*(line for column in paper.stamps for line in column), paper.title]
    for grid in paper.grids:
        lines += [" ".join(each.lines) for row in grid.rows for each in row if each.lines]
    return "\n".join([*lines, *paper.tail]).encode()


WRITERS = {"docx": write_docx, "xlsx": write_xlsx, "pdf": write_pdf, "html": write_html, "text": write_text}


def _placed(grid: Grid):
    """(row, column, box), columns counted past what hangs down from above."""
    covered: set[tuple[int, int]] = set()
    for row, boxes in enumerate(grid.rows):
        column = 0
        for each in boxes:
            while (row, column) in covered:
                column += 1
            yield row, column, each
            covered |= {(row + down, column + wide) for down in range(each.down) for wide in range(each.wide)}
            column += each.wide


def table(header: Sequence[str], *rows: Sequence[str | Box], heading: str = "") -> Grid:
    """A table of plain texts."""
    boxes = (tuple(each if isinstance(each, Box) else box(each) for each in row) for row in rows)
    return Grid((tuple(box(text, bold=True) for text in header), *boxes), heading)
