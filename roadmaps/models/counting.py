"""What is counted towards an activity besides the marks that people make."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.tenancy import tenant_manager

from .plan import Activity


class CountingRule(models.Model):
    """What the product keeps a record of and this activity is done by (roadmaps/counting/).

    `source` and `parameter` name it there: a sort of things («every seminar that was held») or a single one.
    """

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="counting")
    source = models.CharField(_("what is counted"), max_length=40)
    parameter = models.CharField(_("which ones"), max_length=100, blank=True)

    objects = tenant_manager("activity__section__roadmap__organization__path")

    class Meta:
        verbose_name = _("what is counted")
        verbose_name_plural = _("what is counted")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["activity", "source", "parameter"], name="counted_once")]

    def __str__(self):
        return f"{self.source}: {self.parameter}"
