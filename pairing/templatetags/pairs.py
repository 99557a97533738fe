"""What the pages of pairs say in the same way: `{% load pairs %}`."""

from django import template

from .. import badges

register = template.Library()


@register.simple_tag
def plan_badge(code: str) -> str:
    """Whether an order approves a plan (selectors.plans), as a badge."""
    return badges.plan_badge(code)


@register.simple_tag
def standing_badge(code: str) -> str:
    """Where a pair stands (selectors.standing), as a badge."""
    return badges.standing_badge(code)


@register.simple_tag
def meeting_badge(code: str) -> str:
    """The state of a meeting, as a badge."""
    return badges.meeting_badge(code)


@register.simple_tag
def silent_badge() -> str:
    """Said of a pair that has not met for long (selectors.rhythm)."""
    return badges.silent_badge()


@register.inclusion_tag("pairing/_fit.html")
def fit_bar(score: float) -> dict:
    """How well two people suit each other, 0 to 1, as a bar with the figure beside it."""
    return {"percent": round(score * 100)}
