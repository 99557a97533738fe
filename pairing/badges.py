"""Where a pair or a meeting stands in words, with its icon and tone, as every page shows it."""

from functools import cache

from django.template.loader import render_to_string
from django.utils.translation import pgettext_lazy

from core.templatetags.interface import Status

from .models import Meeting
from .selectors.plans import PlanStanding
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


MEETINGS = {
    Meeting.State.PLANNED: ("calendar-event", "active"),
    Meeting.State.HELD: ("circle-check", "good"),
    Meeting.State.MISSED: ("circle-x", "neutral"),
}
PLANS = {
    PlanStanding.DRAFT: ("pencil", "neutral"),
    PlanStanding.UNSIGNED: ("signature", "waiting"),
    PlanStanding.APPROVED: ("circle-check", "good"),
}
SILENT = Status(pgettext_lazy("pair", "silent"), icon="bell-off", tone="warning")


@cache
def standing_badge(code: str) -> str:
    """The badge of a standing: made once, there is one language."""
    standing = Standing(code)
    icon, tone = LOOKS[standing]
    return render_to_string("_status.html", {"status": Status(standing.label, icon, tone)})


@cache
def meeting_badge(code: str) -> str:
    """The badge of a meeting's state."""
    state = Meeting.State(code)
    icon, tone = MEETINGS[state]
    return render_to_string("_status.html", {"status": Status(state.label, icon, tone)})


@cache
def plan_badge(code: str) -> str:
    """The badge of a plan: whether an order approves it."""
    standing = PlanStanding(code)
    icon, tone = PLANS[standing]
    return render_to_string("_status.html", {"status": Status(standing.label, icon, tone)})


@cache
def silent_badge() -> str:
    """The badge of a pair that has not met for longer than twice its norm."""
    return render_to_string("_status.html", {"status": SILENT})
