"""How the pages about sites show an act: `{% load sites %}`."""

from django import template

from ..badges import sites as badges
from ..models import RequiredDocument

register = template.Library()


@register.simple_tag
def site_badge(state: str) -> str:
    """The state of an act as a badge."""
    return badges.site_badge(state)


@register.inclusion_tag("monitoring/sites/_cell.html")
def site_cell(cell, where: str) -> dict:
    """A square of the matrix: how the act stands and the links to follow; `where` is the institution."""
    return {"cell": cell, "status": badges.site_status(cell.state), "where": where}


@register.simple_tag
def act_name(document: int) -> str:
    """The short name of an act."""
    return str(badges.SHORT[RequiredDocument(document)])


@register.inclusion_tag("monitoring/sites/_legend.html")
def site_legend() -> dict:
    return {"states": badges.all_states()}
