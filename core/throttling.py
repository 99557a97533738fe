"""How often something may be asked for: limits of settings.ACCOUNT_RATE_LIMITS, counted by the library of sign-in."""

import logging

from allauth.core.internal import ratelimit  # the public door counts no GET
from django.http import HttpRequest

log = logging.getLogger(__name__)


def within_limit(request: HttpRequest, action: str, *, key: str = "") -> bool:
    """Counts the request; `key` is what a limit «per key» is counted for."""
    within = bool(ratelimit.consume(request, app="allauth.account", action=action, key=key, limit_get=True))
    if not within:
        log.warning("Too often: %s, account %s", action, request.user.pk or "unknown")
    return within
