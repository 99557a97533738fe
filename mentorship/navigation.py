"""The menu: label, URL name, icon, the right that opens it. Templates show what `menu_for` returns, nothing else."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Item:
    label: str | Promise
    url_name: str
    icon: str
    permission: str


@dataclass(frozen=True)
class MenuLink:
    label: str
    url: str
    icon: str
    active: bool


ITEMS = (
    Item(_("Today"), "home", "home", "core.signed_in"),
    Item(_("Roadmaps"), "roadmaps:list", "map-2", "roadmaps.list_roadmaps"),
    Item(_("Banks"), "participants:mentees", "users-group", "participants.list_people"),
    Item(_("Participants in numbers"), "participants:counts", "users-group", "participants.compare_counts"),
    Item(_("Pairs and groups"), "pairing:pairs", "heart-handshake", "pairing.list_pairs"),
    Item(_("Pairs in numbers"), "pairing:counts", "heart-handshake", "pairing.compare_counts"),
    Item(_("Execution"), "roadmaps:execution", "chart-bar", "roadmaps.view_execution"),
    Item(_("Orders"), "orders:list", "file-certificate", "orders.list_orders"),
    Item(_("Reports"), "reports:list", "report", "reports.list_reports"),
    Item(_("Organisations"), "organizations:list", "building-community", "organizations.list_organizations"),
    Item(_("People and roles"), "organizations:people", "users", "organizations.list_people"),
    Item(_("Production calendar"), "organizations:calendar", "calendar-off", "organizations.keep_calendar"),
    Item(_("Audit trail"), "organizations:audit", "history", "organizations.view_audit"),
    Item(_("Deliveries"), "notifications:deliveries", "mail-forward", "notifications.list_deliveries"),
    Item(_("State of the product"), "status", "tool", "mentorship.view_status"),
)


def menu_for(request: HttpRequest) -> list[MenuLink]:
    """The items this person may open; the longest address that begins the present one is lit."""
    links = [(item, reverse(item.url_name)) for item in ITEMS if request.user.has_perm(item.permission)]
    here = request.path
    above = (url for _item, url in links if here == url or (url != "/" and here.startswith(url)))
    lit = max(above, key=len, default="")
    return [MenuLink(str(item.label), url, item.icon, url == lit) for item, url in links]
