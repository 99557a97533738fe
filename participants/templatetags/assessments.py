"""Assessments on the card: `{% load assessments %}`."""

from django import template

from ..models import Participation
from ..selectors.assessments import Compared, compared

register = template.Library()


@register.filter
def comparison(participation: Participation) -> list[Compared]:
    """The marks of the input and the final assessment side by side."""
    return compared(participation.assessments.all())
