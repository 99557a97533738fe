"""Every page that opens by itself, taken from the URLconf: Ctrl-K finds it by its title the day it is routed.

Pages about one row are reached by the search for rows, or from the row's own page.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from core.views import PUBLIC, GuardedMixin
from orders.kinds import KINDS
from orders.models import Order

MIDWAY = {  # steps that act upon what was chosen on the page before, and last questions
    "notifications:calendar_revoke",
    "notifications:deliveries_retry",
    "organizations:save_view",
    "pairing:assign_draft",
    "pairing:award_words",
    "pairing:link_letters",
    "pairing:link_slips",
    "pairing:meetings_confirm",
    "pairing:plans_approve",
    "pairing:roll_over_classes_back",
    "pairing:roll_over_complete",
    "pairing:roll_over_extend",
    "pairing:roll_over_extension",
    "pairing:roll_over_results",
    "participants:chosen_leave",
    "participants:chosen_programme",
    "participants:chosen_questionnaires",
    "participants:parameters_ready",
    "participants:questionnaire_slips",
    "reports:ask",
}
WITH_CHOICE = (  # pages whose title or address says more than the class does: title, URL name, arguments, the right
    (_("Change into the new school year"), "pairing:roll_over", [], "pairing.roll_over"),
    (_("Add a mentee"), "participants:person_add", ["mentee"], "participants.change_person"),
    (_("Add a mentor"), "participants:person_add", ["mentor"], "participants.change_person"),
    (_("Assessment: marks of many at once"), "participants:assessment_grid", [], "participants.assess_people"),
    *(
        (format_lazy("{} {}", _("Order"), Order.Kind(code).label), "orders:draft", [code], "orders.draft_order")
        for code in KINDS
    ),
)
FOR_EVERYBODY = (  # of libraries, and the guide
    (_("Help"), "help"),
    (_("Password"), "account_change_password"),
    (_("Two-factor sign-in"), "mfa_index"),
    (_("Sessions"), "usersessions_list"),
)


@dataclass(frozen=True)
class Page:
    title: str | Promise
    url: str
    permission: str = "core.signed_in"


@cache
def all_pages() -> tuple[Page, ...]:
    own = (Page(view.title, reverse(name), view.permission_required) for name, view in _routed())
    chosen = (Page(title, reverse(name, args=args), permission) for title, name, args, permission in WITH_CHOICE)
    return (*own, *chosen, *(Page(title, reverse(name)) for title, name in FOR_EVERYBODY))


def pages_for(user) -> Iterator[Page]:
    """The pages that this person may open."""
    return (page for page in all_pages() if user.has_perm(page.permission))


def _routed(patterns=None, prefix: str = "") -> Iterator[tuple[str, type[GuardedMixin]]]:
    """URL name and view of each titled page that takes no argument and needs a sign-in."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(entry, URLResolver) and not entry.pattern.converters:
            yield from _routed(entry.url_patterns, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)
        elif isinstance(entry, URLPattern) and not entry.pattern.converters:
            view, name = getattr(entry.callback, "view_class", object), f"{prefix}{entry.name}"
            if issubclass(view, GuardedMixin) and _opens_by_itself(view, name):
                yield name, view


def _opens_by_itself(view: type[GuardedMixin], name: str) -> bool:
    titled = isinstance(view.title, str | Promise) and str(view.title)
    return bool(titled) and view.permission_required != PUBLIC and name not in MIDWAY
