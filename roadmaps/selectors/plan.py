"""The plan of a roadmap: as plain data, and with what is doubtful in it."""

from dataclasses import dataclass, field

from django.db.models import Prefetch

from ..drafts import ActivityDraft, RemarkDraft, ResponsibleDraft, RoadmapDraft, SectionDraft, StampDraft
from ..linting import LintWarning, collect_warnings
from ..linting.places import of_activity, of_section
from ..models import Activity, Responsible, Roadmap, Section


def with_plan(roadmaps):
    """The queryset with stamps, sections, activities and responsible fetched: five queries whatever their number."""
    return roadmaps.select_related("organization").prefetch_related(
        "stamps",
        "sections",
        Prefetch("sections__activities", Activity.objects.order_by("position", "pk")),
        Prefetch("sections__activities__responsible", Responsible.objects.select_related("user")),
    )


def roadmap_draft(roadmap: Roadmap) -> RoadmapDraft:
    """The rows of a roadmap back as plain data: for the linter, copies, new versions and `show_roadmap`."""
    return RoadmapDraft(
        title=roadmap.title,
        level=roadmap.level,
        track=roadmap.track,
        period_from=roadmap.period_from,
        period_to=roadmap.period_to,
        stamps=tuple(_stamp_draft(stamp) for stamp in roadmap.stamps.all()),
        sections=tuple(_section_draft(section) for section in roadmap.sections.all()),
        remarks=_remark_drafts(roadmap.remarks),
    )


def _stamp_draft(stamp) -> StampDraft:
    return StampDraft(
        kind=stamp.kind,
        wording=stamp.wording,
        who=stamp.who,
        position=stamp.position,
        document=stamp.document,
        date=stamp.date,
        side=stamp.side,
    )


def _section_draft(section: Section) -> SectionDraft:
    return SectionDraft(
        number=section.number,
        title=section.title,
        goal=section.goal,
        result=section.result,
        activities=tuple(activity_draft(activity) for activity in section.activities.all()),
        remarks=_remark_drafts(section.remarks),
        uid=str(section.uid),
    )


def activity_draft(activity: Activity) -> ActivityDraft:
    return ActivityDraft(
        number=activity.number,
        title=activity.title,
        deadline=activity.deadline,
        place=activity.place,
        steps=tuple(activity.steps),
        responsible=tuple(ResponsibleDraft(each.kind, each.text) for each in activity.responsible.all()),
        result=activity.result,
        document_kind=activity.document_kind,
        note=activity.note,
        remarks=_remark_drafts(activity.remarks),
        dates_by_hand=tuple(activity.dates_by_hand),
        uid=str(activity.uid),
    )


def _remark_drafts(remarks: list[dict]) -> tuple[RemarkDraft, ...]:
    return tuple(RemarkDraft(**remark) for remark in remarks)
