"""The mentor's personal link: a page on a phone, without a password."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from participants.models import Participation, personal_manager


class MentorLink(models.Model):
    """Only a digest of the token is kept. Expired, revoked or forged links show nothing."""

    mentor = models.ForeignKey(Participation, models.CASCADE, related_name="mentor_links")
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("made"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    expires_at = models.DateTimeField(_("valid until"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True)

    objects = personal_manager("mentor__person__organization__path")

    class Meta:
        verbose_name = _("mentor's link")
        verbose_name_plural = _("mentors' links")
        ordering = ["-made_at"]

    def __str__(self):
        return f"№ {self.mentor_id}"
