"""What an activity with a relative deadline waits for."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.tenancy import tenant_manager

from .plan import Activity


class EventBinding(models.Model):
    """An event of a deadline tied to something that the product keeps a record of (roadmaps/events/).

    `event` is as the phrase has it, in the genitive; `source` and `parameter` name the event there. `happened_on` is
    kept once the event has happened: the occurrences are counted from it.
    """

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="events")
    event = models.CharField(_("event in the deadline"), max_length=500, blank=True)
    source = models.CharField(_("what is waited for"), max_length=40)
    parameter = models.CharField(_("which one"), max_length=300, blank=True)
    suggested = models.BooleanField(_("suggested by the words, not yet confirmed"), default=False)
    happened_on = models.DateField(_("happened on"), null=True, blank=True)

    objects = tenant_manager("activity__section__roadmap__organization__path")

    class Meta:
        verbose_name = _("event waited for")
        verbose_name_plural = _("events waited for")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["activity", "event"], name="event_bound_once")]

    def __str__(self):
        return self.event
