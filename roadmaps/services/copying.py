"""A roadmap made from another one: the own plan for the next period, the plan of the organisation above."""

import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from organizations.models import Organization, User

from ..drafts import RoadmapDraft
from ..models import Roadmap
from ..selectors.late import late_rows
from ..shifting import for_adoption, for_next_period, proposed_again, with_people
from .drafting import create_roadmap, roadmap_draft


def proposal(source: Roadmap, organization: Organization, *, years: int, on: date) -> RoadmapDraft:
    """What `organization` would get from the source (fetched `with_plan`), its dates moved by whole years.

    Of the own roadmap, what is overdue on the day `on` is proposed again with a mark.
    """
    draft = roadmap_draft(source)
    if source.organization_id == organization.pk:
        late = {str(row.activity.uid): row.dues for row in late_rows(source, on)}
        return proposed_again(for_next_period(draft, years), late)
    return for_adoption(draft, years, level=organization.level)


@transaction.atomic
def copy_roadmap(
    source: Roadmap,
    *,
    organization: Organization,
    years: int,
    title: str,
    track: str,
    period_from: date,
    period_to: date,
    chain: uuid.UUID,
    by: User,
    at: datetime,
    people: Mapping[str, str] | None = None,
) -> Roadmap:
    """Writes the proposal as a draft under the title and period that the person has given. Raises DraftRefused.

    `people` gives names of the own organisation for those whom the source calls by their role.
    The draft remembers what it was made from, unless that is a draft itself, which may yet be thrown away.
    """
    proposed = with_people(proposal(source, organization, years=years, on=timezone.localdate(at)), people or {})
    return create_roadmap(
        replace(proposed, title=title, track=track, period_from=period_from, period_to=period_to),
        organization=organization,
        chain=chain,
        made_from=source if source.state in (Roadmap.State.APPROVED, Roadmap.State.ARCHIVED) else None,
        by=by,
        at=at,
    )
