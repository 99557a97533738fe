"""What the pages of monitoring say in the same way: `{% load monitoring %}`."""

from django import template
from django.urls import reverse

from .. import badges
from ..formulas import names_in
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
    """How far a value has come to its plan, never more than a hundred per cent of the bar."""
    if value.value is None or not value.target:
        return {"percent": None}
    return {"percent": round(HUNDRED * value.value / value.target)}


@register.inclusion_tag("monitoring/_formula_words.html")
def formula_words(formula: str) -> dict:
    """What the names of a formula mean."""
    words = known_names()
    return {"words": [(name, words[name]) for name in sorted(names_in(formula)) if name in words]}
