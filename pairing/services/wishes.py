"""Wishes after the group meeting: whom somebody would like, in order, entered for many at once (domain.md 1.7)."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.errors import Refused
from organizations.models import Organization
from participants.models import Participation

from ..models import Wish

RANKS = 3


class WishRefused(Refused):
    """Somebody names the same person twice."""


@transaction.atomic
def record_wishes(
    lists: Mapping[Participation, Sequence[Participation]],
    *,
    side: str,
    organization: Organization,
    by,
    at: datetime,
) -> int:
    """Writes whom each of these people would like, the dearest first, over what they had said before.

    `side` is whose wishes they are (Wish.By). Gives how many wishes there are now. Raises WishRefused.
    """
    if any(len(set(wished)) < len(wished) for wished in lists.values()):
        raise WishRefused(_("Somebody has named the same person twice. Leave one of the two choices."))
    other = Wish.By.MENTEE if side == Wish.By.MENTOR else Wish.By.MENTOR
    Wish.objects.filter(by=side, **{f"{side}__in": list(lists)}).delete()
    wishes = [
        Wish(by=side, rank=rank, **{side: somebody, other: wanted})
        for somebody, wished in lists.items()
        for rank, wanted in enumerate(wished, start=1)
    ]
    Wish.objects.bulk_create(wishes, batch_size=500)
    changes = {"side": side, "people": len(lists), "wishes": len(wishes)}
    audit.record("wishes.recorded", organization, by=by, at=at, scope=organization.path, changes=changes)
    return len(wishes)
