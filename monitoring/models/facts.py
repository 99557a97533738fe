"""What every number is counted from."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.tenancy import TenantQuerySet, tenant_manager
from organizations.models import Organization

FOREVER = date.max  # the end of what has not ended


class FactQuerySet(TenantQuerySet):
    def as_of(self, day: date):
        """True on the day."""
        return self.filter(starts_on__lte=day, ends_on__gt=day)

    def between(self, first: date, last: date):
        """True on one day at least from the first to the last, both included."""
        return self.filter(starts_on__lte=last, ends_on__gt=first)


class Fact(models.Model):
    """From `starts_on` until `ends_on` (the first day without it) the subject counted as `measure` in an institution.

    `key` tells subjects apart without naming them: the same human, enterprise or pair gives the same key in every
    institution (measures.keys). `detail` divides a measure further: the form of a pair, the kind of a mentor.
    `settled` facts are of people whose data is destroyed: nothing can recount them, so they stay as they were.
    """

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="facts")
    measure = models.CharField(max_length=40)
    key = models.BigIntegerField()
    detail = models.CharField(max_length=40, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(default=FOREVER)
    settled = models.BooleanField(default=False)

    objects = FactQuerySet.as_manager()

    class Meta:
        verbose_name = _("counted fact")
        verbose_name_plural = _("counted facts")
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_on__gt=models.F("starts_on")), name="fact_lasts"),
        ]
        indexes = [
            models.Index(fields=["measure", "starts_on", "ends_on", "key", "organization"], name="fact_counting"),
            models.Index(fields=["organization", "measure"], name="fact_of_institution"),
        ]

    def __str__(self):
        return f"{self.organization_id}: {self.measure}"


class FactState(models.Model):
    """How far the facts of an institution have been counted; `stale` once something in it changed."""

    organization = models.OneToOneField(Organization, models.CASCADE, primary_key=True, related_name="fact_state")
    stale = models.BooleanField(default=True)
    counted_at = models.DateTimeField(_("counted"), null=True)

    objects = tenant_manager("organization__path")

    class Meta:
        verbose_name = _("state of the count")
        verbose_name_plural = _("states of the count")

    def __str__(self):
        return f"{self.organization_id}: {self.counted_at}"


class FactCursor(models.Model):
    """One row: the last entry of the audit trail by which institutions were marked stale."""

    entry_id = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("cursor of the count")
        verbose_name_plural = _("cursors of the count")

    def __str__(self):
        return str(self.entry_id)
