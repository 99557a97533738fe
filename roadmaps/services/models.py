"""Model roadmaps: publishing an own approved roadmap for those below, adopting one of the product's own."""

import uuid
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.errors import Refused
from notifications.services import Reminder, announce
from organizations.models import Membership, Organization, Role, User

from ..models import Roadmap
from ..reference import ReferenceModel
from ..shifting import with_people
from .drafting import create_roadmap

ADOPTERS = (Role.CURATOR, Role.METHODOLOGIST)


class ModelRefused(Refused):
    """The roadmap cannot serve as a model."""


@transaction.atomic
def publish_model(roadmap: Roadmap, *, by: User, at: datetime) -> None:
    """Offers an approved roadmap of a municipality or region to everybody below, and tells them; once is enough.

    Raises ModelRefused for one that is not approved, or of an institution, below which there is nobody.
    """
    if roadmap.level == Organization.Level.INSTITUTION:
        raise ModelRefused(_("There is nobody below an institution to adopt its roadmap."))
    if roadmap.state != Roadmap.State.APPROVED:
        raise ModelRefused(_("Only an approved roadmap in force can be a model. Have it approved first."))
    unpublished = Roadmap.objects.approved().filter(pk=roadmap.pk, published_as_model_on=None)
    day = timezone.localdate(at)
    if not unpublished.update(published_as_model_on=day):
        return
    roadmap.published_as_model_on = day
    scope = roadmap.organization.path
    audit.record("roadmap.published_as_model", roadmap, by=by, at=at, scope=scope)
    _tell_those_below(roadmap, at=at)


@transaction.atomic
def unpublish_model(roadmap: Roadmap, *, by: User, at: datetime) -> None:
    """Offers it no longer as a model; what was adopted stays."""
    if (
        not Roadmap.objects.filter(pk=roadmap.pk)
        .exclude(published_as_model_on=None)
        .update(published_as_model_on=None)
    ):
        return
    roadmap.published_as_model_on = None
    audit.record("roadmap.unpublished_as_model", roadmap, by=by, at=at, scope=roadmap.organization.path)


@transaction.atomic
def adopt_reference(
    model: ReferenceModel,
    *,
    organization: Organization,
    title: str,
    track: str,
    period_from: date,
    period_to: date,
    people: dict[str, str],
    chain: uuid.UUID,
    by: User,
    at: datetime,
) -> Roadmap:
    """A draft of the organisation made from a model of the product, its rows with the model's `uid`.

    `people` gives names for roles as the model writes them. Raises DraftRefused.
    """
    draft = model.draft(level=organization.level, period_from=period_from, period_to=period_to)
    named = with_people(replace(draft, title=title, track=track), people)
    roadmap = create_roadmap(named, organization=organization, chain=chain, by=by, at=at)
    audit.record(
        "roadmap.model_adopted", roadmap, by=by, at=at, scope=organization.path, changes={"model": model.name}
    )
    return roadmap


def _tell_those_below(roadmap: Roadmap, *, at: datetime) -> None:
    adopters = Membership.objects.within(roadmap.organization.path).current().with_role(*ADOPTERS)
    adopters = adopters.exclude(organization=roadmap.organization_id)
    announce(
        [
            Reminder(
                kind="roadmap.published_as_model",
                subject=f"roadmap:{roadmap.pk}",
                recipient_id=user_id,
                organization_id=organization_id,
                moment=roadmap.published_as_model_on,
                title=_("A model roadmap is published"),
                text=_("%(organization)s offers its roadmap for adoption: %(roadmap)s")
                % {"organization": roadmap.organization.short_name, "roadmap": roadmap.title},
                url=roadmap.get_absolute_url(),
            )
            for user_id, organization_id in adopters.values_list("user", "organization").distinct()
        ],
        at=at,
    )
