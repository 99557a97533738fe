"""Personalised programmes and individual plans (domain.md 2.6)."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.revisions import Revisioned
from orders.models import Order
from participants.models import PersonalQuerySet, personal_manager

from .pairs import Pairing


class IndividualPlanQuerySet(PersonalQuerySet):
    tenant_path = "pairing__organization__path"


class IndividualPlan(Revisioned):
    """The personalised programme of a pair: sections in words and a table of items; one per pair."""

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


class PlanItem(models.Model):
    """A row of the plan: what, by when, expected and actual result, the mentor's mark."""

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

    def is_overdue(self, on: date) -> bool:
        return self.done_on is None and self.due_on is not None and self.due_on < on
