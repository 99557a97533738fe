"""Questionnaires filled by the person through a personal link."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization

from .participation import Participation
from .personal import PersonalQuerySet


class QuestionnaireLinkQuerySet(PersonalQuerySet):
    tenant_path = "participation__person__organization__path"

    def open(self, at: datetime):
        """Neither used nor revoked nor expired, of somebody who takes part and whose record is kept."""
        person = {f"participation__person__{name}": None for name in ("erased_at", "merged_into", "archived_on")}
        unused = self.filter(answered_at=None, revoked_at=None, expires_at__gt=at)
        return unused.filter(participation__left_on=None, **person)


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
    answers = models.JSONField(
        _("answers"), default=list, blank=True, editable=False,
        help_text='[{"field": ..., "before": ..., "after": ...}], in words: what the answers have changed',
    )  # fmt: skip

    objects = QuestionnaireLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link to a questionnaire")
        verbose_name_plural = _("links to questionnaires")
        ordering = ["-made_at"]

    def __str__(self):
        return f"№ {self.participation_id}"

    @property
    def organization(self) -> Organization:
        return self.participation.organization
