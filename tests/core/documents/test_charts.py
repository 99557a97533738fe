import re

import pytest

from core.documents import FORMATS, BarChart, render

from .papers import docx_texts, make_document, read_docx, read_pdf, read_xlsx

QUARTERS = ["I квартал", "II квартал"]
CHART = BarChart("План и факт", QUARTERS, {"План": [0.2, 0.5], "Факт": [0.25, None]}, "0%")


def test_values_must_fit_the_categories():
    with pytest.raises(ValueError, match="'План' has 1 values for 2 categories"):
        BarChart("", QUARTERS, {"План": [1]})


def test_a_bar_cannot_be_negative():
    with pytest.raises(ValueError, match="negative"):
        BarChart("", QUARTERS, {"План": [1, -1]})


@pytest.mark.parametrize(
    "chart", [BarChart("", [], {}), BarChart("", QUARTERS, {}), BarChart("", QUARTERS, {"План": [0, None]})]
)
@pytest.mark.parametrize("format", FORMATS)
def test_a_chart_without_figures_is_rendered(chart, format):
    assert render(make_document(chart), format)


def test_pdf_says_every_figure_in_words():
    page = read_pdf(CHART)[0]
    assert re.findall(r"\d+ %|нет данных", page.replace("\u00a0", " ")) == ["20 %", "25 %", "50 %", "нет данных"]
    assert all(name in page for name in ("План и факт", "I квартал", "II квартал", "Факт"))


def test_docx_has_the_table():
    file = read_docx(CHART)
    assert "План и факт" in docx_texts(file)
    cells = [[cell.text.replace("\u00a0", " ") for cell in row.cells] for row in file.tables[0].rows]
    assert cells == [["", "План", "Факт"], ["I квартал", "20 %", "25 %"], ["II квартал", "50 %", ""]]


def test_xlsx_draws_from_the_table():
    sheet = read_xlsx(CHART).active
    (chart,) = sheet._charts
    assert sheet.title == "План и факт"
    assert [series.val.numRef.f for series in chart.series] == ["'План и факт'!$B$3:$B$4", "'План и факт'!$C$3:$C$4"]
    assert sheet["B3"].value == 0.2
