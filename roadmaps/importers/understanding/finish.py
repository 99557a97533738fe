"""What was assembled, as drafts: lists into steps, cells into fields, numbers that were lost, remarks on torn rows."""

import re
from dataclasses import replace

from ...drafts import ActivityDraft, RemarkDraft, SectionDraft
from ..source import Line
from . import content, documents, lists, people, shapes
from .assembly import ActivityUnderWay, SectionUnderWay
from .roles import Role

PHRASES = re.compile(r"(?<=[а-яё.;])\s+(?=[А-ЯЁ])")
NO_SECTIONS = "Мероприятия"
LONGEST_DEADLINE, LONGEST_PLACE, LONGEST_NAME = 500, 300, 300
TORN = "torn_row"
Activities = list[tuple[ActivityUnderWay, ActivityDraft]]


def finished(section: SectionUnderWay) -> tuple[SectionDraft, Activities]:
    """The section as a draft without its activities, and these with what each was made of."""
    draft = SectionDraft(section.number, section.title or NO_SECTIONS, section.goal, section.result)
    if section.stage and section.own_number and len(section.activities) == 1:
        return _stage_row(draft, section.activities[0])
    activities = [(activity, _activity(activity, draft.title)) for activity in section.activities]
    if section.stage and section.own_number and section.number:
        activities = [
            (own, replace(each, number=f"{section.number}.{i}")) for i, (own, each) in enumerate(activities, 1)
        ]
    return draft, _numbered(activities, section.number)


def _stage_row(draft: SectionDraft, row: ActivityUnderWay) -> tuple[SectionDraft, Activities]:
    """A stage that is one row: the items in its cell are the activities, its deadline is that of each."""
    intro, items = lists.intro_and_items(row.lines(Role.TITLE))
    if intro and not intro.endswith(":"):
        items = [lists.Item(intro, [text for item in items for text in (item.text, *item.steps)])]
        intro = ""
    items = [item for item in items if item.text.strip(" ;")] or [lists.Item(intro or row.text(Role.TITLE))]
    base = _activity(
        replace(row, cells={role: lines for role, lines in row.cells.items() if role is not Role.TITLE}), ""
    )
    deadlines = _one_each(base.deadline, row.lines(Role.DEADLINE), len(items))
    activities = [
        (
            row,
            replace(
                base,
                number=f"{draft.number}.{place}" if draft.number else "",
                title=item.text.rstrip(" ;"),
                steps=tuple(map(lists.step, item.steps)),
                deadline=deadline,
            ),
        )
        for place, (item, deadline) in enumerate(zip(items, deadlines, strict=True), 1)
    ]
    return (
        replace(draft, goal=draft.goal or intro) if len(items) > 1 or intro != items[0].text else draft
    ), activities


def _one_each(whole: str, lines: list[Line], count: int) -> list[str]:
    """As many phrases as items are theirs in order; otherwise the whole cell is every item's."""
    for phrases in ([line.labelled for line in lines], PHRASES.split(whole)):
        if len(phrases) == count > 1 and all(map(content.is_deadline, phrases)):
            return phrases
    return [whole] * count


def _activity(row: ActivityUnderWay, section_title: str) -> ActivityDraft:
    title, steps = lists.title_and_steps(row.lines(Role.TITLE))
    notes = list(row.notes)
    inner, inner_steps = lists.title_and_steps(row.lines(Role.CONTENT))
    if inner and not title:
        title, inner = inner, ""
    notes[:0] = filter(None, (row.text(Role.NOTE), inner))
    steps = steps + inner_steps
    deadline, place = _deadline(row)
    label, responsible = people.split(row.lines(Role.RESPONSIBLE))
    if any(len(each.text) > LONGEST_NAME for each in responsible):
        notes.append(row.text(Role.RESPONSIBLE))
        responsible = tuple(replace(each, text=each.text[:LONGEST_NAME]) for each in responsible)
    result = _result(row)
    if label and result:
        notes.append(label)
    result = result or label
    if len(deadline) > LONGEST_DEADLINE:
        notes.append(deadline)
    if len(place) > LONGEST_PLACE:
        notes.append(place)
    if not deadline and not row.lines(Role.DEADLINE) and content.is_span(section_title):
        deadline = section_title
    return ActivityDraft(
        number=row.number if len(row.number) <= shapes.LONGEST_NUMBER else "",
        title=title,
        deadline=deadline[:LONGEST_DEADLINE],
        place=place[:LONGEST_PLACE],
        steps=steps,
        responsible=responsible,
        result=result,
        document_kind=documents.kind_of(row.text(Role.DOCUMENT)) or documents.kind_of(result),
        note="\n".join(notes),
        remarks=(_headless(),) if row.headless else (),
    )


def _deadline(row: ActivityUnderWay) -> tuple[str, str]:
    """Deadline and place; of a column for both, the lines after the deadline are the place."""
    lines = [line.labelled for line in row.lines(Role.DEADLINE)]
    place = row.text(Role.PLACE)
    if row.with_place and not place and len(lines) > 1 and not content.is_deadline(" ".join(lines)):
        for end in range(len(lines) - 1, 0, -1):
            if content.is_deadline(" ".join(lines[:end])):
                return " ".join(lines[:end]), " ".join(lines[end:])
    return " ".join(lines), place


def _result(row: ActivityUnderWay) -> str:
    lines = row.lines(Role.RESULT)
    separator = "\n" if sum(bool(line.marker) for line in lines) > 1 else " "
    result = separator.join(line.labelled if separator == " " else line.text for line in lines)
    return "\n".join(filter(None, (result, row.text(Role.DOCUMENT))))


def _headless() -> RemarkDraft:
    return RemarkDraft(
        TORN,
        "От строки уцелел только конец, начало потеряно на разрыве страницы. "
        "Строку следует восстановить по оригиналу.",
    )


def _numbered(activities: Activities, section: str) -> Activities:
    """Rows that lost their number get the one that is missing there, if the numbers around leave just that place."""
    numbers = [draft.number for _row, draft in activities]
    torn = any(row.headless for row, _draft in activities) and not any(numbers)
    if not section.isdigit() or not (torn or any(_ordinal(number, section) for number in numbers)):
        return activities
    done, last = [], 0
    for place, (row, draft) in enumerate(activities):
        following = next(filter(None, (_ordinal(number, section) for number in numbers[place + 1 :])), None)
        if not draft.number and following in (None, last + 2):
            draft = replace(draft, number=f"{section}.{last + 1}")
        last = _ordinal(draft.number, section) or last
        done.append((row, draft))
    return done


def _ordinal(number: str, section: str) -> int | None:
    """«3.4» is the fourth of section 3."""
    own, _dot, tail = number.partition(".")
    return int(tail) if own == section and tail.isdigit() else None
