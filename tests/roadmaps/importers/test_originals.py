"""The five source documents, in every kind of file, come out as the fixtures; their raw texts too."""

import re

import pytest

from roadmaps.drafts import RoadmapDraft
from roadmaps.importers import Reading, read_file, understand

from .originals import SLUGS, draft_of, rebuilt, seed
from .papers import WRITERS, write_stacked, write_text


def rows(draft: RoadmapDraft, *, tidy=lambda text: text) -> list[tuple]:
    """Everything that the document says, a line for a line of a difference."""
    said = []
    for section in draft.sections:
        said.append(("section", section.number, *map(tidy, (section.title, section.goal, section.result))))
        for row in section.activities:
            said.append(("activity", row.number, tidy(row.title)))
            said.append(("deadline", row.number, tidy(row.deadline)))
            said.append(("result", row.number, tidy(row.result), row.document_kind))
            said += [("responsible", row.number, each.kind, tidy(each.text)) for each in row.responsible]
            said += [("step", row.number, tidy(step)) for step in row.steps]
            said += [("more", row.number, row.place, row.note)] if row.place or row.note else []
    return said


def without_line_breaks(text: str) -> str:
    """A PDF does not tell whether a space stood where it broke a line at a hyphen, a slash or a bracket."""
    return re.sub(r"\s*([-–/(])\s*", r"\1", text)


def assert_accounted(reading: Reading) -> None:
    assert reading.source_rows == len(reading.placed) + len(reading.not_placed)


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("kind", WRITERS)
def test_rebuilt_document_is_read_as_the_fixture(slug, kind):
    reading = understand(read_file(WRITERS[kind](rebuilt(slug))))
    tidy = without_line_breaks if kind == "pdf" else str
    assert rows(reading.draft, tidy=tidy) == rows(draft_of(slug), tidy=tidy)
    assert tidy(reading.draft.title) == tidy(draft_of(slug).title)
    assert (reading.draft.level, reading.draft.period_from, reading.draft.period_to) == (
        draft_of(slug).level,
        draft_of(slug).period_from,
        draft_of(slug).period_to,
    )
    assert reading.not_placed == ()
    assert_accounted(reading)


@pytest.mark.parametrize("slug", SLUGS)
def test_pipes_do_as_well_as_tabs(slug):
    reading = understand(read_file(write_text(rebuilt(slug), separator=" | ")))
    assert rows(reading.draft) == rows(draft_of(slug))


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("page", ["A4", "A5 landscape"])
def test_narrow_pages_break_rows_but_not_the_reading(slug, page):
    reading = understand(read_file(WRITERS["pdf"](rebuilt(slug), page=page)))
    assert rows(reading.draft, tidy=without_line_breaks) == rows(draft_of(slug), tidy=without_line_breaks)
    assert_accounted(reading)


@pytest.mark.parametrize("slug", ["kaleidoskop", "hibiny", "aban"])
def test_one_cell_a_line(slug):
    reading = understand(read_file(write_stacked(rebuilt(slug))))
    assert rows(reading.draft) == rows(draft_of(slug))
    assert_accounted(reading)


@pytest.mark.parametrize("slug", SLUGS)
def test_raw_text_is_read_as_the_fixture(slug):
    reading = understand(read_file(seed(slug)))
    assert rows(reading.draft) == rows(draft_of(slug))
    assert_accounted(reading)


TORN = {
    "kaleidoskop": {"activity 1.8": "row_joined", "activity 3.2": "row_joined"},
    "dinskaya": {"activity 1.4": "row_torn", "activity 3.5": "row_torn", "activity 5.1": "row_torn"},
    "kingisepp-dshi": {},
    "hibiny": {},
    "aban": dict.fromkeys(("activity 2.1", "activity 3.5", "activity 5.3", "activity 6.2"), "row_joined"),
}


@pytest.mark.parametrize("slug", SLUGS)
def test_every_torn_row_of_the_raw_text_is_doubted(slug):
    reading = understand(read_file(seed(slug)))
    torn = {doubt.target: doubt.code for doubt in reading.doubts if doubt.code in ("row_joined", "row_torn")}
    assert torn == TORN[slug]
    remarked = {
        f"activity {row.number}": remark.code
        for section in reading.draft.sections
        for row in section.activities
        for remark in row.remarks
    }
    assert remarked == {target: "torn_row" for target, code in TORN[slug].items() if code == "row_torn"}


def test_numbers_that_were_lost_are_said_to_be_assumed():
    reading = understand(read_file(seed("dinskaya")))
    assumed = [doubt.target for doubt in reading.doubts if doubt.code == "number_assumed"]
    assert assumed == ["activity 1.4", "activity 3.5", "activity 5.1"]


def test_of_an_order_only_the_annex_is_placed():
    reading = understand(read_file(seed("dinskaya")))
    left = [each.text for each in reading.not_placed]
    assert any("приказываю" in text for text in left)
    assert any("Наименование показателя" in text for text in left)
    order, signed = reading.draft.stamps
    assert (order.kind, order.document, order.who) == (
        "approved_by_order",
        "приказ от 30.07.2021 г. № 344 «О реализации целевой модели наставничества для организаций, осуществляющих "
        "образовательную деятельность по общеобразовательным, дополнительным общеобразовательным программам "
        "в 2021 году»",
        "М.А.Ежкова",
    )
    assert (signed.kind, signed.position) == ("signed", "Начальник управления образования")


@pytest.mark.parametrize("kind", WRITERS)
def test_stamps_side_by_side(kind):
    agreed, approved = understand(read_file(WRITERS[kind](rebuilt("hibiny")))).draft.stamps
    assert (agreed.kind, agreed.who, agreed.side) == ("agreed", "А.Н. Грецкий", "left")
    assert agreed.position == "Председатель Комитета образования, культуры и спорта"
    assert approved == draft_of("hibiny").stamps[1]


@pytest.mark.parametrize("kind", WRITERS)
def test_signature_under_the_table(kind):
    [signed] = understand(read_file(WRITERS[kind](rebuilt("kaleidoskop")))).draft.stamps
    assert signed == draft_of("kaleidoskop").stamps[0]
