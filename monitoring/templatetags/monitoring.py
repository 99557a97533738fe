"""What the pages of monitoring say in the same way: `{% load monitoring %}`."""

from django import template

from .. import badges

register = template.Library()


@register.simple_tag
def submission_badge(code: str) -> str:
    """The state of a submission, "none" for one not begun, as a badge."""
    return badges.submission_badge(code)
