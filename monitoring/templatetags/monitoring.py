"""What the pages of monitoring say in the same way: `{% load monitoring %}`."""

import re

from django import template
from django.urls import reverse

from ..badges import submissions as badges
from ..measures.names import known_names
from ..sections import SECTIONS
from ..selectors.indicators import HUNDRED, Value

register = template.Library()


@register.simple_tag
def submission_badge(code: str) -> str:
    """The state of a submission, "none" for one not begun, as a badge."""
    return badges.submission_badge(code)


@register.inclusion_tag("monitoring/_tabs.html", takes_context=True)
def monitoring_tabs(context) -> dict:
    """The sections that this person may open."""
    request = context["request"]
    links = [
        {"label": section.label, "url": reverse(section.url_name)}
        for section in SECTIONS
        if request.user.has_perm(section.permission)
    ]
    return {"links": links, "path": request.path}


@register.inclusion_tag("monitoring/_target_bar.html")
def target_bar(value: Value) -> dict:
    """How far a value has come to its plan, in whole per cent: never a hundred before all of it is reached."""
    return {"percent": None if value.fulfilment is None else int(HUNDRED * value.fulfilment)}


@register.filter
def in_words(formula: str) -> str:
    """A formula as people read it: each name as what it counts."""
    words = known_names()
    return re.sub(r"[a-z]\w*", lambda name: str(words.get(name[0], name[0])), formula).replace("*", "×")
