"""What every page of a signed-in person shows around its content."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from .navigation import menu_for


def page(request: HttpRequest) -> dict[str, Any]:
    """The menu, the membership acted as with its alternatives, unread notifications."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"version": settings.VERSION}
    return {
        "version": settings.VERSION,
        "navigation": SimpleLazyObject(lambda: menu_for(request)),
        "acting": user.acting,
        "memberships": SimpleLazyObject(lambda: list(user.memberships.current().select_related("organization"))),
        "unread_count": SimpleLazyObject(user.notifications.unread().count),
    }
