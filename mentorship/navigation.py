"""The menu: label, URL name, icon, the right that opens it. Templates show what `menu_for` returns, nothing else."""

from dataclasses import dataclass, field

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Item:
    label: str | Promise
    url_name: str
    permission: str
    icon: str = field(kw_only=True)  # by name, so that script/icons finds it


@dataclass(frozen=True)
class MenuLink:
    label: str
    url: str
    icon: str
    active: bool


ITEMS = (
    Item(_("Today"), "home", "core.signed_in", icon="home"),
    Item(_("Roadmaps"), "roadmaps:list", "roadmaps.list_roadmaps", icon="map-2"),
    Item(_("Banks"), "participants:mentees", "participants.list_people", icon="users-group"),
    Item(_("Participants in numbers"), "participants:counts", "participants.compare_counts", icon="users-group"),
    Item(_("Pairs and groups"), "pairing:pairs", "pairing.list_pairs", icon="heart-handshake"),
    Item(_("Pairs in numbers"), "pairing:counts", "pairing.compare_counts", icon="heart-handshake"),
    Item(_("Events and results"), "pairing:events", "pairing.list_events", icon="calendar-event"),
    Item(_("Execution"), "roadmaps:execution", "roadmaps.view_execution", icon="chart-bar"),
    Item(_("Reporting"), "monitoring:periods", "monitoring.list_periods", icon="chart-histogram"),
    Item(_("Surveys"), "monitoring:surveys", "monitoring.list_surveys", icon="messages"),
    Item(_("Orders"), "orders:list", "orders.list_orders", icon="file-certificate"),
    Item(_("Reports"), "reports:list", "reports.list_reports", icon="report"),
    Item(_("Organisations"), "organizations:list", "organizations.list_organizations", icon="building-community"),
    Item(_("People and roles"), "organizations:people", "organizations.list_people", icon="users"),
    Item(_("Production calendar"), "organizations:calendar", "organizations.keep_calendar", icon="calendar-off"),
    Item(_("Audit trail"), "organizations:audit", "organizations.view_audit", icon="history"),
    Item(_("Deliveries"), "notifications:deliveries", "notifications.list_deliveries", icon="mail-forward"),
    Item(_("State of the product"), "status", "mentorship.view_status", icon="tool"),
)


def menu_for(request: HttpRequest) -> list[MenuLink]:
    """The items this person may open; the longest address that begins the present one is lit."""
    links = [(item, reverse(item.url_name)) for item in ITEMS if request.user.has_perm(item.permission)]
    here = request.path
    above = (url for _item, url in links if here == url or (url != "/" and here.startswith(url)))
    lit = max(above, key=len, default="")
    return [MenuLink(str(item.label), url, item.icon, url == lit) for item, url in links]
