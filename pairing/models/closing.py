"""What remains after the end: reflections, cases, thanks (domain.md 1.4 stage 7)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.revisions import Revisioned
from organizations.models import Organization
from participants.models import Participation, PersonalQuerySet, personal_manager
from participants.models.personal import names_path

from .events import Event
from .pairs import Pairing

LONGEST_ANSWER = 2000


class Reflection(models.Model):
    """A participant looks back: answers to the questions of the final meeting."""

    pairing = models.ForeignKey(Pairing, models.PROTECT, related_name="reflections")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="reflections")
    on = models.DateField(_("date"))
    reached = models.TextField(_("what was reached"), blank=True, max_length=LONGEST_ANSWER)
    valuable = models.TextField(_("what was most valuable"), blank=True, max_length=LONGEST_ANSWER)
    missing = models.TextField(_("what was missing"), blank=True, max_length=LONGEST_ANSWER)
    goes_on = models.BooleanField(_("ready to go on"), null=True, blank=True)

    objects = personal_manager("pairing__organization__path")

    class Meta:
        verbose_name = _("reflection")
        verbose_name_plural = _("reflections")
        constraints = [models.UniqueConstraint(fields=["pairing", "participation"], name="reflection_once")]

    def __str__(self):
        return f"№ {self.pairing_id}"


class GroupReflection(models.Model):
    """What all who were at an event said together, on one sheet."""

    event = models.OneToOneField(Event, models.CASCADE, related_name="reflection")
    reached = models.TextField(_("what was reached"), blank=True, max_length=LONGEST_ANSWER)
    valuable = models.TextField(_("what was most valuable"), blank=True, max_length=LONGEST_ANSWER)
    missing = models.TextField(_("what was missing"), blank=True, max_length=LONGEST_ANSWER)
    proposals = models.TextField(_("what to do otherwise next time"), blank=True, max_length=LONGEST_ANSWER)

    objects = personal_manager("event__organization__path")

    class Meta:
        verbose_name = _("group reflection")
        verbose_name_plural = _("group reflections")

    def __str__(self):
        return f"№ {self.event_id}"


class CaseQuerySet(PersonalQuerySet):
    def visible_to(self, user):
        """The cases of one's own institution, and for those above it the practices that were opened to them."""
        if names_path(user) is not None:
            return super().visible_to(user)
        return self.within(getattr(user, "scope_path", None)).filter(practice=True)


class CaseStory(Revisioned):
    """A case or practice of the bank; published only with the consents to dissemination of those it names.

    A practice was found free of names and is read above the institution too: there only its title and text are shown.
    """

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="case_stories", verbose_name=_("organisation")
    )
    pairing = models.ForeignKey(
        Pairing, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name=_("pair or group")
    )
    people = models.ManyToManyField(
        Participation, blank=True, related_name="cases", verbose_name=_("others whom it tells of")
    )
    title = models.CharField(_("title"), max_length=300)
    text = models.TextField(_("text"), max_length=20_000)
    practice = models.BooleanField(_("practice for others, without names"), default=False)
    published_url = models.URLField(_("published at"), blank=True, max_length=500)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    created_at = models.DateTimeField(_("entered"))

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("bank of cases")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_on=None, published_url="")
                | (Q(published_on__isnull=False) & ~Q(published_url="")),
                name="case_published_somewhere",
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("pairing:case", args=[self.pk])

    @property
    def audit_label(self) -> str:
        """A title may name somebody."""
        return f"№ {self.pk}"


class Award(models.Model):
    """A certificate of a mentee or mentor, or a letter of thanks. `facts` is what was printed: it is printed again so.

    Numbers run through the year of the institution, both kinds together.
    """

    class Kind(models.TextChoices):
        CERTIFICATE = "certificate", _("certificate of a participant")
        THANKS = "thanks", _("letter of thanks")

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="awards", verbose_name=_("organisation")
    )
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="awards")
    event = models.ForeignKey(
        Event, models.PROTECT, null=True, blank=True, related_name="awards", verbose_name=_("handed over at")
    )
    kind = models.CharField(_("kind"), max_length=11, choices=Kind)
    year = models.PositiveSmallIntegerField(_("year"), editable=False)
    number = models.PositiveIntegerField(_("number"))
    on = models.DateField(_("date"))
    words = models.CharField(_("what for"), max_length=500, blank=True)
    facts = models.JSONField(_("as printed"), default=dict, blank=True, help_text="participants' and signer's words")
    issued_at = models.DateTimeField(_("entered"))

    objects = PersonalQuerySet.as_manager()

    class Meta:
        verbose_name = _("award")
        verbose_name_plural = _("awards")
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "year", "number"], name="award_number_once_a_year")
        ]

    def __str__(self):
        return f"№ {self.reg_number}, {self.on:%d.%m.%Y}"

    @property
    def reg_number(self) -> str:
        """«2026/14», as it is printed."""
        return f"{self.year}/{self.number}"
