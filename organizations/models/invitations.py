"""Invitations: how people come in."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.core import signing
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.tenancy import TenantQuerySet

from .people import Role
from .tree import Organization


class InvitationQuerySet(TenantQuerySet):
    def open(self):
        """Neither accepted nor revoked; perhaps too old."""
        return self.filter(accepted_at=None, revoked_at=None)

    def pending(self, at: datetime):
        """Invitations that can still be accepted at the moment `at`."""
        return self.open().filter(Q(organization=None) | Q(organization__closed_on=None), expires_at__gt=at)

    def with_token(self, token: str):
        """The invitation that a link belongs to; none for a link that we have not made."""
        try:
            number, moment = Invitation.signer().unsign(token).split("-")
        except signing.BadSignature:
            return self.none()
        second = datetime.fromtimestamp(int(moment), tz=UTC)
        return self.filter(pk=number, created_at__gte=second, created_at__lt=second + timedelta(seconds=1))


class Invitation(models.Model):
    """A link sent by e-mail: whoever opens it in time takes the role.

    The link is the row's number and moment, signed; so the letter can be written again and nothing secret is stored.
    The letter is due while `letter_due_at` is set: a worker claims it by pushing that moment on (services/letters.py).
    """

    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="invitations", verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=16, choices=Role)
    position = models.CharField(_("position"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"))
    last_name = models.CharField(_("last name"), max_length=100, blank=True)
    first_name = models.CharField(_("first name"), max_length=100, blank=True)
    patronymic = models.CharField(_("patronymic"), max_length=100, blank=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("invited by")
    )
    created_at = models.DateTimeField(_("invited"))
    expires_at = models.DateTimeField(_("valid until"))
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    letter_due_at = models.DateTimeField(_("letter due"), null=True, blank=True)
    sent_at = models.DateTimeField(_("letter sent"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts to send"), default=0)
    error = models.CharField(_("why it was not sent"), max_length=300, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["email", "organization", "role"],
                condition=Q(accepted_at=None, revoked_at=None),
                name="invitation_once_while_open",
            ),
            models.UniqueConstraint(
                fields=["email"],
                condition=Q(accepted_at=None, revoked_at=None, organization=None),
                name="invitation_once_above_the_tree",
            ),
        ]

    def __str__(self):
        return f"{self.email} — {self.get_role_display()}"

    @staticmethod
    def signer() -> signing.Signer:
        return signing.Signer(salt="organizations.invitation", sep=".")

    @property
    def token(self) -> str:
        return self.signer().sign(f"{self.pk}-{int(self.created_at.timestamp())}")

    def is_pending(self, at: datetime) -> bool:
        """Whether it can still be accepted at the moment `at`."""
        is_open = self.accepted_at is None and self.revoked_at is None
        return is_open and self.expires_at > at and (self.organization is None or self.organization.is_open)
