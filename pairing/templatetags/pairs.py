"""What the pages of pairs say in the same way: `{% load pairs %}`."""

from django import template

from .. import badges

register = template.Library()


@register.simple_tag
def standing_badge(code: str) -> str:
    """Where a pair stands (selectors.standing), as a badge."""
    return badges.standing_badge(code)


@register.inclusion_tag("pairing/_fit.html")
def fit_bar(score: float) -> dict:
    """How well two people suit each other, 0 to 1, as a bar with the figure beside it."""
    return {"percent": round(score * 100)}
