"""The doors of an account: sign-in allowed or forbidden, sessions ended, a lost second factor taken off."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from core.audit import record
from core.errors import Refused
from core.sessions import drop_sessions

from ..models import User
from .people import check_another_administrator


class SignInRefused(Refused):
    """The account stays as it is."""


@transaction.atomic
def set_sign_in(user: User, *, allowed: bool, by: User, at: datetime) -> None:
    """Lets a person sign in, or forbids it from the next click on and ends their sessions. Raises PeopleRefused."""
    above = user.memberships.filter(organization=None, ended_on=None).first()
    if above and not allowed:
        check_another_administrator(above)
    if not allowed:
        drop_sessions(user)
    if User.objects.filter(pk=user.pk).exclude(is_active=allowed).update(is_active=allowed):
        verb = "user.allowed" if allowed else "user.forbidden"
        record(verb, user, by=by, at=at, scope=by.scope_path or "", changes={"is_active": [not allowed, allowed]})


@transaction.atomic
def end_sessions(user: User, *, by: User, at: datetime) -> None:
    """Signs a person out everywhere. Raises SignInRefused when they are signed in nowhere."""
    number = drop_sessions(user)
    if not number:
        raise SignInRefused(_("This person is signed in nowhere."))
    record("user.signed_out", user, by=by, at=at, scope=by.scope_path or "", changes={"count": number})


@transaction.atomic
def take_off_second_factor(user: User, *, by: User, at: datetime) -> None:
    """For somebody who has lost the telephone and the recovery codes; they sign in by password and set it up anew.

    Raises SignInRefused when there is none.
    """
    taken, _each = Authenticator.objects.filter(user=user).delete()
    if not taken:
        raise SignInRefused(_("This person has no second factor."))
    drop_sessions(user)
    record("user.second_factor_taken_off", user, by=by, at=at, scope=by.scope_path or "")
