"""What every page of a signed-in person shows around its content."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from core.sessions import told, warned_before

from .guide.places import help_url
from .health import silent_queues
from .navigation import menu_for
from .status import QUEUE_NAMES


def page(request: HttpRequest) -> dict[str, Any]:
    """The menu, the help on this page, the memberships, unread notifications, when the session ends, the
    administrator's alarm."""
    user = getattr(request, "user", None)
    if user is None:
        return {"version": settings.VERSION}
    everybody = {"version": settings.VERSION, "help_url": SimpleLazyObject(lambda: help_url(request))}
    if not user.is_authenticated:
        return everybody
    return {
        **everybody,
        "navigation": SimpleLazyObject(lambda: menu_for(request)),
        "acting": user.acting,
        "sign_in": {"left": told(request.session), "warned": warned_before()},
        "memberships": SimpleLazyObject(lambda: list(user.memberships.current().select_related("organization"))),
        "unread_count": SimpleLazyObject(user.notifications.unread().count),
        "silent_queues": SimpleLazyObject(lambda: _silent_queues(user)),
    }


def _silent_queues(user) -> list[str]:
    """For administrators, the queues that stand still: a read of a few rows, too cheap to be cached and to be late."""
    if not user.has_perm("mentorship.view_status"):
        return []
    return [str(QUEUE_NAMES[queue]).lower() for queue in silent_queues(at=timezone.now())]
