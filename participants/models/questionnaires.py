"""Questionnaires filled by the person through a personal link."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .participation import Participation
from .personal import personal_manager


class QuestionnaireLink(models.Model):
    """A personal, expiring link: only a digest of its token is kept; answers feed the bank once."""

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="questionnaire_links")
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("made"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    expires_at = models.DateTimeField(_("valid until"))
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    objects = personal_manager("participation__person__organization__path")

    class Meta:
        verbose_name = _("link to a questionnaire")
        verbose_name_plural = _("links to questionnaires")
        ordering = ["-made_at"]

    def __str__(self):
        return f"№ {self.participation_id}"
