"""Questions: who hears of a delay and when, what the outbox holds, what a person wants to be told of."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from core.tenancy import below
from organizations.models import Organization, User
from organizations.models.tree import steps_to

from .channels import EMAIL, OUTWARD
from .kinds import all_kinds
from .models import Delivery, Escalation, Notification
from .reach import choices_of


@dataclass(frozen=True)
class Delays:
    """After how many days of delay each next person hears."""

    curator_after: int
    director_after: int
    methodologist_after: int


def escalation_of(organizations: Iterable[Organization]) -> dict[int, Delays]:
    """The delays of each organisation, by its number; what it leaves open is as the nearest above has it.

    One query, whatever the number of organisations.
    """
    organizations = list(organizations)
    ways = {organization.pk: steps_to(organization.path) for organization in organizations}
    said = {
        path: dict(zip(Escalation.DEFAULTS, numbers, strict=True))
        for path, *numbers in Escalation.objects.filter(
            organization__path__in={path for way in ways.values() for path in way}
        ).values_list("organization__path", *Escalation.DEFAULTS)
    }
    return {pk: Delays(**_along(way, said)) for pk, way in ways.items()}


def _along(way: list[str], said: dict[str, dict[str, int | None]]) -> dict[str, int]:
    """The defaults, overridden on the way down by each number that is given."""
    delays = dict(Escalation.DEFAULTS)
    for path in way:
        delays |= {name: days for name, days in said.get(path, {}).items() if days is not None}
    return delays


def inherited_escalation(organization: Organization) -> Delays:
    """What holds for an organisation that says nothing itself."""
    if organization.parent is None:
        return Delays(**Escalation.DEFAULTS)
    return escalation_of([organization.parent])[organization.parent_id]


def delivery_counts(deliveries: QuerySet[Delivery]) -> Counter[str]:
    """How many of the deliveries are in each state."""
    return Counter(dict(deliveries.order_by().values_list("state").annotate(Count("pk"))))


def failures_by_reason(deliveries: QuerySet[Delivery]) -> list[tuple[str, int]]:
    """Why deliveries were given up, in words, with how many of each, the commonest first."""
    failed = deliveries.filter(state=Delivery.State.FAILED).order_by()
    return list(failed.values_list("error").annotate(n=Count("pk")).order_by("-n", "error"))


def readable_notifications(user: User, delivery: Delivery) -> list[Notification]:
    """What a delivery holds, as far as it is of the organisations that the person sees."""
    held = delivery.notifications.filter(below("organization__path", user.scope_path))
    return list(held.select_related("organization").order_by("pk"))


def wishes_of(user: User) -> dict[tuple[str, str], bool]:
    """(kind, channel) -> whether the person wants to be told so: what they have said, else the channel's default."""
    said = choices_of([user.pk])
    return {
        (kind.code, channel.code): said.get((user.pk, kind.code, channel.code), channel.by_default)
        for kind in all_kinds()
        for channel in OUTWARD
    }


def next_letter(user: User) -> Delivery | None:
    """The letter to the person that goes out next."""
    waiting = Delivery.objects.waiting().filter(recipient=user, channel=EMAIL)
    return waiting.annotate(held=Count("notifications")).order_by("not_before", "pk").first()


def notifications_to_show(user: User, letter: Delivery | None, *, limit: int = 5) -> list[Notification]:
    """What the next letter would say; without one, the last that the person was told, as an example."""
    told = Notification.objects.visible_to(user).select_related("organization")
    if letter:
        return list(told.unread().filter(items__delivery=letter).order_by("pk"))
    return list(told.order_by("-created_at", "-pk")[:limit])
