"""How long an XLSX of many rows takes: `python benchmarks/xlsx.py [ROWS]`, 14 columns, 100,000 rows unless said.

Ours (core.documents, one long table) beside openpyxl write-only, and reading it back by python-calamine, which uploads
use, beside openpyxl read-only. Prints one JSON line: seconds of processor time, the peak of Python's memory above the
rows themselves, sizes, ratios. Aim (measures.md): far from openpyxl's half a minute, memory flat but for the file.
"""

import json
import os
import sys
import tracemalloc
from collections.abc import Callable
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[1]))

from openpyxl import Workbook, load_workbook  # noqa: E402
from python_calamine import CalamineWorkbook  # noqa: E402

from core.documents import Column, Document, Heading, Row, Table, render  # noqa: E402

COLUMNS = 14


def cells(number: int) -> list:
    texts = [f"Соколова Анна {number}", "МБОУ СОШ № 7", "Помощь с проектом", "=SUM(A1)", "ученик – ученик"]
    return [number, *texts, number / 4, date(2026, 9, 1) + timedelta(days=number % 200), *texts, number % 5]


def ours(rows: list[list]) -> bytes:
    table = Table([Column(f"Столбец {place + 1}") for place in range(COLUMNS)], [Row(row) for row in rows])
    made = datetime(2026, 11, 21, 12)
    return render(
        Document("Банк", [Heading("Банк"), table], file_name="Банк", created_at=made, author="Школа"), "xlsx"
    )


def by_openpyxl(rows: list[list]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Банк")
    for row in rows:
        sheet.append([f"'{cell}" if isinstance(cell, str) and cell[:1] == "=" else cell for cell in row])
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def read_by_calamine(data: bytes) -> int:
    return len(CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python())


def read_by_openpyxl(data: bytes) -> int:
    return sum(1 for _ in load_workbook(BytesIO(data), read_only=True).active.iter_rows(values_only=True))


def timed(work: Callable, given) -> tuple[float, object]:
    start = process_time()
    result = work(given)
    return round(process_time() - start, 2), result


def peak(work: Callable, given) -> int:
    """Megabytes of Python's memory at the most, the result included."""
    tracemalloc.start()
    work(given)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return round(most / 2**20)


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    rows = [cells(n) for n in range(number)]
    wrote, data = timed(ours, rows)
    peer_wrote, _ = timed(by_openpyxl, rows)
    read, found = timed(read_by_calamine, data)
    peer_read, _ = timed(read_by_openpyxl, data)
    assert found == number + 2, found  # the heading, the header
    print(
        json.dumps(
            {
                "question": "XLSX of many rows",
                "rows": number,
                "columns": COLUMNS,
                "write": {"ours": wrote, "openpyxl write-only": peer_wrote, "ratio": round(peer_wrote / wrote, 1)},
                "read": {"ours": read, "openpyxl read-only": peer_read, "ratio": round(peer_read / read, 1)},
                "peak_mb": {"ours": peak(ours, rows[:20_000]), "rows": min(number, 20_000)},
                "size_mb": round(len(data) / 2**20, 1),
                "load": round(os.getloadavg()[0], 1),
            },
            ensure_ascii=False,
        )
    )


if __name__ == "__main__":
    main()
