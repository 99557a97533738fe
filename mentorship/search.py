"""Ctrl-K: jump to any page, saved view, roadmap, upload, activity, order, organisation or person one may see."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.search import containing
from core.views import SIGNED_IN, PageView
from orders.models import Order
from organizations.models import Membership, Organization
from participants.models import Person
from roadmaps.models import Activity, Roadmap, RoadmapImport

from .navigation import MenuLink, menu_for
from .pages import pages_for

PER_KIND = 6
MOST_PAGES = 10
LONGEST_QUERY = 100


@dataclass(frozen=True)
class Hit:
    title: str
    url: str
    note: str = ""
    icon: str = field(kw_only=True)  # by name, so that script/icons finds it


def hits_for(request, query: str) -> list[tuple[str, list[Hit]]]:
    """What the words lead to, in groups: pages, then the rows one may see. Every word must occur.

    Without words, one's own saved views: what somebody comes back to most.
    """
    groups = [(str(_("Pages")), _pages(request, query)[:MOST_PAGES])] if query else []
    for label, permission, find in FINDERS if query else FINDERS[:1]:
        if request.user.has_perm(permission):
            groups.append((str(label), list(find(request.user, query))))
    return [(label, hits) for label, hits in groups if hits]


def _pages(request, query: str) -> list[Hit]:
    """Of the menu first, then every other page that opens by itself, with the part of the menu it belongs to."""
    menu = menu_for(request)
    hits = [Hit(link.label, link.url, icon=link.icon) for link in menu]
    for page in pages_for(request.user):
        above = _part_of(menu, page.url)
        if above is None or above.url != page.url or above.label != page.title:
            note, icon = (above.label, above.icon) if above else ("", "file-text")
            hits.append(Hit(str(page.title), page.url, note, icon=icon))
    words = _plain(query).split()
    return [hit for hit in hits if all(word in _plain(f"{hit.title} {hit.note}") for word in words)]


def _part_of(menu: list[MenuLink], url: str) -> MenuLink | None:
    """The link of the menu with the longest address that begins this one."""
    above = (link for link in menu if link.url != "/" and url.startswith(link.url))
    return max(above, key=lambda link: len(link.url), default=None)


def _plain(text: str) -> str:
    return text.lower().replace("ё", "е")


def _saved_views(user, query: str) -> Iterable[Hit]:
    """One's own saved views of lists, each with the title of its list."""
    titles = {page.url: str(page.title) for page in pages_for(user)}
    for view in user.saved_views.filter(containing(query, "name"))[:PER_KIND]:
        yield Hit(view.name, view.get_absolute_url(), titles.get(view.path, ""), icon="pin")


def _roadmaps(user, query: str) -> Iterable[Hit]:
    rows = Roadmap.objects.visible_to(user).select_related("organization")
    for roadmap in rows.filter(containing(query, "title"))[:PER_KIND]:
        note = f"{roadmap.organization}, {roadmap.years}, {roadmap.get_state_display()}"
        yield Hit(_short(roadmap.title), roadmap.get_absolute_url(), note, icon="map-2")


def _uploads(user, query: str) -> Iterable[Hit]:
    """Documents on their way to a roadmap that somebody may go on with."""
    for import_ in RoadmapImport.objects.visible_to(user).unfinished().filter(containing(query, "name"))[:PER_KIND]:
        title = _("Unfinished upload: %(name)s") % {"name": import_.name}
        yield Hit(_short(title), import_.get_absolute_url(), import_.get_state_display(), icon="upload")


def _activities(user, query: str) -> Iterable[Hit]:
    """Of the latest roadmaps first; those in the archive are reached from their roadmap."""
    rows = Activity.objects.visible_to(user).exclude(section__roadmap__state=Roadmap.State.ARCHIVED)
    found = rows.filter(containing(query, "title", "number")).order_by("-section__roadmap__period_from", "pk")
    for activity in found.select_related("section__roadmap__organization")[:PER_KIND]:
        note = f"{activity.roadmap.organization}, {activity.roadmap.brief}"
        yield Hit(_short(str(activity)), activity.get_absolute_url(), note, icon="checklist")


def _orders(user, query: str) -> Iterable[Hit]:
    rows = Order.objects.visible_to(user).signed().select_related("organization")
    for order in rows.filter(containing(query, "title", "number"))[:PER_KIND]:
        title = _short(f"{order} {order.title}")
        yield Hit(title, order.get_absolute_url(), str(order.organization), icon="file-certificate")


def _organizations(user, query: str) -> Iterable[Hit]:
    rows = Organization.objects.visible_to(user).filter(containing(query, "short_name", "full_name"))
    for organization in rows[:PER_KIND]:
        note = organization.get_level_display()
        yield Hit(organization.short_name, organization.get_absolute_url(), note, icon="building-community")


def _people(user, query: str) -> Iterable[Hit]:
    rows = Membership.objects.visible_to(user).current().select_related("user", "organization")
    for membership in rows.filter(containing(query, "user__last_name", "user__first_name"))[:PER_KIND]:
        url = f"{reverse('organizations:people')}?{urlencode({'q': membership.user.last_name})}"
        note = ", ".join(map(str, filter(None, (membership.get_role_display(), membership.organization))))
        yield Hit(str(membership.user), url, note, icon="user")


def _participants(user, query: str) -> Iterable[Hit]:
    """People of the banks, for those who keep their names."""
    rows = Person.objects.visible_to(user).kept()
    for person in rows.filter(containing(query, "last_name", "first_name", "patronymic"))[:PER_KIND]:
        yield Hit(str(person), person.get_absolute_url(), person.studies_or_works, icon="user-circle")


def _short(title: str) -> str:
    return Truncator(title).chars(160)


FINDERS = (
    (_("Saved views"), SIGNED_IN, _saved_views),
    (_("Roadmaps"), "roadmaps.list_roadmaps", _roadmaps),
    (_("Uploads to go on with"), "roadmaps.add_roadmap", _uploads),
    (_("Activities"), "roadmaps.list_roadmaps", _activities),
    (_("Orders"), "orders.list_orders", _orders),
    (_("Mentors and mentees"), "participants.list_people", _participants),
    (_("Organisations"), "organizations.list_organizations", _organizations),
    (pgettext_lazy("search", "People"), "organizations.list_people", _people),
)


class SearchView(PageView):
    permission_required = SIGNED_IN
    template_name = "search.html"
    partial_template_name = "_search_results.html"
    title = _("Search")

    def get_context_data(self, **kwargs):
        query = self.request.GET.get("q", "").strip()[:LONGEST_QUERY]
        return super().get_context_data(query=query, results=hits_for(self.request, query), **kwargs)
