"""What the pages of surveys say in the same way: `{% load surveys %}`."""

from datetime import date

from django import template

from ..badges.surveys import survey_badge
from ..models import Survey
from ..papers.changes import change_cells as cells_on_paper
from ..statistics import Change

register = template.Library()


@register.simple_tag
def survey_state(survey: Survey, on: date) -> str:
    """Whether the survey is open, as a badge."""
    return survey_badge(survey, on)


@register.simple_tag
def change_cells(change: Change) -> tuple:
    """People, before, after, mean change, interval, verdict: the same on the page and on paper."""
    return cells_on_paper(change)
