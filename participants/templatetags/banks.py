"""What the pages of the banks say in the same way: `{% load banks %}`."""

from django import template
from django.urls import reverse

from ..models import Participation
from ..sections import SECTIONS
from ..selectors.stages import GONE, MENTEE_PATH, MENTOR_PATH, Stage
from ..times import times_in_words as say_times

register = template.Library()


@register.inclusion_tag("participants/_stage_path.html")
def stage_path(participation: Participation) -> dict:
    """The way of a participation (with `stage` annotated) as steps: behind, here, ahead."""
    path = MENTOR_PATH if participation.role == Participation.Role.MENTOR else MENTEE_PATH
    here = Stage(participation.stage)
    if here == Stage.LEFT:
        return {"steps": [], "left": participation}
    place = path.index(here)
    return {
        "steps": [
            {"label": step.label, "state": "behind" if n < place else "here" if n == place else "ahead"}
            for n, step in enumerate(path)
        ],
        "finished": here in GONE,
    }


@register.inclusion_tag("participants/_tabs.html", takes_context=True)
def bank_tabs(context) -> dict:
    """The pages of the banks that this person may open."""
    request = context["request"]
    shown = [
        {"label": section.label, "url": reverse(section.url_name), "icon": section.icon, "more": section.more}
        for section in SECTIONS
        if request.user.has_perm(section.permission)
    ]
    return {
        "main": [link for link in shown if not link["more"]],
        "more": [link for link in shown if link["more"]],
        "path": request.path,
    }


@register.filter
def times_in_words(codes: list[str]) -> str:
    """«пн днём, ср вечером»"""
    return say_times(codes)
