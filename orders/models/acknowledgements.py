"""Who has to read an order, and who has."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.tenancy import TenantQuerySet

from .orders import Order


class AcknowledgementQuerySet(TenantQuerySet):
    tenant_path = "order__organization__path"

    def awaited(self):
        """Not given yet, of orders in force."""
        return self.filter(acquainted_on=None, order__state=Order.State.SIGNED)


class Acknowledgement(models.Model):
    """A line of the sheet «С приказом ознакомлены»; `on_paper` when somebody else marked it from a signed sheet."""

    order = models.ForeignKey(Order, models.PROTECT, related_name="acknowledgements")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="order_acknowledgements"
    )
    position = models.CharField(_("position"), max_length=200, blank=True)
    name = models.CharField(_("name"), max_length=150)
    acquainted_on = models.DateField(_("acquainted on"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("recorded"), null=True, blank=True)
    on_paper = models.BooleanField(_("signed on paper"), default=False)

    objects = AcknowledgementQuerySet.as_manager()

    class Meta:
        verbose_name = _("acknowledgement of an order")
        verbose_name_plural = _("acknowledgements of orders")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(acquainted_on=None, recorded_at=None)
                | Q(acquainted_on__isnull=False, recorded_at__isnull=False),
                name="acknowledgement_recorded_when_given",
            ),
            models.UniqueConstraint(
                fields=["order", "user"], condition=Q(user__isnull=False), name="acknowledgement_once_a_person"
            ),
        ]

    def __str__(self):
        return f"№ {self.pk}"

    @property
    def organization(self):
        return self.order.organization

    @property
    def organization_id(self) -> int:
        return self.order.organization_id
