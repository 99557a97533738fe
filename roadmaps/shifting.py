"""A roadmap made from another: dates moved by whole years, approvals left off.

What the next year's plan or the school's version of a municipal plan begins with; the person reviews every changed
wording before it is saved. Pure Python, no Django.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from .drafts import ActivityDraft, RemarkDraft, ResponsibleDraft, RoadmapDraft, SectionDraft, StampDraft

# Left alone: «от 25.12.2019», «от 30 июля 2021 г.», «№ 181/2021»: the requisites of acts do not move with the plan.
REQUISITE = r"\bот\s+«?\d{1,2}»?(?:\.\d{1,2}\.|\s+[а-яё]+\s+)(?:\d{4}|\d{2})|№\s*[\w/.-]+"
DAY = r"(?<!\d)(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<dated>20\d\d|\d\d)(?!\d)"
SPAN = r"(?<!\d)(?P<first>20\d\d)(?P<dash>\s*[-–—/]\s*)(?P<last>20\d\d|\d\d)(?![\d.])"
YEAR = r"(?<!\d)(?P<year>20\d\d)(?!\d)"
MOVABLE = re.compile(f"(?P<requisite>{REQUISITE})|{DAY}|{SPAN}|{YEAR}", re.IGNORECASE)
PROPOSED_AGAIN = "proposed_again"  # the code of the remark
MISSED_SHOWN = 3
APPROVALS = frozenset({"approve", "approved_by_order"})


def for_next_version(draft: RoadmapDraft) -> RoadmapDraft:
    """Without the approval of the version before; what others agreed to is to be agreed to again."""
    stamps = (stamp for stamp in draft.stamps if stamp.kind not in APPROVALS)
    return replace(draft, stamps=tuple(_unsigned(stamp) for stamp in stamps))


def for_next_period(draft: RoadmapDraft, years: int) -> RoadmapDraft:
    """The own roadmap again, `years` later."""
    again = moved(replace(for_next_version(draft), remarks=()), years)
    return _each_activity(again, _without_days_of_events)


def for_adoption(draft: RoadmapDraft, years: int, *, level: str) -> RoadmapDraft:
    """The roadmap of an organisation above as a draft for one below: without its stamps and without its people."""
    adopted = moved(replace(draft, level=level, stamps=(), remarks=()), years)
    return _each_activity(_each_activity(adopted, _without_persons), _without_days_of_events)


def proposed_again(draft: RoadmapDraft, late: Mapping[str, Iterable[date]]) -> RoadmapDraft:
    """The draft with a mark on what was not done in time: `late` gives by `uid` the days that were missed."""

    def marked(activity: ActivityDraft) -> ActivityDraft:
        older = tuple(remark for remark in activity.remarks if remark.code != PROPOSED_AGAIN)
        dues = tuple(late.get(activity.uid, ()))
        return replace(activity, remarks=(*older, _missed(dues)) if dues else older)

    return _each_activity(draft, marked)


def _missed(dues: tuple[date, ...]) -> RemarkDraft:
    shown = ", ".join(f"{due:%d.%m.%Y}" for due in dues[:MISSED_SHOWN])
    more = f" и ещё {len(dues) - MISSED_SHOWN}" if len(dues) > MISSED_SHOWN else ""
    said = f"в прошлом периоде не выполнено (срок {shown}{more}), предложено снова. Проверьте срок и ответственных."
    return RemarkDraft(PROPOSED_AGAIN, said)


def with_people(draft: RoadmapDraft, people: Mapping[str, str]) -> RoadmapDraft:
    """The draft with persons in the place of roles: `people` gives a name for a responsible as it is written."""

    def named(activity: ActivityDraft) -> ActivityDraft:
        return replace(activity, responsible=tuple(_named(each, people) for each in activity.responsible))

    return _each_activity(draft, named)


def without_people(draft: RoadmapDraft) -> RoadmapDraft:
    """The draft with nobody responsible, to be compared with another organisation's."""
    return _each_activity(draft, lambda activity: replace(activity, responsible=()))


