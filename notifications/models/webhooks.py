"""Webhooks: where a messenger bot listens."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization


class WebhookQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Only administrators above the tree keep webhooks: whoever names an address makes the server call it."""
        return self.all() if getattr(user, "scope_path", None) == "" else self.none()

    def active(self):
        return self.filter(is_active=True)


class Webhook(models.Model):
    """An address that hears what the people of an organisation and below are told; everybody's when it has none.

    Each call is signed with `secret`: see notifications/channels/webhook.py.
    """

    title = models.CharField(_("title"), max_length=100)
    organization = models.ForeignKey(
        Organization, models.CASCADE, null=True, blank=True, related_name="webhooks", verbose_name=_("organisation")
    )
    url = models.URLField(_("address"), max_length=500)
    secret = models.CharField(_("secret of the signature"), max_length=64, editable=False)
    is_active = models.BooleanField(_("in use"), default=True)

    objects = WebhookQuerySet.as_manager()

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["title"]

    def __str__(self):
        return self.title
