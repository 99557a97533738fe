"""Where a pair stands in words, with its icon and tone, as every page shows it."""

from functools import cache

from django.template.loader import render_to_string

from core.templatetags.interface import Status

from .selectors.standing import Standing

LOOKS = {
    Standing.DRAFT: ("pencil", "waiting"),
    Standing.UNSIGNED: ("signature", "waiting"),
    Standing.AHEAD: ("calendar-time", "neutral"),
    Standing.ACTIVE: ("heart-handshake", "good"),
    Standing.PAUSED: ("alert-triangle", "bad"),
    Standing.OVERDUE: ("clock-exclamation", "warning"),
    Standing.COMPLETED: ("circle-check", "neutral"),
    Standing.TERMINATED: ("circle-x", "neutral"),
}


@cache
def standing_badge(code: str) -> str:
    """The badge of a standing: made once, there is one language."""
    standing = Standing(code)
    icon, tone = LOOKS[standing]
    return render_to_string("_status.html", {"status": Status(standing.label, icon, tone)})
