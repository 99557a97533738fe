"""The change of the school year as it is kept: which steps are done, what became of each pair and each class."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.calendar import SchoolYear
from organizations.models import Organization
from participants.models import Person, PersonalQuerySet, personal_manager

from .pairs import Pairing


class RollOver(models.Model):
    """The change into a school year in one institution: begun once, gone on with whenever there is time."""

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="roll_overs", verbose_name=_("organisation")
    )
    start_year = models.PositiveSmallIntegerField(_("the new school year begins in"))
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(_("begun"))

    objects = PersonalQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of the school year")
        verbose_name_plural = _("changes of the school year")
        ordering = ["-start_year", "pk"]
        constraints = [models.UniqueConstraint(fields=["organization", "start_year"], name="roll_over_once_a_year")]

    def __str__(self):
        return str(self.year)

    audit_label = property(__str__)

    @property
    def year(self) -> SchoolYear:
        """The new one."""
        return SchoolYear(self.start_year)


class RollOverStep(models.Model):
    """A step that somebody has declared done; declaring it again renews the day and the name."""

    class Step(models.TextChoices):
        PAIRS = "pairs", pgettext_lazy("step", "Pairs: finish or continue")
        CLASSES = "classes", pgettext_lazy("step", "Classes and graduates")
        CONSENTS = "consents", pgettext_lazy("step", "Consents to renew")
        ROADMAP = "roadmap", pgettext_lazy("step", "Roadmap of the new year")

    roll_over = models.ForeignKey(RollOver, models.CASCADE, related_name="steps")
    step = models.CharField(_("step"), max_length=8, choices=Step)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who"))
    at = models.DateTimeField(_("when"))

    objects = personal_manager("roll_over__organization__path")

    class Meta:
        verbose_name = _("step of the change of the school year")
        verbose_name_plural = _("steps of the change of the school year")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["roll_over", "step"], name="roll_over_step_once")]

    def __str__(self):
        return f"{self.roll_over_id}: {self.get_step_display()}"


class PairDecision(models.Model):
    """What the institution wants of a pair when the year changes. The pair itself changes by its own services."""

    class Outcome(models.TextChoices):
        FINISH = "finish", pgettext_lazy("pair", "finish")
        GO_ON = "go_on", pgettext_lazy("pair", "continue")

    roll_over = models.ForeignKey(RollOver, models.CASCADE, related_name="decisions")
    pairing = models.ForeignKey(Pairing, models.CASCADE, related_name="roll_over_decisions")
    outcome = models.CharField(_("decision"), max_length=6, choices=Outcome)

    objects = personal_manager("roll_over__organization__path")

    class Meta:
        verbose_name = _("decision on a pair")
        verbose_name_plural = _("decisions on pairs")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["roll_over", "pairing"], name="roll_over_pair_once")]

    def __str__(self):
        return f"№ {self.pairing_id}: {self.get_outcome_display()}"


class ClassMove(models.Model):
    """A learner whose class was looked at: moved up, left as it was, or out of school. Kept to be taken back.

    Records of one human may be merged into one person, which then has two rows: no constraint forbids it.
    """

    roll_over = models.ForeignKey(RollOver, models.CASCADE, related_name="moves")
    person = models.ForeignKey(Person, models.CASCADE, related_name="class_moves")
    before = models.CharField(_("class before"), max_length=50)
    after = models.CharField(_("class after"), max_length=50, blank=True)
    graduated_on = models.DateField(_("graduated on"), null=True, blank=True)

    objects = personal_manager("roll_over__organization__path")

    class Meta:
        verbose_name = _("change of a class")
        verbose_name_plural = _("changes of classes")
        ordering = ["pk"]

    def __str__(self):
        return f"№ {self.person_id}"

    audit_label = property(__str__)