def roles_in(draft: RoadmapDraft) -> list[str]:
    """Who is responsible without being named as a person, each once, in the order of the plan."""
    everybody = (each for section in draft.sections for row in section.activities for each in row.responsible)
    return list(dict.fromkeys(each.text for each in everybody if each.kind != "person"))


def years_ahead(draft: RoadmapDraft, on: date, *, again: bool) -> int:
    """By how many years to move so that the period, whole lengths of itself later, has not ended on a day.

    `again` is for the own plan, whose period is taken already: at least one length later.
    """
    length = max(draft.period_to.year - draft.period_from.year + (draft.period_to.month > draft.period_from.month), 1)
    years = length if again else 0
    while _later(draft.period_to, years) < on:
        years += length
    return years


def moved(draft: RoadmapDraft, years: int) -> RoadmapDraft:
    """The draft with its period, and the years its wordings speak of, moved."""
    if not years:
        return draft
    known = range(draft.period_from.year - 1, draft.period_to.year + 2)

    def move_text(text: str) -> str:
        return MOVABLE.sub(lambda match: _moved_match(match, years, known), text)

    def move_activity(activity: ActivityDraft) -> ActivityDraft:
        return replace(
            activity,
            title=move_text(activity.title),
            steps=tuple(move_text(step) for step in activity.steps),
            deadline=move_text(activity.deadline),
            result=move_text(activity.result),
            note=move_text(activity.note),
            dates_by_hand=tuple(_moved_dates(dates, years) for dates in activity.dates_by_hand),
        )

    def move_section(section: SectionDraft) -> SectionDraft:
        return replace(
            section,
            title=move_text(section.title),
            goal=move_text(section.goal),
            result=move_text(section.result),
        )

    return _each_activity(
        replace(
            draft,
            title=move_text(draft.title),
            period_from=_later(draft.period_from, years),
            period_to=_later(draft.period_to, years),
            sections=tuple(move_section(section) for section in draft.sections),
        ),
        move_activity,
    )


def _each_activity(draft: RoadmapDraft, change) -> RoadmapDraft:
    sections = (replace(each, activities=tuple(change(row) for row in each.activities)) for each in draft.sections)
    return replace(draft, sections=tuple(sections))


def _unsigned(stamp: StampDraft) -> StampDraft:
    return replace(stamp, document="", date=None)


def _without_persons(activity: ActivityDraft) -> ActivityDraft:
    return replace(activity, responsible=tuple(each for each in activity.responsible if each.kind != "person"))


def _named(responsible: ResponsibleDraft, people: Mapping[str, str]) -> ResponsibleDraft:
    name = people.get(responsible.text)
    return ResponsibleDraft("person", name) if name else responsible


def _without_days_of_events(activity: ActivityDraft) -> ActivityDraft:
    """An event that somebody has entered the day of happened once; it is to be awaited anew."""
    return replace(activity, events=tuple(each for each in activity.events if each.source != "day"))


def _moved_match(match: re.Match, years: int, known: range) -> str:
    if match["requisite"]:
        return match[0]
    if match["day"]:
        return _moved_day(match, years, known)
    if match["year"]:
        return str(_moved_year(int(match["year"]), years, known))
    first, last = int(match["first"]), match["last"]
    return f"{_moved_year(first, years, known)}{match['dash']}{_moved_short(last, years, known)}"


def _moved_day(match: re.Match, years: int, known: range) -> str:
    year = _moved_short(match["dated"], years, known)
    day = match["day"]
    if (int(day), int(match["month"])) == (29, 2) and int(year) % 4:
        day = "28"
    return f"{day}.{match['month']}.{year}"


def _moved_short(written: str, years: int, known: range) -> str:
    """A year as written, with two digits or four."""
    full = int(written) if len(written) == 4 else 2000 + int(written)
    return str(_moved_year(full, years, known))[-len(written) :]


def _moved_year(year: int, years: int, known: range) -> int:
    return year + years if year in known else year


def _moved_dates(dates: dict, years: int) -> dict:
    return {name: day and _later(date.fromisoformat(day), years).isoformat() for name, day in dates.items()}


def _later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)
