"""Where a submission stands in words, with its icon and tone."""

from functools import cache

from django.template.loader import render_to_string
from django.utils.translation import pgettext_lazy

from core.templatetags.interface import Status

from ..models import Submission

State = Submission.State
LOOKS = {
    State.DRAFT: ("pencil", "active"),
    State.TO_SIGN: ("signature", "waiting"),
    State.SUBMITTED: ("send", "waiting"),
    State.RETURNED: ("arrow-back-up", "bad"),
    State.ACCEPTED: ("circle-check", "good"),
}
NONE = Status(pgettext_lazy("submission", "not begun"), icon="circle-dashed", tone="neutral")
LATE = Status(pgettext_lazy("submission", "late"), icon="clock-exclamation", tone="bad")


@cache
def submission_badge(code: str) -> str:
    """The badge of a state, "none" for what was not begun: made once, there is one language."""
    if code == "none":
        return render_to_string("_status.html", {"status": NONE})
    state = State(code)
    icon, tone = LOOKS[state]
    return render_to_string("_status.html", {"status": Status(state.label, icon, tone)})


@cache
def late_badge() -> str:
    return render_to_string("_status.html", {"status": LATE})
