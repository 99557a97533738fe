"""The five source documents, held against their original texts in tests/data/seeds: nothing lost, nothing reworded."""

import json
import re
from collections import Counter
from datetime import date

import pytest

from roadmaps.drafts import ActivityDraft

from .source_documents import (
    COLUMNS,
    SLUGS,
    activities,
    cells,
    draft_of,
    everything_said,
    fixture_text,
    original_lines,
    words,
)


@pytest.mark.parametrize("slug", SLUGS)
def test_fixture_is_what_a_draft_writes(slug):
    written = json.dumps(draft_of(slug).to_dict(), indent=2, ensure_ascii=False)
    assert fixture_text(slug) == written + "\n"


@pytest.mark.parametrize(
    ("slug", "sizes", "total", "level", "track", "period"),
    [
        ("kaleidoskop", [9, 2, 4, 6], 21, "institution", "students", (date(2022, 1, 1), date(2024, 12, 31))),
        ("dinskaya", [4, 2, 5, 6, 2], 19, "municipality", "both", (date(2021, 1, 1), date(2021, 12, 31))),
        ("kingisepp-dshi", [3, 2, 2, 3, 3, 3, 1], 17, "institution", "staff", (date(2022, 1, 1), date(2022, 12, 31))),
        ("hibiny", [6, 4, 6, 3, 4, 3, 6], 32, "institution", "students", (date(2021, 7, 1), date(2024, 12, 31))),
        ("aban", [3, 6, 5, 2, 4, 2], 22, "municipality", "staff", (date(2023, 9, 1), date(2024, 8, 31))),
    ],
)
def test_the_whole_document_is_there(slug, sizes, total, level, track, period):
    draft = draft_of(slug)
    assert [len(section.activities) for section in draft.sections] == sizes
    assert list(activities(draft)) == [f"{s}.{a}" for s, size in enumerate(sizes, 1) for a in range(1, size + 1)]
    assert len(activities(draft)) == total
    assert (draft.level, draft.track) == (level, track)
    assert (draft.period_from, draft.period_to) == period


COLUMN_HEADS = {
    "kaleidoskop": "п п Наименование мероприятия Срок реализации Ответственный исполнитель Результат Вид документа",
    "dinskaya": "п п Наименование мероприятия Сроки место проведения "
    "Ответственный исполнитель Результат Вид документа",
    "kingisepp-dshi": "Наименование этапа Содержание деятельности и примерный план мероприятий Сроки проведения",
    "hibiny": "Этап мероприятия этапа Сроки Ответственные Результат",
    "aban": "п п Наименование мероприятия Итоговый результат Период Ответственные",
}
STAMPS_AND_LABELS = {
    "kaleidoskop": "Директор МБУДО ЦТ Калейдоскоп А Е Шульга",
    "dinskaya": "Начальник управления образования М А Ежкова",
    "kingisepp-dshi": "",
    "hibiny": "СОГЛАСОВАНОПредседатель Комитета образования культуры и спорта А Н Грецкий июня г "
    "УТВЕРЖЕНО приказом МАОДО ЦДТ Хибины от"
    + " Задача этапа" * 6
    + " Основные задачи этапа"
    + " Результат этапа" * 4
    + " Результаты этапа" * 3,
    "aban": "",
}
# A stage's one deadline cell stands at each of its items.
REPEATED = {
    "kingisepp-dshi": "Март г " * 2
    + "В течение первого второго месяца " * 2
    + "В течение месяца после издания приказа о внедрении целевой модели наставничества в ОО " * 2
    + "Раз в три месяца после формирования наставнических пар групп " * 2
}


@pytest.mark.parametrize("slug", SLUGS)
def test_no_word_is_lost_or_added(slug):
    original = Counter(words(" ".join(original_lines(slug))))
    loaded = Counter(words(" ".join(everything_said(draft_of(slug)))))
    not_rows = Counter(words(f"{COLUMN_HEADS[slug]} {STAMPS_AND_LABELS[slug]}"))
    assert original - not_rows == loaded - Counter(words(REPEATED.get(slug, "")))


# The cells that a page break tore: the first word after it.
JOINED = {
    "kaleidoskop": {
        ("1.8", "title"): "показателей",
        ("3.2", "title"): "педагога-",
        ("3.2", "deadline"): "с планом",
    },
    "aban": {
        ("2.1", "title"): "Региональной",
        ("2.1", "result"): "материалов",
        ("3.5", "title"): "педагогических",
        ("5.3", "title"): "по направлению",
        ("5.3", "result"): "мониторинга",
        ("6.2", "step"): "по направлению",
    },
}


@pytest.mark.parametrize("slug", SLUGS)
def test_nothing_is_reworded(slug):
    """Every cell stands in the original letter for letter; those torn by a page break, in two parts."""
    original = " ".join(" ".join(original_lines(slug)).split())
    draft = draft_of(slug)
    for text in (draft.title, *(text for s in draft.sections for text in (s.title, s.goal, s.result))):
        assert text in original
    joined = {}
    for number, activity in activities(draft).items():
        for cell, text in cells(activity):
            if text not in original:
                joined[number, cell] = text
    assert joined.keys() == JOINED.get(slug, {}).keys()
    for place, text in joined.items():
        head, tail = text.split(f" {JOINED[slug][place]}", 1)
        assert head in original
        assert JOINED[slug][place] + tail in original


@pytest.mark.parametrize("slug", COLUMNS)
def test_cells_stand_in_their_columns(slug):
    originals, loaded = table_rows(slug), activities(draft_of(slug))
    assert set(loaded) - set(originals) == ({"1.4", "3.5", "5.1", "5.2"} if slug == "dinskaya" else set())
    for number, (title, *rest) in originals.items():
        activity = loaded[number]
        assert tokens(title) == tokens(" ".join((activity.title, *activity.steps))), number
        for column, text in zip(COLUMNS[slug], rest, strict=True):
            assert tokens(text) == tokens(column_text(activity, column)), (number, column)


def table_rows(slug: str) -> dict[str, list[str]]:
    """number -> title and the other cells; in two documents a row without a number continues the one above."""
    rows: dict[str, list[str]] = {}
    for line in original_lines(slug):
        number, _, title = re.match(r"(\d\.\d)?(\.?\s*)(.*?)(?:\t|$)", line).groups()
        rest = line.split("\t")[1:]
        if number:
            texts = [title, *rest] if title and slug == "hibiny" else rest
            width = len(COLUMNS[slug]) + 1
            if len(texts) >= width:
                rows[number] = texts[:width]
        elif line.startswith("\t") and slug in ("kaleidoskop", "aban"):
            last = next(reversed(rows.values()))
            last[:] = [f"{above} {below}" for above, below in zip(last, rest + [""] * len(last), strict=False)]
    return rows


def tokens(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def column_text(activity: ActivityDraft, column: str) -> str:
    if column == "responsible":
        return " ".join(item.text for item in activity.responsible)
    return getattr(activity, column)
