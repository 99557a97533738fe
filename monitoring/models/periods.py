"""The quarter: periods, what institutions hand in, figures, remarks."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.revisions import Revisioned
from core.tenancy import TenantQuerySet, tenant_manager
from organizations.models import Organization

from .indicators import Indicator


class PeriodQuerySet(TenantQuerySet):
    def visible_to(self, user):
        """Those of one's part of the tree, and those that one's organisation is asked by."""
        acting = getattr(user, "acting", None)
        own = super().visible_to(user)
        if acting is None or acting.organization is None or acting.organization.parent_id is None:
            return own
        return own | self.filter(organization=acting.organization.parent_id)

    def open_on(self, day: date):
        return self.filter(Q(closes_on=None) | Q(closes_on__gte=day), opens_on__lte=day)


class ReportingPeriod(Revisioned):
    """What a municipality (or region) asks for and when: opens, due, late after, closes (anchors.md B.2)."""

    class Kind(models.TextChoices):
        QUARTER = "quarter", _("quarter")
        HALF_YEAR = "half_year", _("half-year")
        YEAR = "year", _("year")
        OTHER = "other", pgettext_lazy("period", "other")

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="reporting_periods", verbose_name=_("who asks")
    )
    kind = models.CharField(_("kind"), max_length=9, choices=Kind)
    title = models.CharField(_("title"), max_length=200)
    starts_on = models.DateField(_("from"))
    as_of = models.DateField(_("as of"))
    opens_on = models.DateField(_("opens"))
    due_on = models.DateField(_("due"))
    late_after = models.DateField(_("late after"))
    closes_on = models.DateField(_("closes"), null=True, blank=True)
    indicators = models.ManyToManyField(Indicator, related_name="+", verbose_name=_("indicators"))
    created_at = models.DateTimeField(_("made"))

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("reporting period")
        verbose_name_plural = _("reporting periods")
        ordering = ["-as_of", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "kind", "as_of"], name="period_once"),
            models.CheckConstraint(
                condition=Q(starts_on__lte=models.F("as_of"))
                & Q(opens_on__lte=models.F("due_on"))
                & Q(due_on__lte=models.F("late_after"))
                & (Q(closes_on=None) | Q(closes_on__gte=models.F("late_after"))),
                name="period_dates_in_order",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("monitoring:period", args=[self.pk])

    @property
    def code(self) -> str:
        """«2022Q1», «2022H1», «2022»: how commands and files call it."""
        last = self.as_of
        if self.kind == self.Kind.QUARTER:
            return f"{self.starts_on.year}Q{(self.starts_on.month - 1) // 3 + 1}"
        if self.kind == self.Kind.HALF_YEAR:
            return f"{self.starts_on.year}H{(self.starts_on.month - 1) // 6 + 1}"
        return str(last.year) if self.kind == self.Kind.YEAR else f"{last:%Y%m%d}"


class SubmissionQuerySet(TenantQuerySet):
    def visible_to(self, user):
        """One's own organisation's; of those below the versions that were handed in, never figures being typed."""
        acting = getattr(user, "acting", None)
        own = Q(organization=acting.organization_id) if acting else Q(pk=None)
        return super().visible_to(user).filter(own | Q(submitted_at__isnull=False))

    def latest(self):
        """The newest version of each institution's answer."""
        newer = Submission.objects.filter(
            period=models.OuterRef("period"),
            organization=models.OuterRef("organization"),
            version__gt=models.OuterRef("version"),
        )
        return self.filter(~models.Exists(newer))

    def accepted(self):
        return self.filter(state=Submission.State.ACCEPTED)


