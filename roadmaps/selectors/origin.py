"""Where a plan comes from: the municipality's roadmap or the product's model that it was adopted from.

A row keeps its `uid` in every version and in whatever is made from it, so an adopted row is found by its `uid` alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse

from organizations.models import Organization

from ..drafts import RoadmapDraft
from ..linting import Above, wording_of
from ..models import Activity, Roadmap
from ..reference import reference_models
from ..shifting import for_adoption, without_people
from .diff import Difference, compare
from .plan import roadmap_draft, with_plan


@dataclass(frozen=True)
class Origin:
    """A model as the organisation below would adopt it now."""

    name: str
    url: str
    draft: RoadmapDraft


def origin_of(roadmap: Roadmap) -> Origin | None:
    """What the roadmap (fetched `with_plan`) was adopted from, brought to its period; None when from nothing."""
    above = _roadmap_above(roadmap)
    if above:
        years = roadmap.period_from.year - above.period_from.year
        draft = for_adoption(roadmap_draft(above), years, level=roadmap.level)
        return Origin(f"{above.organization.short_name}, {above.brief}", above.get_absolute_url(), draft)
    return _reference_of(roadmap)


def difference_from(origin: Origin, roadmap: Roadmap) -> Difference:
    """What the organisation has made of its model. Its title, period, stamps and people are its own affair."""
    found = compare(without_people(origin.draft), without_people(roadmap_draft(roadmap)))
    return replace(found, changes=[])


def deadlines_above(roadmap: Roadmap) -> Mapping[str, Above]:
    """The same of a roadmap that stands in the database, fetched `with_plan`."""
    return deadlines_above_draft(roadmap_draft(roadmap), roadmap.organization)


def deadlines_above_draft(draft: RoadmapDraft, organization: Organization) -> Mapping[str, Above]:
    """What the approved roadmap of the nearest organisation above says of the rows of a draft, with its dates.

    By the `uid` of a row that was adopted, and by the wording of any other, within the same track.
    """
    rows = [row for section in draft.sections for row in section.activities]
    wanted = ({row.uid for row in rows} | {wording_of(row.title) for row in rows}) - {""}
    found = Activity.objects.filter(
        section__roadmap__organization__in=Organization.objects.above(organization),
        section__roadmap__state=Roadmap.State.APPROVED,
        section__roadmap__period_from__lte=draft.period_to,
        section__roadmap__period_to__gte=draft.period_from,
    ).select_related("section__roadmap__organization")
    nearest_last = sorted(found, key=lambda row: len(row.roadmap.organization.path))
    keyed = ((key, row) for row in nearest_last for key in _keys(row, draft.track))
    return {key: _above(row) for key, row in dict(keyed).items() if key in wanted}


def _keys(row: Activity, track: str) -> Iterator[str]:
    yield str(row.uid)
    if Roadmap.Track.BOTH in (track, row.roadmap.track) or track == row.roadmap.track:
        yield wording_of(row.title)


def _above(row: Activity) -> Above:
    return Above(row.roadmap.organization.short_name, row.deadline, tuple(_dues(row)))


def _dues(row: Activity) -> list[date]:
    return [due for _opens, due in row.hand_dates] or [each.due for each in row.schedule.occurrences()]


def _uids(roadmap: Roadmap) -> set:
    return {row.uid for section in roadmap.sections.all() for row in section.activities.all()}


def _roadmap_above(roadmap: Roadmap) -> Roadmap | None:
    """What the roadmap was made from at another organisation: its version in force, or else the very one."""
    source = roadmap
    while source and source.organization_id == roadmap.organization_id:
        source = source.adopted_from
    if source is None:
        return None
    versions = with_plan(Roadmap.objects.filter(chain=source.chain))
    return versions.approved().first() or versions.get(pk=source.pk)


def _reference_of(roadmap: Roadmap) -> Origin | None:
    uids = {str(uid) for uid in _uids(roadmap)}
    for model in reference_models():
        draft = model.draft(level=roadmap.level, period_from=roadmap.period_from, period_to=roadmap.period_to)
        if uids & {row.uid for section in draft.sections for row in section.activities}:
            return Origin(model.name, reverse("roadmaps:model", args=[model.code]), draft)
    return None
