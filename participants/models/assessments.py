"""Input and final assessment by the parameters that the institution chooses (domain.md 3.1)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.tenancy import TenantQuerySet
from organizations.models import Organization

from .participation import Participation
from .personal import personal_manager


class AssessmentParameter(models.Model):
    """What is assessed, and on which scale; more is better unless said otherwise."""

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="assessment_parameters", verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=6, choices=Participation.Role, blank=True)
    title = models.CharField(_("parameter"), max_length=200)
    lowest = models.IntegerField(_("lowest mark"), default=1)
    highest = models.IntegerField(_("highest mark"), default=10)
    less_is_better = models.BooleanField(_("less is better"), default=False)
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(_("in use"), default=True)

    objects = TenantQuerySet.as_manager()

    class Meta:
        verbose_name = _("parameter of assessment")
        verbose_name_plural = _("parameters of assessment")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "role", "title"], name="assessment_parameter_once"),
            models.CheckConstraint(
                condition=models.Q(highest__gt=models.F("lowest")), name="assessment_parameter_has_a_scale"
            ),
        ]

    def __str__(self):
        return self.title


class Assessment(models.Model):
    """One assessment of a participant: at the beginning or at the end."""

    class Wave(models.TextChoices):
        INPUT = "input", _("input assessment")
        FINAL = "final", _("final assessment")

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="assessments")
    wave = models.CharField(_("wave"), max_length=5, choices=Wave)
    on = models.DateField(_("date"))
    assessor = models.CharField(_("who assessed"), max_length=200, blank=True)

    objects = personal_manager("participation__person__organization__path")

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ["on", "pk"]
        constraints = [models.UniqueConstraint(fields=["participation", "wave"], name="assessment_once_a_wave")]

    def __str__(self):
        return f"{self.get_wave_display()}, {self.on:%d.%m.%Y}"


class Score(models.Model):
    """A mark by one parameter."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="scores")
    parameter = models.ForeignKey(AssessmentParameter, models.PROTECT, related_name="+")
    value = models.IntegerField(_("mark"))

    objects = personal_manager("assessment__participation__person__organization__path")

    class Meta:
        verbose_name = _("mark")
        verbose_name_plural = _("marks")
        constraints = [models.UniqueConstraint(fields=["assessment", "parameter"], name="score_once")]

    def __str__(self):
        return f"{self.parameter}: {self.value}"