class Submission(Revisioned):
    """An institution's answer to a period, or a municipality's to its region. Frozen with a hash once submitted;
    a correction is the next version."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("submission", "being filled in")
        TO_SIGN = "to_sign", pgettext_lazy("submission", "for signature")
        SUBMITTED = "submitted", pgettext_lazy("submission", "submitted")
        RETURNED = "returned", pgettext_lazy("submission", "returned")
        ACCEPTED = "accepted", pgettext_lazy("submission", "accepted")

    EDITABLE = (State.DRAFT, State.RETURNED)
    FROZEN = (State.SUBMITTED, State.ACCEPTED)
    MOVES = {
        State.DRAFT: {State.TO_SIGN},
        State.RETURNED: {State.TO_SIGN},
        State.TO_SIGN: {State.DRAFT, State.SUBMITTED},
        State.SUBMITTED: {State.ACCEPTED, State.RETURNED},
    }

    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="submissions", verbose_name=_("period"))
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="submissions", verbose_name=_("organisation")
    )
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.DRAFT)
    problems = models.TextField(_("problems and remarks of the institution"), blank=True, max_length=3000)
    correction_reason = models.CharField(_("why corrected"), max_length=500, blank=True)
    counted_at = models.DateTimeField(_("counted"), null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("signed by")
    )
    signer = models.CharField(_("signer"), max_length=350, blank=True)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    sha256 = models.CharField(_("hash of the figures"), max_length=64, blank=True)
    frozen = models.JSONField(_("figures as submitted"), default=dict, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    created_at = models.DateTimeField(_("begun"))

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["-period__as_of", "organization__short_name", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["period", "organization", "version"], name="submission_version_once"),
            models.CheckConstraint(
                condition=~Q(state__in=["submitted", "accepted"]) | ~Q(sha256="") & Q(submitted_at__isnull=False),
                name="submission_submitted_is_frozen",
            ),
        ]

    def __str__(self):
        return f"{self.period}, {self.organization}"

    def get_absolute_url(self) -> str:
        return reverse("monitoring:submission", args=[self.pk])

    @property
    def was_returned(self) -> bool:
        """Handed in and sent back: what is corrected is its next version."""
        return self.state == self.State.RETURNED and self.submitted_at is not None

    @property
    def is_editable(self) -> bool:
        """A version that was handed in and returned stays as it was signed: the next one is corrected."""
        return self.state in self.EDITABLE and self.submitted_at is None


class Figure(models.Model):
    """One indicator of a submission: what was counted, what was typed instead and why, the plan."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="figures")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+", verbose_name=_("indicator"))
    counted_numerator = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    counted_denominator = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    numerator = models.DecimalField(_("numerator"), max_digits=14, decimal_places=2, null=True, blank=True)
    denominator = models.DecimalField(_("denominator"), max_digits=14, decimal_places=2, null=True, blank=True)
    override_reason = models.CharField(_("why another number"), max_length=500, blank=True)
    comment = models.CharField(_("comment"), max_length=1000, blank=True)
    target = models.DecimalField(_("plan"), max_digits=12, decimal_places=2, null=True, blank=True)
    is_returned = models.BooleanField(_("returned for correction"), default=False)

    objects = tenant_manager("submission__organization__path")

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ["indicator__position", "pk"]
        constraints = [models.UniqueConstraint(fields=["submission", "indicator"], name="figure_once")]

    def __str__(self):
        return f"{self.submission_id}: {self.indicator_id}"

    @property
    def is_overridden(self) -> bool:
        return (self.numerator, self.denominator) != (self.counted_numerator, self.counted_denominator)


class Remark(models.Model):
    """What the methodologist asks, of the whole or of one figure, and the answer."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="remarks")
    figure = models.ForeignKey(Figure, models.CASCADE, null=True, blank=True, related_name="remarks")
    text = models.CharField(_("remark"), max_length=1000)
    by = models.CharField(_("who"), max_length=200)
    at = models.DateTimeField(_("when"))
    answer = models.CharField(_("answer"), max_length=1000, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    objects = tenant_manager("submission__organization__path")

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        ordering = ["pk"]

    def __str__(self):
        return self.text


class Extension(models.Model):
    """One institution may hand in or correct after the period is closed or its answer accepted, until a day."""

    period = models.ForeignKey(ReportingPeriod, models.CASCADE, related_name="extensions")
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+", verbose_name=_("organisation"))
    until = models.DateField(_("until"))
    reason = models.CharField(_("reason"), max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("allowed by"))
    at = models.DateTimeField(_("when"))

    objects = tenant_manager("organization__path")

    class Meta:
        verbose_name = _("extension")
        verbose_name_plural = _("extensions")
        ordering = ["-at"]

    def __str__(self):
        return f"{self.period_id}: {self.organization_id}, {self.until:%d.%m.%Y}"
