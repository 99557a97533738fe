"""Somebody else's workbook filled: formulas counted by LibreOffice, rows added, nothing of the layout lost."""

import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName

from monitoring.template_words import name_of, plain_name
from monitoring.workbooks.filling import Share, filled
from monitoring.workbooks.naming import ACROSS, BLOCK, CELL, DOWN, ELSEWHERE, names_in
from monitoring.workbooks.opening import EXTENSIONS, IMAGES, SHAPES, WorkbookRefused, check, losses_in, opened
from monitoring.workbooks.shifting import Growth

TEMPLATE = settings.BASE_DIR / "fixtures" / "demo" / "kirovsk_template.xlsx"
SCHOOLS = [(f"Школа № {number}", 100 * number, 10 * number + number % 2) for number in range(1, 13)]
SOFFICE = shutil.which("soffice")
LISTS = {
    "ОО_номер": list(range(1, 13)),
    "ОО_название": [name for name, _all, _mentees in SCHOOLS],
    "ОО_1_знаменатель": [whole for _name, whole, _mentees in SCHOOLS],
    "ОО_1_числитель": [mentees for _name, _all, mentees in SCHOOLS],
    "ОО_пар": [3] * 12,
}


def book_with(names: dict[str, str], cells: dict[str, object] | None = None) -> bytes:
    book = Workbook()
    book.active.title = "Лист1"
    for place, value in (cells or {}).items():
        book.active[place] = value
    for name, place in names.items():
        book.defined_names[name] = DefinedName(name, attr_text=place)
    return saved(book)


def saved(book: Workbook) -> bytes:
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def with_part(data: bytes, name: str, content: bytes = b"x") -> bytes:
    result = BytesIO(data)
    with zipfile.ZipFile(result, "a") as archive:
        archive.writestr(name, content)
    return result.getvalue()


