"""What remains after the end: reflections, cases, thanks (domain.md 1.4 stage 7)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import StoredFile
from core.revisions import Revisioned
from organizations.models import Organization
from participants.models import Participation, PersonalQuerySet, personal_manager

from .pairs import Pairing


class Reflection(models.Model):
    """A participant looks back: answers to the questions of the final meeting."""

    pairing = models.ForeignKey(Pairing, models.PROTECT, related_name="reflections")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="reflections")
    on = models.DateField(_("date"))
    reached = models.TextField(_("what was reached"), blank=True, max_length=2000)
    valuable = models.TextField(_("what was most valuable"), blank=True, max_length=2000)
    missing = models.TextField(_("what was missing"), blank=True, max_length=2000)
    goes_on = models.BooleanField(_("ready to go on"), null=True, blank=True)

    objects = personal_manager("pairing__organization__path")

    class Meta:
        verbose_name = _("reflection")
        verbose_name_plural = _("reflections")
        constraints = [models.UniqueConstraint(fields=["pairing", "participation"], name="reflection_once")]

    def __str__(self):
        return f"№ {self.pairing_id}"


class CaseStory(Revisioned):
    """A case or practice of the bank; published only with the consents to dissemination of those it names."""

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="case_stories", verbose_name=_("organisation")
    )
    pairing = models.ForeignKey(
        Pairing, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name=_("pair or group")
    )
    title = models.CharField(_("title"), max_length=300)
    text = models.TextField(_("text"), max_length=20_000)
    practice = models.BooleanField(_("practice for others, without names"), default=False)
    published_url = models.URLField(_("published at"), blank=True, max_length=500)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    created_at = models.DateTimeField(_("entered"))

    objects = PersonalQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("bank of cases")
        ordering = ["-created_at"]

    def __str__(self):
        return self.title


class Award(models.Model):
    """A certificate of a mentee or mentor, or a letter of thanks, as it was printed."""

    class Kind(models.TextChoices):
        CERTIFICATE = "certificate", _("certificate of a participant")
        THANKS = "thanks", _("letter of thanks")

    participation = models.ForeignKey(Participation, models.PROTECT, related_name="awards")
    kind = models.CharField(_("kind"), max_length=11, choices=Kind)
    number = models.PositiveIntegerField(_("number"))
    on = models.DateField(_("date"))
    words = models.CharField(_("what for"), max_length=500, blank=True)
    paper = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")

    objects = personal_manager("participation__person__organization__path")

    class Meta:
        verbose_name = _("award")
        verbose_name_plural = _("awards")
        ordering = ["-on", "-pk"]

    def __str__(self):
        return f"№ {self.number}, {self.on:%d.%m.%Y}"
