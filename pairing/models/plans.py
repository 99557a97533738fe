"""Personalised programmes and individual plans (domain.md 2.6)."""

from datetime import date

from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.revisions import Revisioned
from orders.models import Order
from participants.models import PersonalQuerySet, personal_manager

from .pairs import Pairing


class IndividualPlanQuerySet(PersonalQuerySet):
    tenant_path = "pairing__organization__path"

    def with_fulfilment(self, on: date):
        """Adds how many items a plan has, how many are done and how many are late (`total`, `done`, `late`)."""
        late = Q(items__done_on=None, items__due_on__lt=on)
        return self.annotate(total=Count("items"), done=Count("items__done_on"), late=Count("items", filter=late))


class IndividualPlan(Revisioned):
    """The personalised programme of a pair: sections in words and a table of items; one per pair.

    Once its order is signed, it is frozen but for what comes of it: marks, actual results, the summary.
    """

    SECTIONS = ("grounds", "problem", "goal", "tasks", "directions", "schedule", "expected", "criteria")

    pairing = models.OneToOneField(Pairing, models.CASCADE, related_name="plan", verbose_name=_("pair or group"))
    title = models.CharField(_("title"), max_length=300)
    grounds = models.TextField(_("grounds"), blank=True, max_length=2000)
    problem = models.TextField(_("problem, diagnosed deficits"), blank=True, max_length=3000)
    goal = models.TextField(_("goal"), blank=True, max_length=2000)
    tasks = models.TextField(_("tasks"), blank=True, max_length=3000)
    directions = models.TextField(_("directions of work"), blank=True, max_length=2000)
    schedule = models.TextField(_("schedule and mode of meetings"), blank=True, max_length=1000)
    expected = models.TextField(_("planned results and their measures"), blank=True, max_length=3000)
    criteria = models.TextField(_("monitoring and criteria"), blank=True, max_length=2000)
    summary = models.TextField(_("summary of results, recommendation"), blank=True, max_length=3000)
    order = models.ForeignKey(
        Order, models.PROTECT, null=True, blank=True, related_name="plans", verbose_name=_("order of approval")
    )
    created_at = models.DateTimeField(_("made"))

    objects = IndividualPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("personalised programme")
        verbose_name_plural = _("personalised programmes")

    def __str__(self):
        return self.title

    audit_label = property(lambda self: f"№ {self.pairing_id}")

    def get_absolute_url(self) -> str:
        return reverse("pairing:plan", args=[self.pk])

    @property
    def is_approved(self) -> bool:
        return self.order is not None and self.order.state == Order.State.SIGNED

    @property
    def awaits_signature(self) -> bool:
        """A draft order names it."""
        return self.order is not None and self.order.is_unsigned

    @property
    def is_editable(self) -> bool:
        return not self.is_approved and not self.awaits_signature

    @property
    def fulfilment(self) -> int | None:
        """The share of the items that are done, in per cent; None without items. Needs `with_fulfilment`."""
        return round(100 * self.done / self.total) if self.total else None


class PlanItem(models.Model):
    """A row of the plan: what, by when, expected and actual result, the mentor's mark from 1 to 5."""

    MARKS = range(1, 6)

    plan = models.ForeignKey(IndividualPlan, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    what = models.CharField(_("activity"), max_length=500)
    due_on = models.DateField(_("due"), null=True, blank=True)
    expected = models.CharField(_("form, expected result"), max_length=300, blank=True)
    actual = models.CharField(_("actual result"), max_length=500, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    mark = models.PositiveSmallIntegerField(_("mentor's mark"), null=True, blank=True)

    objects = personal_manager("plan__pairing__organization__path")

    class Meta:
        verbose_name = _("item of a plan")
        verbose_name_plural = _("items of a plan")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.what

    audit_label = property(lambda self: f"№ {self.plan_id}.{self.position}")

    def is_overdue(self, on: date) -> bool:
        return self.done_on is None and self.due_on is not None and self.due_on < on
