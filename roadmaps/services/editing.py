"""Editing what is still a draft or was returned: the roadmap's head, its sections, its activities.

Rows are named by a `uid` that the form was opened with, so a form sent twice adds one row; a form opened before
somebody else's change is refused with StaleRevision instead of overwriting it.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from core import audit
from core.errors import Refused
from core.revisions import save_revised
from organizations.models import User

from ..drafts import ActivityDraft, SectionDraft, StampDraft
from ..models import Activity, Responsible, Roadmap, Section
from ..selectors.people import Staff
from ..selectors.plan import activity_draft, next_number
from .drafting import activity_row, check_period, check_row, responsible_rows, section_row, stamp_rows
from .events import write_bindings

SECTION_FIELDS = ["number", "title", "goal", "result", "remarks"]
ACTIVITY_FIELDS = [
    "number",
    "title",
    "steps",
    "deadline",
    "dates_by_hand",
    "place",
    "result",
    "document_kind",
    "note",
    "remarks",
]


class NotEditable(Refused):
    """The roadmap is submitted, approved or in the archive."""


@transaction.atomic
def edit_roadmap(
    roadmap: Roadmap,
    *,
    title: str,
    track: str,
    period_from: date,
    period_to: date,
    stamps: Iterable[StampDraft],
    seen: int,
    by: User,
    at: datetime,
) -> None:
    """Changes the head of a roadmap and its stamps. Raises NotEditable, DraftRefused, StaleRevision."""
    _hold(roadmap)
    check_period(period_from, period_to)
    values = {"title": title.strip(), "track": track, "period_from": period_from, "period_to": period_to}
    rows = stamp_rows(stamps, roadmap)
    before, after = [stamp.sentence for stamp in roadmap.stamps.all()], [stamp.sentence for stamp in rows]
    more = {"stamps": [before, after]} if before != after else {}
    _revise(roadmap, values, seen=seen, place=_("Roadmap"), verb="roadmap.changed", by=by, at=at, more=more)
    roadmap.stamps.all().delete()
    roadmap.stamps.bulk_create(rows)


@transaction.atomic
def add_section(roadmap: Roadmap, draft: SectionDraft, *, by: User, at: datetime) -> Section:
    """Adds a section at the end; the same `draft.uid` again gives the section that is there already."""
    _hold(roadmap)
    existing = roadmap.sections.filter(uid=draft.uid).first()
    if existing:
        return existing
    section = section_row(draft, roadmap, position=_last(roadmap.sections) + 1)
    section.save()
    _record("section.added", section, roadmap, by=by, at=at)
    return section


@transaction.atomic
def edit_section(section: Section, draft: SectionDraft, *, seen: int, by: User, at: datetime) -> None:
    """Changes a section's own words. Raises NotEditable, DraftRefused, StaleRevision."""
    _hold(section.roadmap)
    wanted = section_row(draft, section.roadmap, position=section.position)
    values = {name: getattr(wanted, name) for name in SECTION_FIELDS}
    _revise(section, values, seen=seen, place=str(section), verb="section.changed", by=by, at=at)


@transaction.atomic
def move_section(section: Section, *, position: int, by: User, at: datetime) -> None:
    """Puts a section at a position counted from 1; past the end means last."""
    _hold(section.roadmap)
    _place(section, section.roadmap.sections.all(), position)
    _record("section.moved", section, section.roadmap, by=by, at=at, changes={"position": position})


@transaction.atomic
def delete_section(section: Section, *, by: User, at: datetime) -> None:
    """Deletes a section with its activities."""
    _hold(section.roadmap)
    lost = [str(activity) for activity in section.activities.all()]
    _record("section.deleted", section, section.roadmap, by=by, at=at, changes={"activities": lost})
    section.delete()


@transaction.atomic
def add_activity(section: Section, draft: ActivityDraft, *, by: User, at: datetime) -> Activity:
    """Adds an activity at the end of a section; the same `draft.uid` again gives the one that is there already."""
    _hold(section.roadmap)
    existing = Activity.objects.filter(section__roadmap=section.roadmap, uid=draft.uid).first()
    if existing:
        return existing
    return _insert(section, draft, _last(section.activities) + 1, verb="activity.added", by=by, at=at)


@transaction.atomic
def copy_activity(activity: Activity, *, uid: str, by: User, at: datetime) -> Activity:
    """Puts a copy right after the activity; the same `uid` again gives the copy that is there already."""
    section = activity.section
    _hold(section.roadmap)
    existing = Activity.objects.filter(section__roadmap=section.roadmap, uid=uid).first()
    if existing:
        return existing
    draft = activity_draft(activity)
    copied = ActivityDraft(**{**vars(draft), "uid": uid, "number": next_number(section)})
    copy = _insert(section, copied, _last(section.activities) + 1, verb="activity.copied", by=by, at=at)
    _place(copy, section.activities.all(), activity.position + 1)
    return copy


