"""The sections of monitoring, as tabs above its pages."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Section:
    label: str | Promise
    url_name: str
    permission: str


SECTIONS = (
    Section(_("Periods and answers"), "monitoring:periods", "monitoring.list_periods"),
    Section(_("Indicators as of a day"), "monitoring:values", "monitoring.view_indicators"),
    Section(_("Charts"), "monitoring:charts", "monitoring.view_indicators"),
    Section(_("Passports of indicators"), "monitoring:indicators", "monitoring.view_passports"),
    Section(_("Planned values"), "monitoring:targets", "monitoring.view_indicators"),
    Section(_("Numbers from outside"), "monitoring:counts", "monitoring.enter_counts"),
    Section(_("Rules of counting"), "monitoring:rules", "monitoring.configure_indicators"),
    Section(_("Acts on the site"), "monitoring:site", "monitoring.publish_acts"),
    Section(_("Sites of institutions"), "monitoring:sites", "monitoring.view_sites"),
    Section(_("Own templates"), "monitoring:templates", "monitoring.list_templates"),
    Section(_("Exchange"), "monitoring:exchange", "monitoring.list_exchange"),
)
