"""An approved roadmap is frozen; a change of it makes the next version, approved again."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from core import audit
from core.errors import Refused
from organizations.models import User

from ..models import Roadmap
from ..selectors.plan import with_plan
from ..shifting import for_next_version
from .drafting import create_roadmap, roadmap_draft
from .imports import drop_source


class VersionRefused(Refused):
    """No next version can be begun, or the draft cannot be thrown away."""


@transaction.atomic
def start_new_version(roadmap: Roadmap, *, by: User, at: datetime) -> Roadmap:
    """Copies an approved roadmap into a draft of the next version; its rows keep their `uid`, so that the two compare.

    Raises VersionRefused when it is not approved or a version is already in work.
    """
    if roadmap.state != Roadmap.State.APPROVED:
        raise VersionRefused(_("Only an approved roadmap is changed by a new version. Edit this one as it is."))
    chain = Roadmap.objects.filter(chain=roadmap.chain)
    if chain.in_work().exists():
        raise VersionRefused(_("A new version is already in work. Open it and go on there."))
    frozen = with_plan(Roadmap.objects.filter(pk=roadmap.pk)).get()
    return create_roadmap(
        for_next_version(roadmap_draft(frozen)),
        organization=roadmap.organization,
        chain=roadmap.chain,
        version=chain.aggregate(latest=Max("version"))["latest"] + 1,
        made_from=roadmap.adopted_from,
        by=by,
        at=at,
    )


@transaction.atomic
def delete_draft(roadmap: Roadmap, *, by: User, at: datetime) -> None:
    """Throws away a draft that nobody has been asked to decide on. Raises VersionRefused otherwise."""
    if roadmap.state != Roadmap.State.DRAFT or roadmap.decisions.exists():
        raise VersionRefused(_("Only a draft that was never submitted can be deleted: what was decided on is kept."))
    audit.record("roadmap.deleted", roadmap, by=by, at=at, scope=roadmap.organization.path)
    drop_source(roadmap)
    roadmap.delete()
