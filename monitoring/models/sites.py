"""What institutions publish, checked once a quarter (domain.md 3.6; «Абан» 5.1); papers kept outside."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.calendar import Quarter
from core.revisions import Revisioned
from core.tenancy import TenantQuerySet
from organizations.models import Organization


class RequiredDocument(models.IntegerChoices):
    """The package of documents of an institution, by its numbers in domain.md 1.10."""

    IMPLEMENT_ORDER = 1, _("order on the launch of the target model")
    WORKING_GROUP_ORDER = 2, _("order on the working group")
    REGULATION = 3, _("regulation on mentorship")
    ROADMAP = 4, _("roadmap")
    CURATOR_ORDER = 5, _("order on the appointment of the curator")
    PROGRAMME = 6, _("mentoring programme")
    PLANNED_RESULTS = 7, _("planned results")
    BANKS = 8, _("banks of mentees, mentors, programmes, cases")
    CONSENTS = 9, _("consents to processing of personal data")
    PAIR_CONSENTS = 10, _("written consents of the pairs, additional agreements")
    PAIRS_ORDER = 11, _("order on the assignment of pairs and groups")
    PLANS = 12, _("personalised programmes")
    MENTOR_SCHOOL_ORDER = 13, _("order on the School of mentors")
    AGREEMENTS = 14, _("agreements with partners")
    JOURNAL = 15, _("journal of meetings")
    SURVEYS = 16, _("questionnaires, summary, SWOT")
    REPORTS = 17, _("reports upward")
    RESULTS_ORDER = 18, _("order on the results and rewards")
    SITE = 19, _("section of the site")


TO_PUBLISH = (
    RequiredDocument.SITE,
    RequiredDocument.IMPLEMENT_ORDER,
    RequiredDocument.CURATOR_ORDER,
    RequiredDocument.REGULATION,
    RequiredDocument.ROADMAP,
    RequiredDocument.PROGRAMME,
    RequiredDocument.PLANNED_RESULTS,
    RequiredDocument.REPORTS,
)
"""What a site must show (domain.md 1.10, line 19); the rest of the package is about people and stays inside."""


class DocumentMark(models.Model):
    """Said by hand: the institution has the document outside the product, or does not need it, and why."""

    class Standing(models.TextChoices):
        ELSEWHERE = "elsewhere", pgettext_lazy("document", "kept outside the product")
        NOT_NEEDED = "not_needed", pgettext_lazy("document", "not needed")

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="document_marks")
    document = models.PositiveSmallIntegerField(_("document"), choices=RequiredDocument)
    standing = models.CharField(_("standing"), max_length=10, choices=Standing)
    requisites = models.CharField(_("requisites or reason"), max_length=300)
    at = models.DateTimeField(_("entered"))

    objects = TenantQuerySet.as_manager()

    class Meta:
        verbose_name = _("mark of a document")
        verbose_name_plural = _("marks of documents")
        constraints = [models.UniqueConstraint(fields=["organization", "document"], name="document_mark_once")]

    def __str__(self):
        return f"{self.get_document_display()}: {self.get_standing_display()}"


class PublishedAct(Revisioned):
    """The page of the institution's site where a local act stands; nothing personal may be there."""

    organization = models.ForeignKey(
        Organization, models.CASCADE, related_name="published_acts", verbose_name=_("organisation")
    )
    document = models.PositiveSmallIntegerField(_("document"), choices=RequiredDocument)
    url = models.URLField(_("address"), max_length=500)
    published_on = models.DateField(pgettext_lazy("act", "published on"), null=True, blank=True)
    note = models.CharField(_("remark"), max_length=300, blank=True)

    objects = TenantQuerySet.as_manager()

    class Meta:
        verbose_name = _("published act")
        verbose_name_plural = _("published acts")
        ordering = ["document", "pk"]
        constraints = [models.UniqueConstraint(fields=["organization", "document", "url"], name="published_act_once")]

    def __str__(self):
        return f"{self.get_document_display()}: {self.url}"

    def get_absolute_url(self) -> str:
        return reverse("monitoring:site")


class SiteCheckQuerySet(TenantQuerySet):
    def within_quarter(self, quarter: Quarter) -> "SiteCheckQuerySet":
        return self.filter(on__range=(quarter.starts, quarter.ends))

    def with_remarks(self) -> "SiteCheckQuerySet":
        """Found wanting, mended since or not."""
        return self.exclude(result=SiteCheck.Result.GOOD)


class SiteCheck(models.Model):
    """The methodologist looked for an act on the site of an institution on a day and saw this.

    A check of a later day is a row of its own, so that the course of every quarter stays. `addresses` are the links
    as they were on that day, a line each; without any there was none to follow.
    """

    class Result(models.TextChoices):
        GOOD = "good", _("published and up to date")
        OUTDATED = "outdated", _("published, out of date")
        MISSING = "missing", _("not there")
        BROKEN = "broken", _("the link does not open")
        PERSONAL = "personal", _("personal data is published")

    organization = models.ForeignKey(
        Organization, models.CASCADE, related_name="site_checks", verbose_name=_("organisation")
    )
    document = models.PositiveSmallIntegerField(_("document"), choices=RequiredDocument)
    on = models.DateField(_("checked on"))
    result = models.CharField(_("result"), max_length=8, choices=Result)
    remark = models.CharField(_("remark"), max_length=500, blank=True)
    addresses = models.TextField(_("addresses"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("checked by"))
    mended_on = models.DateField(_("mended on"), null=True, blank=True)
    mended = models.CharField(_("what was mended"), max_length=300, blank=True)

    objects = SiteCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("check of a site")
        verbose_name_plural = _("checks of sites")
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "document", "on"], name="site_check_once_a_day"),
            models.CheckConstraint(
                condition=models.Q(mended_on=None) | ~models.Q(result="good"), name="site_check_mended_was_wanting"
            ),
        ]

    def __str__(self):
        return f"{self.get_document_display()}, {self.on:%d.%m.%Y}"

    def get_absolute_url(self) -> str:
        return reverse("monitoring:site")

    @property
    def is_open(self) -> bool:
        """Something is to be mended."""
        return self.result != self.Result.GOOD and self.mended_on is None
