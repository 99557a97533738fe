"""The five source documents rebuilt from the fixtures in the layout of their originals (columns, order, sections)."""

import json
from collections.abc import Callable
from pathlib import Path

from roadmaps.drafts import ActivityDraft, RoadmapDraft, SectionDraft

from .papers import Box, Grid, Paper, box

ROOT = Path(__file__).resolve().parents[3]
SLUGS = ("kaleidoskop", "dinskaya", "kingisepp-dshi", "hibiny", "aban")


def draft_of(slug: str) -> RoadmapDraft:
    path = ROOT / "fixtures" / "roadmaps" / f"{slug}.json"
    return RoadmapDraft.from_dict(json.loads(path.read_text(encoding="utf-8")))


def seed(slug: str) -> bytes:
    return (ROOT / "tests" / "data" / "seeds" / f"{slug}.txt").read_bytes()


def rebuilt(slug: str) -> Paper:
    draft = draft_of(slug)
    grids, stamps, tail = LAYOUTS[slug](draft)
    return Paper(draft.title, grids, stamps, tail)


def _numbered(header: tuple[str, ...], section: Callable, order: tuple[str, ...]) -> Callable:
    """№, activity and the other columns in the document's order; a section is a row of its own."""

    def build(draft: RoadmapDraft) -> tuple[Grid, ...]:
        rows = [tuple(box(text, bold=True) for text in header)]
        for each in draft.sections:
            rows.append(section(each, len(header)))
            rows += [(box(row.number), _title(row), *(_cell(row, name) for name in order)) for row in each.activities]
        return (Grid(tuple(rows)),)

    return build


def _title(row: ActivityDraft, number: str = "") -> Box:
    return Box((f"{number}{row.title}",), tuple((f"{step};", ()) for step in row.steps))


def _cell(row: ActivityDraft, name: str) -> Box:
    return box(", ".join(each.text for each in row.responsible) if name == "responsible" else getattr(row, name))


def _with_number(section: SectionDraft, width: int) -> tuple[Box, ...]:
    return box(f"{section.number}."), box(section.title, wide=width - 1)


def _bold_row(section: SectionDraft, width: int) -> tuple[Box, ...]:
    return (box(f"{section.number}. {section.title}", bold=True, wide=width),)


def _kaleidoskop(draft: RoadmapDraft):
    header = (
        "№ п/п",
        "Наименование мероприятия",
        "Срок реализации",
        "Ответственный исполнитель",
        "Результат. Вид документа",
    )
    [signed] = draft.stamps
    grids = _numbered(header, _with_number, ("deadline", "responsible", "result"))(draft)
    return grids, (), (f"{signed.position}", signed.who)


def _dinskaya(draft: RoadmapDraft):
    header = (
        "№ п/п",
        "Наименование мероприятия",
        "Сроки / место проведения",
        "Ответственный исполнитель",
        "Результат Вид документа",
    )
    grids = _numbered(header, _with_number, ("deadline", "responsible", "result"))(draft)
    return grids, (), (f"{draft.stamps[1].position}", draft.stamps[1].who)


def _kingisepp(draft: RoadmapDraft):
    header = ("№", "Наименование этапа", "Содержание деятельности и примерный план мероприятий", "Сроки проведения")
    rows = [tuple(box(text, bold=True) for text in header)]
    for section in draft.sections:
        deadlines = tuple(dict.fromkeys(row.deadline for row in section.activities))
        if len(section.activities) == 1:
            content = box(section.activities[0].title)
        else:
            items = tuple((row.title, tuple(f"{step};" for step in row.steps)) for row in section.activities)
            content = Box((section.goal,) if section.goal else (), items, numbered=not section.goal)
        rows.append((box(section.number), box(section.title), content, Box(deadlines)))
    return (Grid(tuple(rows)),), (), ()


def _hibiny(draft: RoadmapDraft):
    header = ("Этап, мероприятия этапа", "Сроки", "Ответственные", "Результат")
    rows = [tuple(box(text, bold=True) for text in header)]
    for section in draft.sections:
        lines = (section.title, f"Задача этапа - {section.goal}", f"Результат этапа - {section.result}")
        rows.append((Box(lines, wide=4),))
        rows += [
            (_title(row, f"{row.number}. "), *(_cell(row, name) for name in ("deadline", "responsible", "result")))
            for row in section.activities
        ]
    agreed, approved = draft.stamps
    stamps = (
        (agreed.wording, agreed.position, agreed.who, "« 06 » июня 2021г."),
        (approved.wording, "приказом МАОДО ЦДТ «Хибины»", "от 01.07.2021 № 246", ""),
    )
    return (Grid(tuple(rows)),), stamps, ()


def _aban(draft: RoadmapDraft):
    header = ("№ п/п", "Наименование мероприятия", "Итоговый результат", "Период", "Ответственные")
    return _numbered(header, _bold_row, ("result", "deadline", "responsible"))(draft), (), ()


LAYOUTS = {
    "kaleidoskop": _kaleidoskop,
    "dinskaya": _dinskaya,
    "kingisepp-dshi": _kingisepp,
    "hibiny": _hibiny,
    "aban": _aban,
}
