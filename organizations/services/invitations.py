"""People come in by invitation: a role offered to an e-mail address, a link good for two weeks, once."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from core.audit import record
from core.errors import Refused

from ..models import LEVEL_ROLES, Invitation, Membership, Organization, Role, User
from .people import open_desk

VALID_FOR = timedelta(days=14)
JUST_SENT = timedelta(minutes=1)


class InvitationRefused(Refused):
    """Nobody can be invited, or come in, in this way."""


@dataclass(frozen=True)
class Newcomer:
    """What a person who has no account yet says of themselves."""

    last_name: str
    first_name: str
    patronymic: str
    password: str


@transaction.atomic
def invite_person(invitation: Invitation, *, by: User | None, at: datetime) -> Invitation:
    """Writes an unsaved invitation; its letter is due at once. Nobody invites the first administrator (`by` None).

    Raises InvitationRefused.
    """
    invitation.email = invitation.email.strip().lower()
    _check_role(invitation.role, invitation.organization)
    _check_not_member(invitation)
    same = Invitation.objects.open().filter(
        email=invitation.email, organization=invitation.organization, role=invitation.role
    )
    same.filter(expires_at__lte=at).update(revoked_at=at)
    invitation.invited_by = by
    invitation.created_at = invitation.letter_due_at = at
    invitation.expires_at = at + VALID_FOR
    try:
        with transaction.atomic():
            invitation.save(force_insert=True)
    except IntegrityError as error:
        raise InvitationRefused(
            _("%(email)s has already been invited to this role. To repeat the letter, open the list of invitations.")
            % {"email": invitation.email}
        ) from error
    record("invitation.created", invitation, by=by, at=at, scope=_scope(invitation))
    return invitation


@transaction.atomic
def resend_invitation(invitation: Invitation, *, by: User, at: datetime) -> None:
    """Makes the letter due again and the link good for another two weeks; at most one letter a minute.

    Raises InvitationRefused.
    """
    open_ones = Invitation.objects.open().filter(pk=invitation.pk)
    resting = open_ones.filter(Q(sent_at=None) | Q(sent_at__lte=at - JUST_SENT))
    if resting.update(letter_due_at=at, expires_at=at + VALID_FOR, attempts=0, error=""):
        record("invitation.resent", invitation, by=by, at=at, scope=_scope(invitation))
    elif not open_ones.exists():
        raise InvitationRefused(_("This invitation has already been accepted or revoked."))


@transaction.atomic
def revoke_invitation(invitation: Invitation, *, by: User, at: datetime) -> None:
    """Makes the link useless. Raises InvitationRefused."""
    if not Invitation.objects.open().filter(pk=invitation.pk).update(revoked_at=at):
        raise InvitationRefused(_("This invitation has already been accepted or revoked."))
    record("invitation.revoked", invitation, by=by, at=at, scope=_scope(invitation))


@transaction.atomic
def register_newcomer(invitation: Invitation, newcomer: Newcomer, *, at: datetime) -> Membership:
    """Makes an account for the invited address and gives it the role. Raises InvitationRefused."""
    _use_up(invitation, at)
    names = {"last_name": newcomer.last_name, "first_name": newcomer.first_name, "patronymic": newcomer.patronymic}
    try:
        with transaction.atomic():
            user = User.objects.create_user(invitation.email, newcomer.password, date_joined=at, **names)
    except IntegrityError as error:
        raise InvitationRefused(_("This address has an account already. Open the link again and sign in.")) from error
    record("user.registered", user, by=user, at=at, scope=_scope(invitation))
    return _let_in(invitation, user, at)


@transaction.atomic
def accept_invitation(invitation: Invitation, *, by: User, at: datetime) -> Membership:
    """Gives the role to the person to whom the invited address belongs. Raises InvitationRefused."""
    if by.email.lower() != invitation.email:
        raise InvitationRefused(
            _("The invitation was sent to %(email)s. Sign in with that address.") % {"email": invitation.email}
        )
    _use_up(invitation, at)
    return _let_in(invitation, by, at)


def _use_up(invitation: Invitation, at: datetime) -> None:
    """One UPDATE lets one request through, however many come at once."""
    usable = Invitation.objects.open().filter(pk=invitation.pk, expires_at__gt=at)
    organization = invitation.organization
    if organization and not organization.is_open or not usable.update(accepted_at=at, letter_due_at=None):
        raise InvitationRefused(_("The invitation is no longer valid. Ask the person who sent it for a new one."))


def _let_in(invitation: Invitation, user: User, at: datetime) -> Membership:
    membership, created = Membership.objects.get_or_create(
        user=user,
        organization=invitation.organization,
        role=invitation.role,
        ended_on=None,
        defaults={"position": invitation.position, "since": timezone.localdate(at)},
    )
    if membership.organization_id is None:
        open_desk(user, is_open=True)
    if created:
        record("membership.began", membership, by=user, at=at, scope=membership.scope_path)
    return membership


def _check_role(role: str, organization: Organization | None) -> None:
    roles = LEVEL_ROLES[organization.level] if organization else (Role.ADMINISTRATOR,)
    if role not in roles:
        raise InvitationRefused(
            _("There is no such role in this organisation. Choose one of: %(roles)s.")
            % {"roles": ", ".join(str(known.label) for known in roles)}
        )
    if organization and not organization.is_open:
        raise InvitationRefused(_("«%(organization)s» is closed.") % {"organization": organization})


def _check_not_member(invitation: Invitation) -> None:
    there = Membership.objects.current().filter(organization=invitation.organization, role=invitation.role)
    if there.filter(user__email__iexact=invitation.email).exists():
        raise InvitationRefused(_("%(email)s has this role already.") % {"email": invitation.email})


def _scope(invitation: Invitation) -> str:
    return invitation.organization.path if invitation.organization else ""