def recalculated(data: bytes, folder: Path) -> Workbook:
    """As LibreOffice counts it."""
    source = folder / "source.xlsx"
    source.write_bytes(data)
    subprocess.run(
        [SOFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
         "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "out"), str(source)],
        check=True, capture_output=True, timeout=150,
    )  # fmt: skip
    return load_workbook(folder / "out" / "source.xlsx", data_only=True)


# --- what is taken
@pytest.mark.parametrize(
    "part",
    [
        "xl/vbaProject.bin",
        "xl/macrosheets/sheet1.xml",
        "xl/embeddings/oleObject1.bin",
        "xl/activeX/activeX1.xml",
        "xl/externalLinks/externalLink1.xml",
        "xl/connections.xml",
    ],
)
def test_programmes_and_links_are_refused(part):
    data = book_with({})
    check(data)
    with pytest.raises(WorkbookRefused):
        check(with_part(data, part, b"<a/>"))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04" + b"\0" * 50, b"plain text", b"\xd0\xcf\x11\xe0" + b"\0" * 600])
def test_what_is_no_workbook_is_refused(data):
    with pytest.raises(WorkbookRefused):
        check(data)


def test_a_bomb_and_entities_are_refused():
    for content in (b" " * (31 * 1024 * 1024), b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"):
        result = BytesIO(book_with({}))
        with zipfile.ZipFile(result, "a", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/worksheets/sheet9.xml", content)
        with pytest.raises(WorkbookRefused):
            check(result.getvalue())


def test_another_archive_is_no_workbook():
    result = BytesIO()
    with zipfile.ZipFile(result, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    with pytest.raises(WorkbookRefused):
        check(result.getvalue())


def test_what_a_filling_loses_is_told_beforehand():
    assert losses_in(book_with({})) == []
    data = with_part(book_with({}), "xl/media/image1.png")
    data = with_part(data, "xl/drawings/drawing1.xml", b"<xdr:wsDr><xdr:sp macro=''/></xdr:wsDr>")
    data = with_part(data, "xl/worksheets/sheet9.xml", b"<x14:sparklineGroups/>")
    assert set(losses_in(data)) == {IMAGES, SHAPES, EXTENSIONS}


def test_names_tell_their_shapes():
    names = {"one": "Лист1!$B$5", "col": "Лист1!$B$5:$B$9", "row": "Лист1!$B$5:$F$5", "box": "Лист1!$B$5:$C$9",
             "gone": "#REF!", "two": "Лист1!$A$1,Лист1!$A$3", "formula": "SUM(Лист1!$A$1:$A$3)"}  # fmt: skip
    found = {each.name: each for each in names_in(opened(book_with(names)))}
    assert {name: each.form for name, each in found.items()} == {
        "one": CELL, "col": DOWN, "row": ACROSS, "box": BLOCK, "gone": ELSEWHERE, "two": ELSEWHERE,
        "formula": ELSEWHERE,
    }  # fmt: skip
    assert found["col"].place == "Лист1!B5:B9"


def test_names_of_sheets_are_told_apart_and_merged_cells_are_one():
    book = Workbook()
    book.active.title = "А"
    book.active.merge_cells("A1:C1")
    book.create_sheet("Б б").defined_names["дата"] = DefinedName("дата", attr_text="'Б б'!$A$1")
    book["А"].defined_names["дата"] = DefinedName("дата", attr_text="А!$A$1:$C$1")
    found = names_in(opened(saved(book)))
    assert {each.key: each.place for each in found} == {"А!дата": "А!A1", "Б б!дата": "Б б!A1"}


def test_a_name_is_read_however_it_is_spelt():
    assert plain_name("Школа.Название") == plain_name(name_of("each.short_name")) == "оо_наименование"
    assert name_of("total.child-mentees.value", "1") == "итого_1_процент"
    assert plain_name("ИТОГО_1_доля") == plain_name("итого_1_процент")


# --- references
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("=SUM(B6:B8)", "=SUM(B6:B12)"),
        ("=SUM($B$6:$B$8)+B9", "=SUM($B$6:$B$12)+B13"),
        ("=SUM(B6:B7)", "=SUM(B6:B7)"),
        ("=B8*2", "=B8*2"),
        ("=SUM(Свод!B1:B20)", "=SUM(Свод!B1:B24)"),
        ("=SUM('Другой лист'!B6:B8)", "=SUM('Другой лист'!B6:B8)"),
        ("=SUM(B:B)+SUM(6:8)", "=SUM(B:B)+SUM(6:12)"),
        ('=IF(B9="B9",B9,0)', '=IF(B13="B9",B13,0)'),
        ("=SUM(B8:D8)", "=SUM(B8:D8)"),
        ("=SUM(имя)+VLOOKUP(A9,A6:C8,2,FALSE)", "=SUM(имя)+VLOOKUP(A13,A6:C12,2,FALSE)"),
    ],
)
def test_references_follow_the_rows_that_were_added(before, after):
    assert Growth("Свод", 6, 8, 4).formula(before, on="Свод", at=9) == after


def test_a_list_of_one_row_grows_under_its_total():
    growth = Growth("Свод", 6, 6, 4)
    assert growth.formula("=SUM(B6:B6)", on="Свод", at=7) == "=SUM(B6:B10)"
    assert growth.formula("=SUM(B6:D6)", on="Свод", at=6) == "=SUM(B6:D6)"


# --- filling
@pytest.fixture(scope="module")
def result() -> tuple[bytes, list[str]]:
    single = {"период": "III квартал 2026 года", "план_1": Share(70), "не_сдали": "=опасно"}
    return filled(TEMPLATE.read_bytes(), single, LISTS)


def test_the_list_grows_and_everything_around_moves_with_it(result):
    content, notes = result
    book = load_workbook(BytesIO(content))
    sheet = book["Свод"]
    assert [sheet.cell(row, 2).value for row in range(6, 19)] == [*LISTS["ОО_название"], "Итого"]
    assert sheet["C18"].value == "=SUM(C6:C17)"
    assert sheet["E17"].value == '=IF(C17="","",IF(C17=0,"",D17/C17))'
    assert book["Для региона"]["B5"].value == "=MAX(Свод!E6:E17)"
    assert sheet["C22"].value == '=IF(C21="","",E18/C21)'
    assert book.defined_names["ОО_название"].attr_text == "Свод!$B$6:$B$17"
    assert book.defined_names["план_1"].attr_text == "Свод!$C$21"
    assert sheet.print_area == "'Свод'!$A$1:$H$24" and sheet.print_title_rows == "$5:$5"
    assert {str(each) for each in sheet.merged_cells.ranges} == {"A1:H1", "A2:H2", "C20:H20"}
    assert [str(each.sqref) for each in sheet.conditional_formatting] == ["E6:E17"]
    assert str(sheet.data_validations.dataValidation[0].sqref) == "C6:D17"
    assert sheet.freeze_panes == "C6"
    assert sheet["B17"].border.left.style == sheet["B6"].border.left.style == "thin"
    assert sheet["B18"].font.bold and not sheet["B17"].font.bold
    [note] = notes
    assert "Свод" in note and "9" in note


def test_a_text_is_never_a_formula_and_a_share_fits_its_format(result):
    sheet = load_workbook(BytesIO(result[0]))["Свод"]
    assert (sheet["C20"].value, sheet["C20"].data_type) == ("'=опасно", "s")
    assert sheet["C21"].value == pytest.approx(0.7)


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not here")
def test_libreoffice_counts_the_same_totals(result, tmp_path):
    book = recalculated(result[0], tmp_path)
    sheet, whole, mentees = book["Свод"], sum(LISTS["ОО_1_знаменатель"]), sum(LISTS["ОО_1_числитель"])
    assert (sheet["C18"].value, sheet["D18"].value, sheet["F18"].value) == (whole, mentees, 36)
    assert sheet["E18"].value == pytest.approx(mentees / whole)
    assert sheet["C22"].value == pytest.approx(mentees / whole / 0.7)
    region = book["Для региона"]
    assert (region["B1"].value, region["B2"].value) == (whole, mentees)
    assert region["B5"].value == pytest.approx(max(one / all_ for _name, all_, one in SCHOOLS))


def test_fewer_institutions_leave_rows_empty():
    content, notes = filled(TEMPLATE.read_bytes(), {}, {"ОО_название": ["Школа № 1"]})
    sheet = load_workbook(BytesIO(content))["Свод"]
    assert [sheet.cell(row, 2).value for row in (6, 7, 8, 9)] == ["Школа № 1", None, None, "Итого"]
    assert notes == []


def test_a_row_of_cells_does_not_grow_and_says_so():
    data = book_with({"ОО_название": "Лист1!$B$2:$C$2"})
    content, notes = filled(data, {}, {"ОО_название": ["А", "Б", "В"]})
    assert [load_workbook(BytesIO(content)).active[place].value for place in ("B2", "C2", "D2")] == ["А", "Б", None]
    assert "2" in notes[0] and "3" in notes[0]


def test_a_cell_with_a_formula_is_left_alone():
    content, notes = filled(book_with({"дата": "Лист1!$A$1"}, {"A1": "=TODAY()"}), {"дата": 1}, {})
    assert load_workbook(BytesIO(content)).active["A1"].value == "=TODAY()"
    assert "дата" in notes[0]


def test_lists_one_above_the_other_grow_each():
    data = book_with(
        {"верх": "Лист1!$A$2:$A$3", "низ": "Лист1!$A$6:$A$7", "сбоку": "Лист1!$B$6:$B$7"},
        {"A4": "=COUNTA(A2:A3)", "A8": "=COUNTA(A6:A7)"},
    )
    lists = {"верх": list("абвг"), "низ": list("деёжз"), "сбоку": list("12345")}
    sheet = load_workbook(BytesIO(filled(data, {}, lists)[0])).active
    assert [sheet.cell(row, 1).value for row in range(2, 14)] == [
        *"абвг", "=COUNTA(A2:A5)", None, *"деёжз", "=COUNTA(A8:A12)",
    ]  # fmt: skip


def test_lists_that_share_rows_begin_and_end_together():
    data = book_with({"один": "Лист1!$A$2:$A$5", "другой": "Лист1!$B$2:$B$6"})
    with pytest.raises(WorkbookRefused):
        filled(data, {}, {"один": ["а"], "другой": ["б"]})


def test_the_looks_of_a_part_of_a_text_stay():
    book = Workbook()
    book.active["A1"] = "Заголовок"
    book.active["A1"].font = Font(bold=True, color="FF0000")
    book.defined_names["дата"] = DefinedName("дата", attr_text="Sheet!$A$2")
    content, _notes = filled(saved(book), {"дата": "сегодня"}, {})
    assert load_workbook(BytesIO(content)).active["A1"].font.color.rgb == "00FF0000"
