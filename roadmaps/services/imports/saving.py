"""From the corrected rows to the draft of a roadmap."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.states import move
from organizations.models import User

from ...models import Roadmap, RoadmapImport
from ...worksheet import TRACK_ASSUMED, Worksheet
from ..drafting import create_roadmap
from .beginning import ImportNotPossible, require_editable

State = RoadmapImport.State


def obstacle(sheet: Worksheet) -> str:
    """Why no draft can be made of the rows yet; "" when one can."""
    if not sheet.activities:
        return _("There is no activity yet. Say which column holds them, or place the lines left out.")
    if sheet.doubts_that(TRACK_ASSUMED):
        return _("Say first, at the step “Columns and heading”, whom the roadmap is for.")
    return ""


@transaction.atomic
def create_import_roadmap(import_: RoadmapImport, *, by: User, at: datetime) -> Roadmap:
    """Makes the draft of a roadmap; the document stays with it. Saved already, it gives the same roadmap again.

    Raises ImportNotPossible, DraftRefused.
    """
    locked = RoadmapImport.objects.select_for_update(of=("self",))  # the roadmap is not there yet: nothing to lock
    current = locked.select_related("organization", "roadmap").get(pk=import_.pk)
    if current.state == State.SAVED:
        return current.roadmap
    require_editable(current)
    if reason := obstacle(current.sheet):
        raise ImportNotPossible(reason)
    organization = current.organization
    draft = current.sheet.draft(organization.level)
    roadmap = create_roadmap(draft, organization=organization, chain=current.chain, by=by, at=at)
    move(current, State.SAVED, roadmap=roadmap, revision=current.revision + 1)
    current.steps.all().delete()
    audit.record("roadmapimport.saved", current, by=by, at=at, scope=organization.path)
    return roadmap