@transaction.atomic
def edit_activity(activity: Activity, draft: ActivityDraft, *, seen: int, by: User, at: datetime) -> None:
    """Changes an activity; dates set by hand fall away with the phrase they stood for.

    Raises NotEditable, DraftRefused, StaleRevision.
    """
    roadmap = activity.roadmap
    _hold(roadmap)
    wanted = activity_row(draft, activity.section, position=activity.position)
    values = {name: getattr(wanted, name) for name in ACTIVITY_FIELDS}
    values["dates_by_hand"] = activity.dates_by_hand if draft.deadline == activity.deadline else []
    before = [each.text for each in activity.responsible.all()]
    people = [each.text for each in draft.responsible]
    more = {"responsible": [before, people]} if before != people else {}
    _revise(activity, values, seen=seen, place=str(activity), verb="activity.changed", by=by, at=at, more=more)
    activity.responsible.all().delete()
    Responsible.objects.bulk_create(responsible_rows(draft, activity, Staff(roadmap.organization)))
    activity.__dict__.pop("schedule", None)  # it was read from the phrase before
    write_bindings([(activity, draft.events)])


@transaction.atomic
def move_activity(activity: Activity, *, section: Section, position: int, by: User, at: datetime) -> None:
    """Puts an activity at a position of a section of the same roadmap; past the end means last."""
    roadmap = activity.roadmap
    _hold(roadmap)
    if section.roadmap_id != roadmap.pk:
        raise NotEditable(_("This section belongs to another roadmap."))
    activity.section = section
    activity.save(update_fields=["section"])
    _place(activity, section.activities.all(), position)
    changes = {"section": str(section), "position": position}
    _record("activity.moved", activity, roadmap, by=by, at=at, changes=changes)


@transaction.atomic
def delete_activity(activity: Activity, *, by: User, at: datetime) -> None:
    roadmap = activity.roadmap
    _hold(roadmap)
    _record("activity.deleted", activity, roadmap, by=by, at=at, changes={"deadline": activity.deadline})
    activity.delete()


@transaction.atomic
def renumber(roadmap: Roadmap, *, by: User, at: datetime) -> None:
    """Numbers sections 1, 2, … and activities 1.1, 1.2, … in their order."""
    _hold(roadmap)
    sections = list(roadmap.sections.prefetch_related("activities"))
    for n, section in enumerate(sections, 1):
        section.number = str(n)
        for m, activity in enumerate(section.activities.all(), 1):
            activity.number = f"{n}.{m}"
    Section.objects.bulk_update(sections, ["number"])
    Activity.objects.bulk_update([row for section in sections for row in section.activities.all()], ["number"])
    _record("roadmap.renumbered", roadmap, roadmap, by=by, at=at)


def _hold(roadmap: Roadmap) -> None:
    """Keeps others from submitting or approving until we have written. Raises NotEditable when that has happened."""
    held = Roadmap.objects.select_for_update().get(pk=roadmap.pk)
    if not held.is_editable:
        raise NotEditable(
            _("The roadmap is in the state «%(state)s» and cannot be edited. Take it back or begin a new version.")
            % {"state": held.get_state_display()}
        )


def _insert(section: Section, draft: ActivityDraft, position: int, *, verb: str, by: User, at: datetime) -> Activity:
    activity = activity_row(draft, section, position=position)
    activity.save()
    Responsible.objects.bulk_create(responsible_rows(draft, activity, Staff(section.roadmap.organization)))
    write_bindings([(activity, draft.events)])
    _record(verb, activity, section.roadmap, by=by, at=at)
    return activity


def _revise(
    row: models.Model,
    values: dict[str, Any],
    *,
    seen: int,
    place: str,
    verb: str,
    by: User,
    at: datetime,
    more: dict[str, Any] | None = None,
) -> None:
    """Writes the values over the revision that was seen, and records what has changed."""
    before = {name: getattr(row, name) for name in values}
    for name, value in values.items():
        setattr(row, name, value)
    check_row(row, place)
    save_revised(row, seen=seen, fields=list(values))
    changes = audit.differences(before, values) | (more or {})
    roadmap = row if isinstance(row, Roadmap) else row.roadmap
    _record(verb, row, roadmap, by=by, at=at, changes=_json_ready(changes))


def _json_ready(changes: dict[str, Any]) -> dict[str, Any]:
    def plain(value):
        return value.isoformat() if isinstance(value, date) else value

    return {name: [plain(value) for value in pair] for name, pair in changes.items()}


def _last(rows) -> int:
    return rows.aggregate(last=models.Max("position"))["last"] or 0


def _place(row: models.Model, siblings: models.QuerySet, position: int) -> None:
    """Gives the siblings the positions 1, 2, … with the row at the wanted one."""
    others = list(siblings.exclude(pk=row.pk).order_by("position", "pk"))
    others.insert(max(position, 1) - 1, row)
    for place, each in enumerate(others, 1):
        each.position = place
    type(row).objects.bulk_update(others, ["position"])


def _record(
    verb: str, subject: models.Model, roadmap: Roadmap, *, by: User, at: datetime, changes: dict | None = None
) -> None:
    audit.record(verb, subject, by=by, at=at, scope=roadmap.organization.path, changes=changes)
