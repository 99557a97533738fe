"""Drawings of charts: words stay text, nothing that a page's policy would refuse, every format has the figures."""

import re

import pytest

from core.documents import FORMATS, BarChart, Point, Tile, TileMap, Trend, render
from core.documents.html import fragment
from core.documents.pictures import picture
from core.templatetags.charts import chart

from .papers import docx_texts, make_document, read_docx, read_pdf, read_xlsx

POINTS = [
    Point("2 кв.\n2026", 0.195, 0.3, True, "принятый отчёт"),
    Point("3 кв.\n2026", 0.263, 0.3, True, "принятый отчёт"),
    Point("4 кв.\n2026", 0.1, None, False, "подсчёт"),
]
TREND = Trend("По кварталам", POINTS, "0.0%")
TILES = TileMap("Карта", [Tile("Школа № 1", 0.288, "61 из 212", "/organizations/1/"), Tile("Сад", None, "не сдан")])
BARS = BarChart(
    "Школы", ["Школа № 1", "Сад"], {"Факт": [0.2, None], "План": [0.3, None]}, "0%", notes=["", "не сдан"], gap="–"
)
ANSWERS = BarChart("Ответы", ["да", "нет"], {"Ответов": [3, 1]}, "0", with_shares=True)
EVERY = (TREND, TILES, BARS, ANSWERS)


def drawn(block) -> str:
    return fragment(picture(block))


@pytest.mark.parametrize("block", EVERY)
def test_a_drawing_has_neither_scripts_nor_styles(block):
    assert "<svg" in drawn(block)
    assert not re.search(r"<script|<style|style=|\son\w+=", drawn(block))


@pytest.mark.parametrize("block", EVERY)
@pytest.mark.parametrize("format", FORMATS)
def test_every_format_has_it(block, format):
    assert render(make_document(block), format)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("block", [Trend("", []), Trend("", [Point("1", None, None, False, "")]), TileMap("", [])])
def test_nothing_to_draw_is_no_failure(block, format):
    assert render(make_document(block), format)


def test_words_are_escaped():
    page = chart(TileMap("", [Tile("<script>alert(1)</script>", 0.5, '"&', "/?a=1&b=2")]))
    assert "<script>" not in page and "&lt;script&gt;" in page
    assert 'href="/?a=1&amp;b=2"' in page


def test_settled_points_are_full_and_what_may_change_is_hollow_and_dashed():
    page = drawn(TREND)
    marks = re.findall(r'<circle [^>]*r="4" fill="(#\w+)"', page.split('class="legend"')[0])
    assert marks == ["#1F4E79", "#1F4E79", "#FFFFFF"]
    assert page.split('class="legend"')[0].count('stroke-dasharray="2 3"') == 1


def test_a_gap_breaks_the_line():
    points = [Point("1", 1, None, True, ""), Point("2", None, None, True, ""), Point("3", 2, None, True, "")]
    assert 'stroke="#1F4E79"' not in re.sub(r"<circle[^>]*>", "", drawn(Trend("", points)))


def test_a_tile_is_darker_where_the_share_is_greater_and_says_so_in_figures():
    levels = [Tile("", share, "").level for share in (None, 0, 0.05, 0.1, 0.2, 0.35, 0.5, 1.2)]
    assert levels == [0, 1, 2, 3, 4, 5, 6, 6]
    page = drawn(TILES).replace("\u00a0", " ")
    assert "28,8 %" in page and "61 из 212" in page and 'href="/organizations/1/"' in page


def test_a_category_without_any_value_is_one_line_with_the_reason():
    page = drawn(BARS)
    assert page.count("<tr>") == 3
    assert "не сдан" in page


def test_shares_stand_beside_the_figures_and_need_one_series():
    assert "3 (75\u00a0%)" in drawn(ANSWERS)
    with pytest.raises(ValueError, match="one series"):
        BarChart("", ["да"], {"Факт": [1], "План": [2]}, with_shares=True)


def test_notes_are_as_many_as_categories():
    with pytest.raises(ValueError, match="2 notes for 1 categories"):
        BarChart("", ["да"], {"Факт": [1]}, notes=["", ""])


def test_pdf_says_every_figure_of_a_trend_and_a_map():
    text = read_pdf(TREND)[0].replace("\u00a0", " ")
    assert text.count("26,3 %") == 2  # on the drawing and in the table
    assert all(words in text for words in ("по отчётам", "может измениться", "план", "подсчёт"))
    assert "28,8 %" in read_pdf(TILES)[0].replace("\u00a0", " ")


def test_docx_has_the_tables():
    assert "По кварталам" in docx_texts(read_docx(TREND))
    assert [cell.text for cell in read_docx(TILES).tables[0].rows[2].cells] == ["Сад", "", "не сдан"]


@pytest.mark.parametrize(("block", "series"), [(TREND, 2), (TILES, 1), (BARS, 2)])
def test_xlsx_draws_from_the_table(block, series):
    (sheet_chart,) = read_xlsx(block).active._charts
    assert len(sheet_chart.series) == series
