"""The five source documents, held against their original texts in tests/data/seeds: nothing lost, nothing reworded."""

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from roadmaps.drafts import ActivityDraft, RoadmapDraft
from roadmaps.linting import collect_warnings

ROOT = Path(__file__).resolve().parents[2]
SLUGS = ("kaleidoskop", "dinskaya", "kingisepp-dshi", "hibiny", "aban")
COLUMNS = {  # the order of the cells after the one that holds number and title
    "kaleidoskop": ("deadline", "responsible", "result"),
    "dinskaya": ("deadline", "responsible", "result"),
    "hibiny": ("deadline", "responsible", "result"),
    "aban": ("result", "deadline", "responsible"),
}


def draft_of(slug: str) -> RoadmapDraft:
    return RoadmapDraft.from_dict(json.loads(fixture_text(slug)))


def fixture_text(slug: str) -> str:
    return (ROOT / "fixtures" / "roadmaps" / f"{slug}.json").read_text(encoding="utf-8")


def original_lines(slug: str) -> list[str]:
    """The document's roadmap alone: of order № 344 only annex 1, up to the planned results of annex 2."""
    text = (ROOT / "tests" / "data" / "seeds" / f"{slug}.txt").read_text(encoding="utf-8")
    if slug == "dinskaya":
        text = text[text.index("**План мероприятий") : text.index("**Планируемые результаты")]
    return [clean(line) for line in text.split("\n")]


def clean(text: str) -> str:
    """Without mark-up and with single spaces; the tabs between cells stay."""
    text = re.sub(r"</?[bi]>|\*\*", "", text)
    text = re.sub(r"<[^>]+>", " ", text)
    return re.sub(r"[^\S\t]+", " ", text).strip(" ")


def words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text)


def activities(draft: RoadmapDraft) -> dict[str, ActivityDraft]:
    return {activity.number: activity for section in draft.sections for activity in section.activities}


def cells(activity: ActivityDraft) -> list[tuple[str, str]]:
    """Every text of a row with the name of its cell."""
    return [
        ("title", activity.title),
        *(("step", step) for step in activity.steps),
        ("deadline", activity.deadline),
        *(("responsible", item.text) for item in activity.responsible),
        ("result", activity.result),
    ]


def everything_said(draft: RoadmapDraft) -> list[str]:
    """Every text but the stamps, which have their own test."""
    said = [draft.title]
    for section in draft.sections:
        said += [section.title, section.goal, section.result]
        said += [text for activity in section.activities for _, text in cells(activity)]
    return said


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


@pytest.mark.parametrize(
    ("slug", "steps"),
    [
        ("kaleidoskop", {"4.3": 5, "4.4": 2}),
        ("dinskaya", {"1.3": 5, "4.3": 5, "4.4": 2}),
        ("kingisepp-dshi", {"4.2": 1}),
        ("hibiny", {"1.1": 6, "3.3": 4, "6.1": 5}),
        ("aban", {"6.1": 3, "6.2": 2}),
    ],
)
def test_steps(slug, steps):
    loaded = activities(draft_of(slug))
    assert {number: len(activity.steps) for number, activity in loaded.items() if activity.steps} == steps
    for number in steps:
        assert loaded[number].title.endswith(":")


def test_the_five_meetings_in_order():
    meetings = (
        "встреча-знакомство",
        "пробная встреча",
        "встреча-планирование",
        "совместная работа наставника и наставляемого",
        "итоговая встреча",
    )
    assert activities(draft_of("kaleidoskop"))["4.3"].steps == meetings
    assert activities(draft_of("dinskaya"))["4.3"].steps == meetings


def test_deadlines_of_stages_stand_at_their_items():
    loaded = activities(draft_of("kingisepp-dshi"))
    stages = {
        "1": ["Март 2022 г."] * 3,
        "2": ["В зависимости от потребности", "В течение первого месяца"],
        "3": ["В зависимости от потребности", "В течение первого месяца"],
        "4": ["В течение первого- второго месяца"] * 3,
        "5": ["В течение месяца после издания приказа о внедрении целевой модели наставничества в ОО"] * 3,
        "6": ["Раз в три месяца после формирования наставнических пар/групп"] * 3,
        "7": ["Периодически"],
    }
    for stage, deadlines in stages.items():
        assert [a.deadline for number, a in loaded.items() if number.startswith(f"{stage}.")] == deadlines


@pytest.mark.parametrize(
    ("slug", "people", "roles", "units", "groups"),
    [
        (
            "kaleidoskop",
            {"Плохая В.С.", "Антипова Ю.В.", "Громенко О.Г."},
            {"Руководитель ОО"},
            set(),
            {"Наставники ОО"},
        ),
        (
            "dinskaya",
            {
                "Рудкова С.Г.",
                "Карпенко М.С.",
                "Толстых Т.Г.",
                "Мухомор Л.И.",
                "Усманова А.В.",
                "Печёная Т.В.",
                "Рудкова С.Г.(педагоги)",
                "Карпенко М.С. (дополнительное образование)",
                "Толстых Т.Г.(база наставников)",
            },
            set(),
            set(),
            {"руководители ОО", "наставники ОО"},
        ),
        ("kingisepp-dshi", set(), set(), set(), set()),
        (
            "hibiny",
            set(),
            {"Куратор", "директор", "Директор", "зам. директора по ОиИД", "электроник"},
            {"рабочая группа"},
            {"члены проекта"},
        ),
        (
            "aban",
            set(),
            set(),
            {"УО", "МКУ ИМС", "ОО"},
            {
                "Руководители ОО",
                "руководители ОО",
                "Руководители УО, ОО",
                "руководители образовательных организаций",
                "кураторы в ОО",
                "кураторы ОО",
                "кураторы",
            },
        ),
    ],
)
def test_responsible_are_told_apart(slug, people, roles, units, groups):
    named = [item for activity in activities(draft_of(slug)).values() for item in activity.responsible]
    assert {
        kind: {item.text for item in named if item.kind == kind} for kind in ("person", "role", "unit", "text")
    } == {
        "person": people,
        "role": roles,
        "unit": units,
        "text": groups,
    }


