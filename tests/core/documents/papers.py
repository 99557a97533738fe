"""A paper of given blocks, and reading it back from each format."""

import os
import re
import shutil
import subprocess
from datetime import datetime
from io import BytesIO

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from core.documents import Column, Document, Row, Steps, Table, render

CREATED_AT = datetime(2025, 9, 1, 12, 30)


def make_document(*blocks, title="Отчёт", **options) -> Document:
    return Document(
        title, blocks, **{"file_name": "Отчёт", "created_at": CREATED_AT, "author": "Школа № 1", **options}
    )


def make_roadmap_table(activities: int = 35) -> Table:
    """A table of the size and wording of a real roadmap."""
    wording = (
        "Проведение анкетирования среди потенциальных наставников, желающих принять участие в программе. "
        "Сбор согласий на сбор и обработку персональных данных участников пар «наставник-наставляемый»."
    )
    meetings = Steps("Организация встреч:", ("встреча-знакомство", "пробная встреча", "итоговая встреча"))
    columns = [
        Column("№ п/п", 1, "center"),
        Column("Наименование мероприятия", 5),
        Column("Срок реализации", 2, "center"),
        Column("Ответственный исполнитель", 2),
        Column("Результат. Вид документа", 3),
    ]
    rows = [Row(("Этап 1. Подготовка условий",), "section"), Row(("Задача этапа — создание условий",), "note")]
    for number in range(1, activities + 1):
        what = meetings if number % 7 == 0 else wording
        rows.append(Row((f"1.{number}", what, "до 15.10.2021, далее ежегодно", "Куратор, директор", "Приказ, база")))
    return Table(columns, rows, column_numbers=True)


def pdf_pages(pdf: bytes) -> list[str]:
    """The text of each page, laid out as on the page; spaces that hold words together are spaces like any other."""
    text = _poppler("pdftotext", "-layout", "-", "-", pdf=pdf).replace("\N{NO-BREAK SPACE}", " ")
    return text.split("\f")[:-1]


def pdf_facts(pdf: bytes) -> dict[str, str]:
    """The properties of the file."""
    lines = _poppler("pdfinfo", "-", pdf=pdf).splitlines()
    return {key: value.strip() for key, _, value in (line.partition(":") for line in lines)}


def pdf_sizes(pdf: bytes) -> list[str]:
    """Width and height of each page, in points."""
    lines = _poppler("pdfinfo", "-f", "1", "-l", "99", "-", pdf=pdf).splitlines()
    return [re.search(r"size: +([\d.]+ x [\d.]+)", line)[1] for line in lines if re.match(r"Page +\d+ size", line)]


def pdf_fonts(pdf: bytes) -> list[str]:
    """Names of the fonts, without the prefix of a subset."""
    return [line.split()[0].partition("+")[2] for line in _poppler("pdffonts", "-", pdf=pdf).splitlines()[2:]]


def read_docx(*blocks, **options):
    return docx.Document(BytesIO(render(make_document(*blocks, **options), "docx")))


def read_xlsx(*blocks, **options):
    return openpyxl.load_workbook(BytesIO(render(make_document(*blocks, **options), "xlsx")))


def read_pdf(*blocks, **options) -> list[str]:
    return pdf_pages(render(make_document(*blocks, **options), "pdf"))


def sheet_texts(sheet) -> list[str]:
    return [str(value) for row in sheet.iter_rows(values_only=True) for value in row if value is not None]


def docx_texts(file) -> list[str]:
    """Every paragraph of the body, those in tables too, in the order of the page."""
    paragraphs = file.element.body.iter(qn("w:p"))
    return ["".join(text.text or "" for text in paragraph.iter(qn("w:t"))) for paragraph in paragraphs]


def _poppler(tool: str, *arguments: str, pdf: bytes) -> str:
    """Run a tool of poppler-utils; a PDF is judged by an independent reader."""
    if not shutil.which(tool):
        missing = f"{tool} is not installed: apt-get install poppler-utils"
        pytest.fail(missing) if os.environ.get("CI") == "true" else pytest.skip(missing)
    return subprocess.run([tool, *arguments], input=pdf, capture_output=True, check=True).stdout.decode()
