"""Which mentors have a personal link, and in what state it is."""

from datetime import datetime

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    OuterRef,
    Prefetch,
    QuerySet,
    Subquery,
    TextChoices,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from participants.models import Participation

from ..models import MentorLink, Pairing


class LinkState(TextChoices):
    NONE = "none", pgettext_lazy("link", "no link")
    POSTING = "posting", pgettext_lazy("link", "letter on its way")
    FAILED = "failed", pgettext_lazy("link", "letter not sent")
    UNUSED = "unused", pgettext_lazy("link", "not opened yet")
    USED = "used", pgettext_lazy("link", "in use")


def with_links(mentors: QuerySet[Participation], at: datetime) -> QuerySet[Participation]:
    """The mentors with a pair at work or a link: adds `pairs`, `link_state` and, as `links`, the link that is open."""
    active = Pairing.objects.active(timezone.localdate(at)).filter(mentor=OuterRef("pk")).order_by()
    pairs = Coalesce(Subquery(active.values("mentor").annotate(number=Count("pk", distinct=True)).values("number")), 0)
    live = MentorLink.objects.open(at)
    mentors = mentors.annotate(pairs=pairs, link_state=_state(live.filter(mentor=OuterRef("pk"))))
    mentors = mentors.exclude(pairs=0, link_state=LinkState.NONE)
    return mentors.prefetch_related(Prefetch("mentor_links", live, to_attr="links"))


def count_by_state(mentors: QuerySet[Participation]) -> dict[str, int]:
    """How many of the rows of `with_links` are in which state; every state is there."""
    counted = dict(mentors.order_by().values_list("link_state").annotate(number=Count("pk", distinct=True)))
    return {state: counted.get(state, 0) for state in LinkState.values}


def _state(own: QuerySet[MentorLink]) -> Case:
    return Case(
        When(Exists(own.filter(letter_due_at__isnull=False)), then=Value(LinkState.POSTING.value)),
        When(Exists(own.exclude(error="").filter(letter_sent_at=None)), then=Value(LinkState.FAILED.value)),
        When(Exists(own.filter(last_used_at=None)), then=Value(LinkState.UNUSED.value)),
        When(Exists(own), then=Value(LinkState.USED.value)),
        default=Value(LinkState.NONE.value),
        output_field=CharField(),
    )
