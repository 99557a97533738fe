"""What people and organisations wish of their reminders."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.tenancy import tenant_manager
from organizations.models import Organization, TimeZone


class Preference(models.Model):
    """When a person is written to. Without a row: at DEFAULT_HOUR, in the time of their organisation."""

    DEFAULT_HOUR = 8

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="preference", verbose_name=_("person")
    )
    digest_hour = models.PositiveSmallIntegerField(
        _("hour of the daily letter"), default=DEFAULT_HOUR, validators=[MaxValueValidator(23)]
    )
    time_zone = models.CharField(
        _("time zone"), max_length=32, choices=TimeZone, blank=True, help_text=_("empty: that of the organisation")
    )

    class Meta:
        verbose_name = _("preference")
        verbose_name_plural = _("preferences")
        constraints = [
            models.CheckConstraint(condition=models.Q(digest_hour__lte=23), name="preference_hour_of_a_day")
        ]

    def __str__(self):
        return f"{self.user} {self.digest_hour}:00"


class Choice(models.Model):
    """A person's word on one kind through one channel; without a row the kind's own default holds."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="choices")
    kind = models.CharField(_("kind"), max_length=64)
    channel = models.CharField(_("channel"), max_length=16)
    wanted = models.BooleanField(_("wanted"))

    class Meta:
        verbose_name = _("choice of channel")
        verbose_name_plural = _("choices of channels")
        constraints = [models.UniqueConstraint(fields=["user", "kind", "channel"], name="choice_once")]

    def __str__(self):
        return f"{self.user} {self.kind} {self.channel}: {self.wanted}"


class Escalation(models.Model):
    """After how many days of delay the next person hears. An empty number: as the organisation above has it.

    The order is responsible, curator, director, methodologist; the defaults stand at the root.
    """

    DEFAULTS = {"curator_after": 0, "director_after": 14, "methodologist_after": 30}

    organization = models.OneToOneField(
        Organization, models.CASCADE, related_name="escalation", verbose_name=_("organisation")
    )
    curator_after = models.PositiveSmallIntegerField(_("the curator hears after, days"), null=True, blank=True)
    director_after = models.PositiveSmallIntegerField(_("the director hears after, days"), null=True, blank=True)
    methodologist_after = models.PositiveSmallIntegerField(
        _("the methodologist hears after, days"), null=True, blank=True
    )

    objects = tenant_manager("organization__path")

    class Meta:
        verbose_name = _("escalation")
        verbose_name_plural = _("escalations")

    def __str__(self):
        return str(self.organization)
