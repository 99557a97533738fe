"""Where a survey stands in words, with its icon and tone."""

from datetime import date
from functools import cache

from django.template.loader import render_to_string
from django.utils.translation import pgettext_lazy

from core.templatetags.interface import Status

from ..models import Survey

LOOKS = {
    "ahead": Status(pgettext_lazy("survey", "opens later"), icon="hourglass", tone="neutral"),
    "open": Status(pgettext_lazy("survey", "open"), icon="player-play", tone="active"),
    "ended": Status(pgettext_lazy("survey", "ended"), icon="circle-check", tone="good"),
}


def survey_badge(survey: Survey, on: date) -> str:
    if survey.has_ended_by(on):
        return _badge("ended")
    return _badge("open" if survey.is_open_on(on) else "ahead")


@cache
def _badge(code: str) -> str:
    return render_to_string("_status.html", {"status": LOOKS[code]})
