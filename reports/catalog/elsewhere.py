"""Papers that are made on pages of their own: the catalogue leads there, so that it names everything there is."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Elsewhere:
    """A page by its address, and the right that it asks for."""

    code: str
    title: str | Promise
    description: str | Promise
    permission: str
    page: str


ELSEWHERE = (
    Elsewhere(
        "charts",
        _("Charts of indicators"),
        _("Plan and fact, a map of coverage, institutions side by side, a trend by quarters. On screen and on paper."),
        "monitoring.view_indicators",
        "monitoring:charts",
    ),
    Elsewhere(
        "own_templates",
        _("Own template of a report"),
        _("The XLSX form of the municipality, filled with the figures of a period by the names of its cells."),
        "monitoring.list_templates",
        "monitoring:templates",
    ),
)
