"""«Не сработались», taken back: a tick made by mistake, or two who have made it up, may be paired again."""

from datetime import datetime

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import audit

from ..models import Membership, PairChange
from .pairs import PairRefused


class Why(models.TextChoices):
    """Chosen, not written: words about a quarrel would speak of people, and the trail names nobody."""

    MISTAKE = "mistake", gettext_lazy("the mark was made by mistake")
    SETTLED = "settled", gettext_lazy("the two have made it up and both agree")


@transaction.atomic
def lift_conflict(marked: PairChange | Membership, *, why: str, by, at: datetime) -> None:
    """From now on matching offers the two again; the order and everything else stays. Raises PairRefused."""
    if not type(marked).objects.filter(pk=marked.pk, is_conflict=True).update(is_conflict=False):
        raise PairRefused(_("There is no such mark here any more. Reload the page."))
    changes = {"why": why}
    if isinstance(marked, Membership):
        changes["mentee"] = marked.mentee_id
    pairing = marked.pairing
    audit.record("pairing.conflict_lifted", pairing, by=by, at=at, scope=pairing.organization.path, changes=changes)
