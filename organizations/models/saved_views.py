"""A list as a person wants to come back to it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedViewQuerySet(models.QuerySet):
    def visible_to(self, user) -> "SavedViewQuerySet":
        """One's own: what somebody looks for is nobody else's business."""
        return self.filter(user=user.pk)


class SavedView(models.Model):
    """The filters and the order of a list (core/listing.py), kept by one person under a name."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views", verbose_name=_("person")
    )
    name = models.CharField(_("name"), max_length=60)
    path = models.CharField(_("address of the list"), max_length=200)
    query = models.CharField(_("filters and order"), max_length=1000)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "path", "name"], name="savedview_one_name_in_a_list"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self) -> str:
        return f"{self.path}?{self.query}"
