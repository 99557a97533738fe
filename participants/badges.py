"""A stage in words, with its icon and tone, as every page shows it."""

from functools import cache

from django.template.loader import render_to_string

from core.templatetags.interface import Status

from .selectors.stages import Stage

LOOKS = {
    Stage.QUESTIONNAIRE: ("clipboard-list", "neutral"),
    Stage.CONSENT: ("signature", "warning"),
    Stage.TRAINING: ("school", "waiting"),
    Stage.READY: ("user-check", "active"),
    Stage.PAIRED: ("heart-handshake", "good"),
    Stage.COMPLETED: ("circle-check", "good"),
    Stage.LEFT: ("logout", "neutral"),
}


@cache
def stage_badge(code: str) -> str:
    """The badge of a stage: made once, there is one language."""
    stage = Stage(code)
    icon, tone = LOOKS[stage]
    return render_to_string("_status.html", {"status": Status(stage.label, icon, tone)})
