"""From a draft to rows: the one door through which a roadmap comes into being."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from core import audit
from core.errors import Refused
from organizations.models import Organization, User

from ..drafts import ActivityDraft, RemarkDraft, RoadmapDraft, SectionDraft, StampDraft
from ..models import Activity, ApprovalStamp, EventBinding, Responsible, Roadmap, Section
from ..selectors.people import Staff
from ..selectors.plan import roadmap_draft
from .events import bindings_for

__all__ = ["DraftRefused", "create_roadmap", "roadmap_draft"]

LONGEST_PERIOD_YEARS = 10
DATES_KEPT = (date(2000, 1, 1), date(2099, 12, 31))


class DraftRefused(Refused):
    """The draft cannot become rows: the message names the place and says what to correct."""


@transaction.atomic
def create_roadmap(
    draft: RoadmapDraft,
    *,
    organization: Organization,
    by: User | None,
    at: datetime,
    chain: uuid.UUID | None = None,
    version: int = 1,
    made_from: Roadmap | None = None,
) -> Roadmap:
    """Writes a draft as rows of `organization` in the state «draft» and ties the responsible to its people and roles.

    `chain` and `version` name the version; sending the same two again gives the roadmap that the first time made, so a
    form that was sent twice makes one. Raises DraftRefused.
    """
    if draft.level != organization.level:
        raise DraftRefused(
            _("This roadmap is of another level than «%(organization)s». Adopt it instead of copying it.")
            % {"organization": organization}
        )
    check_period(draft.period_from, draft.period_to)
    fields = {
        "organization": organization,
        "title": draft.title.strip(),
        "track": draft.track,
        "period_from": draft.period_from,
        "period_to": draft.period_to,
        "adopted_from": made_from,
        "remarks": _stored(draft.remarks),
        "created_at": at,
        "created_by": by,
    }
    check_row(Roadmap(**fields), _("Roadmap"))
    roadmap, created = Roadmap.objects.get_or_create(chain=chain or uuid.uuid4(), version=version, defaults=fields)
    if roadmap.organization_id != organization.pk:
        raise DraftRefused(_("This form has gone stale. Open it again."))
    if created:
        _write_rows(draft, roadmap)
        audit.record(
            "roadmap.created",
            roadmap,
            by=by,
            at=at,
            scope=organization.path,
            changes={"version": version, "made_from": made_from and str(made_from)},
        )
    return roadmap


def check_period(start: date, end: date) -> None:
    """Raises DraftRefused unless the dates make a period that a plan can have."""
    earliest, latest = DATES_KEPT
    if not earliest <= start <= end <= latest:
        raise DraftRefused(
            _("The period must begin and end between %(earliest)s and %(latest)s, and end after it begins.")
            % {"earliest": f"{earliest:%d.%m.%Y}", "latest": f"{latest:%d.%m.%Y}"}
        )
    if end.year - start.year > LONGEST_PERIOD_YEARS:
        raise DraftRefused(
            _("The period is longer than %(years)s years. Check its dates.") % {"years": LONGEST_PERIOD_YEARS}
        )


def check_row(row: models.Model, place: str) -> models.Model:
    """The row, when each of its values fits its column. Raises DraftRefused with the place and the field."""
    relations = {field.name for field in row._meta.concrete_fields if field.is_relation}
    try:
        row.clean_fields(exclude=relations)
    except ValidationError as error:
        name, messages = next(iter(error.message_dict.items()))
        label = row._meta.get_field(name).verbose_name
        raise DraftRefused(f"{place}, «{label}»: {' '.join(messages)}") from error
    return row


def stamp_rows(stamps: Iterable[StampDraft], roadmap: Roadmap) -> list[ApprovalStamp]:
    """Unsaved stamps of a roadmap."""
    return [
        check_row(
            ApprovalStamp(
                roadmap=roadmap,
                kind=stamp.kind,
                wording=stamp.wording,
                who=stamp.who,
                position=stamp.position,
                document=stamp.document,
                date=stamp.date,
                side=stamp.side,
            ),
            _("Stamp %(number)s") % {"number": number},
        )
        for number, stamp in enumerate(stamps, 1)
    ]


def _write_rows(draft: RoadmapDraft, roadmap: Roadmap) -> None:
    ApprovalStamp.objects.bulk_create(stamp_rows(draft.stamps, roadmap))
    sections = Section.objects.bulk_create(
        section_row(section, roadmap, position) for position, section in enumerate(draft.sections, 1)
    )
    pairs = [
        (activity, activity_row(activity, row, position))
        for section, row in zip(draft.sections, sections, strict=True)
        for position, activity in enumerate(section.activities, 1)
    ]
    Activity.objects.bulk_create(row for _draft, row in pairs)
    staff = Staff(roadmap.organization)
    Responsible.objects.bulk_create(each for activity, row in pairs for each in responsible_rows(activity, row, staff))
    EventBinding.objects.bulk_create(
        [binding for activity, row in pairs for binding in bindings_for(row, activity.events)]
    )


def section_row(section: SectionDraft, roadmap: Roadmap, position: int) -> Section:
    """An unsaved section, checked."""
    row = Section(
        roadmap=roadmap,
        position=position,
        number=section.number,
        title=section.title,
        goal=section.goal,
        result=section.result,
        remarks=_stored(section.remarks),
    )
    row.uid = uuid.UUID(section.uid) if section.uid else row.uid
    return check_row(row, _("Section %(number)s") % {"number": section.number or position})


def activity_row(activity: ActivityDraft, section: Section, position: int) -> Activity:
    """An unsaved activity, checked, without its responsible."""
    row = Activity(
        section=section,
        position=position,
        number=activity.number,
        title=activity.title,
        steps=list(activity.steps),
        deadline=activity.deadline,
        dates_by_hand=list(activity.dates_by_hand),
        place=activity.place,
        result=activity.result,
        document_kind=activity.document_kind,
        note=activity.note,
        remarks=_stored(activity.remarks),
    )
    row.uid = uuid.UUID(activity.uid) if activity.uid else row.uid
    return check_row(row, _("Activity %(number)s") % {"number": activity.number or f"{section.position}/{position}"})


def responsible_rows(activity: ActivityDraft, row: Activity, staff: Staff) -> list[Responsible]:
    """Unsaved responsible of an activity, tied to the people of the organisation."""
    place = _("Activity %(number)s") % {"number": row.number}
    return [
        check_row(staff.responsible(kind=each.kind, text=each.text, activity=row, position=position), place)
        for position, each in enumerate(activity.responsible, 1)
    ]


def _stored(remarks: Iterable[RemarkDraft]) -> list[dict[str, str]]:
    return [{"code": remark.code, "message": remark.message} for remark in remarks]
