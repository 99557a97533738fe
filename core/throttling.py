"""How often something may be asked for: limits of settings.ACCOUNT_RATE_LIMITS, counted by the library of sign-in."""

from allauth.core.internal import ratelimit  # the public door counts no GET
from django.http import HttpRequest


def within_limit(request: HttpRequest, action: str, *, key: str = "") -> bool:
    """Counts the request; `key` is what a limit «per key» is counted for."""
    return bool(ratelimit.consume(request, app="allauth.account", action=action, key=key, limit_get=True))
