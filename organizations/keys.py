"""What is done with the keys of an account: sign-ins, passwords, second factors.

All of it happens inside allauth, which tells it by signals. Each sign-in and each failure is one line of the log
`mentorship.sign_in`, with the number of the account and the address it came from, never the e-mail that was typed. A
changed key stands in the audit trail and ends the person's other sessions (a changed password does so by itself).
"""

import logging

from allauth.account.adapter import get_adapter
from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_used,
)
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest
from django.utils import timezone

from core.audit import record
from core.sessions import drop_sessions, renew

from .models import User

log = logging.getLogger("mentorship.sign_in")


def listen() -> None:
    user_logged_in.connect(_signed_in)
    user_logged_out.connect(_signed_out)
    user_login_failed.connect(_password_failed)
    authentication_failed.connect(_failed)
    for changed in (password_changed, password_reset, password_set):
        changed.connect(_password_changed)
    authenticator_used.connect(_factor_used)
    authenticator_added.connect(_factor_added)
    authenticator_removed.connect(_factor_removed)


def _signed_in(sender, request: HttpRequest, user: User, **kwargs) -> None:
    log.info("signed in: account %s from %s", user.pk, _place(request))


def _signed_out(sender, request: HttpRequest, user: User | None, **kwargs) -> None:
    if user:
        log.info("signed out: account %s from %s", user.pk, _place(request))


def _password_failed(sender, credentials: dict, request: HttpRequest | None = None, **kwargs) -> None:
    typed = credentials.get("email", "")
    _failed(sender, request, User.objects.filter(email__iexact=typed).first())


def _failed(sender, request: HttpRequest | None, user: User | None, **kwargs) -> None:
    log.warning("sign-in failed: account %s from %s", user.pk if user else "unknown", _place(request))


def _password_changed(sender, request: HttpRequest, user: User, **kwargs) -> None:
    record("user.password_changed", user, by=user, at=timezone.localtime(), scope=user.scope_path or "")


def _factor_used(sender, request: HttpRequest, reauthenticated: bool = False, **kwargs) -> None:
    if reauthenticated:
        renew(request.session)


def _factor_added(sender, request: HttpRequest, user: User, authenticator: Authenticator, **kwargs) -> None:
    _factor("user.factor_added", request, user, authenticator)


def _factor_removed(sender, request: HttpRequest, user: User, authenticator: Authenticator, **kwargs) -> None:
    _factor("user.factor_removed", request, user, authenticator)


def _factor(verb: str, request: HttpRequest, user: User, authenticator: Authenticator) -> None:
    drop_sessions(user, keep=request.session.session_key)
    what = {"kind": authenticator.type}
    record(verb, user, by=user, at=timezone.localtime(), scope=user.scope_path or "", changes=what)


def _place(request: HttpRequest | None) -> str:
    return get_adapter().get_client_ip(request) if request and "REMOTE_ADDR" in request.META else "-"
