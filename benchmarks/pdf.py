"""How long a PDF of a table of Cyrillic rows takes: `python benchmarks/pdf.py [ROWS …]`, usually 100, 300, 1,000.

Ours (core.documents: fonts of its own, tagged, headers that repeat, rows that do not break) beside WeasyPrint given a
plain HTML table, ReportLab with plain and with wrapped cells, and Typst; the last two only where they are installed
(`pip install reportlab typst`: the product needs neither). Each runs in a process of its own after a small document,
so that loading counts for nothing. Prints one JSON line: by number of rows and side the seconds of processor time, the
megabytes at most and of the file, and how many times the fastest that wraps its cells ours takes. Aims (measures.md):
what people read, up to 300 rows, under 3 s; what is longer goes out as XLSX only (core/listing.py).
"""

import json
import os
import resource
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime
from html import escape
from importlib.util import find_spec
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path
from time import process_time

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
FONT = ROOT / "static/fonts/documents/Tinos-Regular.ttf"
HEADERS = ("№", "Наставник", "Наставляемый", "Форма", "Программа", "Результат")
SHARES = (1, 5, 5, 4, 5, 6)
LAST = ("Соколов", "Иванов", "Кузнецов", "Лебедев", "Новиков", "Морозов")
WORDS = "План выполнен, участие в олимпиаде"
Rows = list[tuple[str, ...]]


def table_of(number: int) -> Rows:
    return [
        (str(n), f"{LAST[n % 6]} Пётр Ильич", f"{LAST[n % 5]}а Анна Олеговна", "ученик – ученик", "Вместе", WORDS)
        for n in range(1, number + 1)
    ]  # fmt: skip


def ours(rows: Rows) -> bytes:
    from core.documents import Column, Document, Heading, Row, Table, render

    table = Table(
        [Column(title, share) for title, share in zip(HEADERS, SHARES, strict=True)], [Row(row) for row in rows]
    )
    made = datetime(2026, 11, 21, 12)
    document = Document(
        "Пары", [Heading("Пары"), table], file_name="Пары", created_at=made, author="Школа", font_size=10
    )
    return render(document, "pdf")


def weasyprint(rows: Rows) -> bytes:
    from weasyprint import HTML

    lines = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in (HEADERS, *rows))
    style = "table{border-collapse:collapse;font-size:10pt}td{border:1px solid}"
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return HTML(string=f"<style>{style}</style><table>{body}</table>").write_pdf()


def reportlab_plain(rows: Rows) -> bytes:
    return _reportlab([HEADERS, *rows])


def reportlab_wrapped(rows: Rows) -> bytes:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    _reportlab_font()
    style = ParagraphStyle("cell", fontName="Tinos", fontSize=10, leading=11.5)
    return _reportlab([HEADERS, *([Paragraph(escape(cell), style) for cell in row] for row in rows)])


def _reportlab_font() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    pdfmetrics.registerFont(TTFont("Tinos", FONT))


def _reportlab(cells: list) -> bytes:
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import LongTable, SimpleDocTemplate

    _reportlab_font()
    look = [("FONT", (0, 0), (-1, -1), "Tinos", 10), ("GRID", (0, 0), (-1, -1), 0.7, colors.black)]
    widths = [share * 500 / sum(SHARES) for share in SHARES]
    file = BytesIO()
    SimpleDocTemplate(file, pagesize=A4).build([LongTable(cells, colWidths=widths, repeatRows=1, style=look)])
    return file.getvalue()


def typst(rows: Rows) -> bytes:
    import typst

    cells = ", ".join(json.dumps(cell, ensure_ascii=False) for row in rows for cell in row)
    header = ", ".join(json.dumps(title, ensure_ascii=False) for title in HEADERS)
    columns = ", ".join(f"{share}fr" for share in SHARES)
    source = f'#set text(font: "Tinos", size: 10pt, lang: "ru")\n#table(columns: ({columns}), table.header({header}),'
    return typst.compile(f"{source} {cells})".encode(), font_paths=[str(FONT.parent)])


SIDES: dict[str, tuple[Callable[[Rows], bytes], str]] = {
    "ours": (ours, "weasyprint"),
    "weasyprint, plain table": (weasyprint, "weasyprint"),
    "reportlab, plain": (reportlab_plain, "reportlab"),
    "reportlab, wrapped": (reportlab_wrapped, "reportlab"),
    "typst": (typst, "typst"),
}
WRAPPING = ("weasyprint, plain table", "reportlab, wrapped", "typst")  # the others cut or overrun a long text


def measured(name: str, number: int) -> dict[str, float]:
    """One side at one size, in this process."""
    make, _module = SIDES[name]
    make(table_of(2))
    rows, start = table_of(number), process_time()
    content = make(rows)
    taken = process_time() - start
    assert content.startswith(b"%PDF"), name
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"cpu": round(taken, 2), "peak_mb": round(most), "file_mb": round(len(content) / 2**20, 2)}


def compared(number: int) -> dict[str, dict | float]:
    installed = [name for name, (_make, module) in SIDES.items() if find_spec(module)]
    found = {name: _alone(name, number) for name in installed}
    fastest = min(found[name]["cpu"] for name in WRAPPING if name in found)
    return {**found, "ratio": round(found["ours"]["cpu"] / max(fastest, 0.01), 1)}


def _alone(name: str, number: int) -> dict[str, float]:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(measured, name, number).result()


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]] or [100, 300, 1000]
    answer = {str(size): compared(size) for size in sizes}
    load = round(os.getloadavg()[0], 1)
    print(json.dumps({"question": "PDF of a table", "rows": answer, "load": load}, ensure_ascii=False))


if __name__ == "__main__":
    main()
