"""A roadmap laid out for a person or a program: every row with the reading of its deadline and what is doubtful in it.

The keys of `outline` are fixed (measures.md, `show_roadmap`): scripts build on them. Pure Python, no Django.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from .deadlines import Period, parse
from .drafts import ActivityDraft, RoadmapDraft, SectionDraft
from .hand_dates import in_words
from .linting import Above, collect_warnings
from .linting.places import of_activity, of_section

IN_WORK = ("draft", "submitted", "returned")  # states of a roadmap that is not approved yet


def outline(
    draft: RoadmapDraft,
    *,
    status: str,
    period: Period,
    approved_on: date | None = None,
    above: Mapping[str, Above] | None = None,
) -> dict[str, Any]:
    """The roadmap as JSON-ready data, dates as ISO 8601 strings. `approved_on` and `above` are for the linter."""
    warnings = collect_warnings(draft, approved_on=approved_on, above=above, in_force=status not in IN_WORK)
    said = defaultdict(list)
    for warning in warnings:
        said[warning.where].append(warning.message)
    return {
        "title": draft.title,
        "level": draft.level,
        "track": draft.track,
        "period": {"from": draft.period_from.isoformat(), "to": draft.period_to.isoformat()},
        "status": status,
        "stamps": [
            {
                "kind": stamp.kind,
                "wording": stamp.wording,
                "who": stamp.who,
                "position": stamp.position,
                "document": stamp.document,
                "date": stamp.date.isoformat() if stamp.date else None,
                "side": stamp.side,
            }
            for stamp in draft.stamps
        ],
        "sections": [_section(section, number, period, said) for number, section in enumerate(draft.sections, 1)],
        "warnings": [{"where": each.where, "code": each.code, "message": each.message} for each in warnings],
    }


def _section(section: SectionDraft, ordinal: int, period: Period, said: dict[str, list[str]]) -> dict[str, Any]:
    return {
        "number": section.number,
        "title": section.title,
        "goal": section.goal,
        "result": section.result,
        "activities": [
            _activity(activity, period, said[of_activity(ordinal, row, activity).key])
            for row, activity in enumerate(section.activities, 1)
        ],
        "warnings": said[of_section(ordinal, section).key],
    }


def _activity(activity: ActivityDraft, period: Period, warnings: list[str]) -> dict[str, Any]:
    schedule = parse(activity.deadline, period=period)
    by_hand = list(activity.dates_by_hand)
    return {
        "number": activity.number,
        "title": activity.title,
        "steps": list(activity.steps),
        "deadline": activity.deadline,
        "understood": bool(by_hand) or schedule.understood,
        "explanation": in_words(by_hand) if by_hand else schedule.explanation,
        "responsible": [each.text for each in activity.responsible],
        "result": activity.result,
        "document_kind": activity.document_kind,
        "place": activity.place,
        "note": activity.note,
        "warnings": warnings,
    }


def as_text(outline: dict[str, Any]) -> str:
    """The same in lines for a terminal."""
    return "\n".join(_lines(outline))


def _lines(outline: dict[str, Any]) -> Iterator[str]:
    yield outline["title"]
    yield f"{outline['period']['from']} – {outline['period']['to']} · {outline['track']} · {outline['status']}"
    for stamp in outline["stamps"]:
        parts = (stamp["wording"] or stamp["kind"], stamp["position"], stamp["who"], stamp["document"], stamp["date"])
        yield " · ".join(filter(None, parts))
    for section in outline["sections"]:
        yield ""
        yield f"{section['number']} {section['title']}".strip()
        for activity in section["activities"]:
            yield from _activity_lines(activity)
    if outline["warnings"]:
        yield ""
        yield from (f"! {warning['message']}" for warning in outline["warnings"])


def _activity_lines(activity: dict[str, Any]) -> Iterator[str]:
    yield f"  {activity['number']} {activity['title']}".rstrip()
    yield from (f"      – {step}" for step in activity["steps"])
    if activity["deadline"]:
        reading = activity["explanation"] if activity["understood"] else "?"
        yield f"      {activity['deadline']}  →  {reading}"
    if activity["responsible"]:
        yield f"      {', '.join(activity['responsible'])}"
    if activity["result"]:
        yield f"      = {activity['result']}"