def test_task_and_result_of_every_stage():
    for section in draft_of("hibiny").sections:
        assert section.title.startswith(f"Этап {section.number}. ")
        assert section.goal
        assert section.result
        assert "этапа" not in f"{section.goal} {section.result.split()[0]}", "the label is not part of the wording"


def test_stamps():
    [signed] = draft_of("kaleidoskop").stamps
    assert (signed.kind, signed.who, signed.side) == ("signed", "А.Е.Шульга", "bottom")
    assert signed.position == "Директор МБУДО ЦТ «Калейдоскоп»"

    order, signed = draft_of("dinskaya").stamps
    assert (order.kind, order.who, order.date) == ("approved_by_order", "М.А.Ежкова", date(2021, 7, 30))
    assert "от 30.07.2021 г. № 344 «О реализации целевой модели наставничества" in order.document
    assert (signed.kind, signed.position, signed.side) == ("signed", "Начальник управления образования", "bottom")

    agreed, approved = draft_of("hibiny").stamps
    assert (agreed.kind, agreed.wording, agreed.who, agreed.date) == (
        "agreed",
        "СОГЛАСОВАНО",
        "А.Н. Грецкий",
        date(2021, 6, 6),
    )
    assert agreed.position == "Председатель Комитета образования, культуры и спорта"
    assert (approved.kind, approved.wording, approved.date) == ("approved_by_order", "УТВЕРЖЕНО", date(2021, 7, 1))
    assert approved.document == "приказом МАОДО ЦДТ «Хибины» от 01.07.2021 № 246"

    assert draft_of("kingisepp-dshi").stamps == draft_of("aban").stamps == ()


WARNINGS = {
    "kaleidoskop": """
        section 1: misprint
        activity 2.1: misprint
        activity 2.2: outside_period
        activity 4.3: group_responsible
        activity 4.4: group_responsible
    """,
    "dinskaya": """
        roadmap: misprint
        roadmap: annex_title_mismatch
        roadmap: annex_row_torn
        activity 1.1: before_approval
        activity 1.3: group_responsible
        activity 1.4: torn_row
        activity 2.2: misplaced_text
        activity 3.3: misprint
        activity 3.4: misprint
        activity 3.5: torn_row
        activity 4.1: nothing_in_period
        activity 4.1: group_responsible
        activity 4.2: group_responsible
        activity 4.3: group_responsible
        activity 4.4: group_responsible
        activity 4.5: group_responsible
        activity 5.1: torn_row
        activity 5.1: lost_words
        activity 5.2: lost_words
    """,
    "kingisepp-dshi": """
        roadmap: no_responsible
        roadmap: no_result
    """,
    "hibiny": """
        stamp 2: stamp_misprint
        section 1: torn_row
        activity 1.3: misprint
        activity 1.4: misprint
        activity 1.6: misprint
        section 2: copied_wording
        activity 2.1: misprint
        activity 3.4: lost_words
        activity 3.6: other_stage
        activity 4.2: torn_row
        activity 4.3: torn_row
        activity 4.3: group_responsible
    """,
    "aban": """
        activity 1.2: group_responsible
        activity 1.3: misprint
        activity 1.3: group_responsible
        activity 2.3: group_responsible
        activity 4.2: group_responsible
        activity 6.1: outside_period
    """,
}


@pytest.mark.parametrize("slug", SLUGS)
def test_every_slip_is_told_once(slug):
    told = [f"{warning.where}: {warning.code}" for warning in collect_warnings(draft_of(slug))]
    assert told == [line.strip() for line in WARNINGS[slug].strip().splitlines()]


@pytest.mark.parametrize(("slug", "number"), [("dinskaya", "1.4"), ("dinskaya", "3.5"), ("dinskaya", "5.1")])
def test_lost_rows_are_to_be_restored(slug, number):
    [torn] = [w for w in collect_warnings(draft_of(slug)) if (w.where, w.code) == (f"activity {number}", "torn_row")]
    assert "восстановить по оригиналу" in torn.message


@pytest.mark.parametrize(
    ("slug", "number", "slip"),
    [
        ("dinskaya", "3.3", "тыторских"),
        ("dinskaya", "3.4", "тыторских"),
        ("hibiny", "1.3", "Информационная компания"),
        ("hibiny", "1.6", "информационной компании"),
        ("hibiny", "2.1", "класный"),
        ("hibiny", "3.6", "второго этапа"),
    ],
)
def test_slips_keep_their_wording(slug, number, slip):
    assert any(slip in text for _, text in cells(activities(draft_of(slug))[number]))
