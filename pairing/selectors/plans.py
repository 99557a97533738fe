"""Plans of pairs, each in a fixed number of queries."""

from datetime import date

from django.db.models import Case, CharField, Prefetch, QuerySet, TextChoices, Value, When
from django.utils.translation import pgettext_lazy

from orders.models import Order

from ..models import IndividualPlan, Membership, PairChange, Pairing


class PlanStanding(TextChoices):
    DRAFT = "draft", pgettext_lazy("plan", "not approved")
    UNSIGNED = "unsigned", pgettext_lazy("plan", "order awaits the signature")
    APPROVED = "approved", pgettext_lazy("plan", "approved")


def with_pair(plans: QuerySet[IndividualPlan]) -> QuerySet[IndividualPlan]:
    """Adds the pair with the mentor and `members`, and the order of approval."""
    members = Membership.objects.select_related("mentee__person").order_by(
        "mentee__person__last_name", "mentee__person__first_name", "pk"
    )
    plans = plans.select_related(
        "order__series", "order__organization", "pairing__mentor__person", "pairing__form", "pairing__kind",
        "pairing__programme", "pairing__organization", "pairing__order",
    )  # fmt: skip
    return plans.prefetch_related(
        Prefetch("pairing__memberships", members, to_attr="members"),
        Prefetch("pairing__changes", PairChange.objects.select_related("order")),
    )


def with_plan_standing(plans: QuerySet[IndividualPlan], on: date) -> QuerySet[IndividualPlan]:
    """Adds `standing`, a code of PlanStanding, and how far the plan is fulfilled."""
    standing = Case(
        When(order__state=Order.State.SIGNED, then=Value(PlanStanding.APPROVED.value)),
        When(order__state__in=Order.UNSIGNED, then=Value(PlanStanding.UNSIGNED.value)),
        default=Value(PlanStanding.DRAFT.value),
        output_field=CharField(),
    )
    return plans.with_fulfilment(on).annotate(standing=standing)


def without_plan(user, on: date) -> QuerySet[Pairing]:
    """The pairs at work that have no plan yet."""
    return Pairing.objects.visible_to(user).active(on).filter(plan=None)
