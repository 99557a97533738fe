"""Where a pair stands on a day, derived in one query from its dates, its order and the consents."""

from datetime import date

from django.db.models import Case, CharField, Count, Exists, OuterRef, Prefetch, QuerySet, TextChoices, Value, When
from django.utils.translation import pgettext_lazy

from orders.models import Order

from ..models import Membership, PairChange, Pairing


class Standing(TextChoices):
    DRAFT = "draft", pgettext_lazy("standing", "without an order")
    UNSIGNED = "unsigned", pgettext_lazy("standing", "order not in force")
    AHEAD = "ahead", pgettext_lazy("standing", "begins later")
    ACTIVE = "active", pgettext_lazy("standing", "in work")
    PAUSED = "paused", pgettext_lazy("standing", "stopped: no valid consent")
    OVERDUE = "overdue", pgettext_lazy("standing", "period over")
    COMPLETED = "completed", pgettext_lazy("standing", "completed")
    TERMINATED = "terminated", pgettext_lazy("standing", "ended early")


ENDED = (Standing.COMPLETED, Standing.TERMINATED)
BY_MENTOR = ("mentor__person__last_name", "mentor__person__first_name", "mentor__person__patronymic", "pk")
IN_FORCE = (Standing.AHEAD, Standing.ACTIVE, Standing.PAUSED, Standing.OVERDUE)


def with_standing(pairs: QuerySet[Pairing], on: date) -> QuerySet[Pairing]:
    """Adds `standing`, a code of Standing, and the last day as it stood (`until`)."""
    this = OuterRef("pk")
    standing = Case(
        When(until__lt=on, change=PairChange.Kind.COMPLETED, then=Value(Standing.COMPLETED.value)),
        When(until__lt=on, change__in=PairChange.ENDS, then=Value(Standing.TERMINATED.value)),
        When(state=Pairing.State.DRAFT, then=Value(Standing.DRAFT.value)),
        When(~Exists(Pairing.objects.ordered(on).filter(pk=this)), then=Value(Standing.UNSIGNED.value)),
        When(starts_on__gt=on, then=Value(Standing.AHEAD.value)),
        When(until__lt=on, then=Value(Standing.OVERDUE.value)),
        When(Exists(Pairing.objects.active(on).filter(pk=this)), then=Value(Standing.ACTIVE.value)),
        default=Value(Standing.PAUSED.value),
        output_field=CharField(),
    )
    return pairs.as_of(on).annotate(standing=standing)


def changeable(pairs: QuerySet[Pairing], on: date) -> QuerySet[Pairing]:
    """Pairs whose order is signed, that have not ended and that no draft order changes yet."""
    pending = PairChange.objects.filter(order__state__in=Order.UNSIGNED)
    return pairs.ordered(on).open().exclude(pk__in=pending.values("pairing"))


def count_by_standing(pairs: QuerySet[Pairing]) -> dict[str, int]:
    """How many of the rows of `with_standing` stand where; every standing is there."""
    counted = dict(pairs.order_by().values_list("standing").annotate(number=Count("pk", distinct=True)))
    return {standing: counted.get(standing, 0) for standing in Standing.values}


def with_people(pairs: QuerySet[Pairing]) -> QuerySet[Pairing]:
    """Adds the mentor and, as `members`, the mentees, each with the person; the changes with their orders."""
    members = Membership.objects.select_related("mentee__person").order_by(
        "mentee__person__last_name", "mentee__person__first_name", "pk"
    )
    pairs = pairs.select_related("mentor__person", "form", "kind", "order", "programme", "organization")
    changes = PairChange.objects.select_related("order")
    return pairs.prefetch_related(Prefetch("memberships", members, to_attr="members"), Prefetch("changes", changes))
