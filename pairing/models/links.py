"""The mentor's personal link: a page on a phone, without a password."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization
from participants.models import Participation, PersonalQuerySet


class MentorLinkQuerySet(PersonalQuerySet):
    tenant_path = "mentor__person__organization__path"

    def open(self, at: datetime):
        """Neither revoked nor expired, of a mentor who still takes part and whose record is kept."""
        person = {f"mentor__person__{name}": None for name in ("erased_at", "merged_into", "archived_on")}
        return self.filter(revoked_at=None, expires_at__gt=at, mentor__left_on=None, mentor__role="mentor", **person)


class MentorLink(models.Model):
    """Only a digest of the token is kept. Expired, revoked or forged links show nothing.

    A link that goes by e-mail gets its token when the letter is written (services/link_letters.py), a new one at every
    attempt: until `letter_due_at` is empty, nobody has been told the one of which the digest is kept.
    """

    mentor = models.ForeignKey(Participation, models.CASCADE, related_name="mentor_links")
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("made"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    expires_at = models.DateTimeField(_("valid until"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True)
    letter_due_at = models.DateTimeField(_("letter due"), null=True, blank=True)
    letter_sent_at = models.DateTimeField(_("letter sent"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts to send"), default=0)
    error = models.CharField(_("why it was not sent"), max_length=300, blank=True)

    objects = MentorLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("mentor's link")
        verbose_name_plural = _("mentors' links")
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(fields=["mentor"], condition=Q(revoked_at=None), name="mentor_link_one_at_a_time")
        ]

    def __str__(self):
        return f"№ {self.mentor_id}"

    @property
    def last_day(self) -> date:
        """The last day on which it opens the page."""
        return timezone.localdate(self.expires_at - timedelta(seconds=1))

    @property
    def organization(self) -> Organization:
        return self.mentor.organization
