"""A value of an exchange file as the page shows it: `{% load exchange %}`."""

from django import template

from core.documents.values import shown

register = template.Library()


@register.filter
def written(value) -> str:
    """In Russian notation; nothing for what is not known."""
    return shown(value)
