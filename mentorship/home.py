"""Home: what is to be done today. One page, its content chosen by the role one acts in."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.views import SIGNED_IN, PageView
from monitoring.selectors.cares import reporting_cares
from monitoring.selectors.sites import site_cares
from notifications.models import Delivery
from orders.selectors import orders_to_sign
from organizations.models import Invitation, Membership, Organization, Role
from pairing.selectors.counts import pair_cares
from pairing.selectors.meetings import coming_meetings
from pairing.selectors.roll_over import roll_over_due
from participants.selectors.cares import cares_for
from participants.selectors.desk import terms_for
from roadmaps.models import Roadmap
from roadmaps.selectors.execution import agenda_for, deadlines_to_settle, with_figures
from roadmaps.selectors.imports import unfinished_imports
from roadmaps.selectors.standings import standings, total_of

from .first_steps import first_steps


def _own(user):
    """The roadmaps of the organisation the person acts in, each with the `history` of its decisions."""
    own = Roadmap.objects.visible_to(user).filter(organization=user.acting.organization)
    own = own.select_related("organization")
    return own.prefetch_related(Prefetch("decisions", to_attr="history"))


def curator(user, today: date) -> dict[str, Any]:
    """The day, and for a new institution what it begins with."""
    return {**_day(user, today), "first_steps": first_steps(user, today)}


def _day(user, today: date) -> dict[str, Any]:
    """Late and coming activities, what the director returned, what to settle or finish, the roadmaps in force."""
    own = _own(user)
    in_force, in_work = _parted(own.current(today) | own.in_work())
    return {
        "agenda": agenda_for(user, today),
        "cares": cares_for(user, today),
        "pair_cares": (cares := pair_cares(user, today)),
        "meetings": coming_meetings(user, today) if cares.coming else [],
        "roll_over": roll_over_due(user, today),
        "reporting": reporting_cares(user, today),
        "sites": site_cares(user, today),
        "terms": terms_for(user, today),
        "returned": [roadmap for roadmap in in_work if roadmap.state == Roadmap.State.RETURNED],
        "in_work": in_work,
        "to_settle": deadlines_to_settle(user, today),
        "unfinished": unfinished_imports(user),
        "current": with_figures(in_force, today),
    }


def _parted(roadmaps: QuerySet[Roadmap]) -> tuple[list[Roadmap], list[Roadmap]]:
    """Those that are approved and the others, read together."""
    found = list(roadmaps)
    approved = [roadmap for roadmap in found if roadmap.state == Roadmap.State.APPROVED]
    return approved, [roadmap for roadmap in found if roadmap.state != Roadmap.State.APPROVED]


def director(user, today: date) -> dict[str, Any]:
    """What waits for the signature, what is late and by whom, how the roadmaps stand."""
    own = _own(user)
    in_force, submitted = _parted(own.current(today) | own.filter(state=Roadmap.State.SUBMITTED))
    return {
        "first_steps": first_steps(user, today),
        "to_decide": submitted,
        "to_sign": orders_to_sign(user),
        "reporting": reporting_cares(user, today),
        "sites": site_cares(user, today),
        "roll_over": roll_over_due(user, today),
        "terms": terms_for(user, today),
        "agenda": agenda_for(user, today),
        "current": with_figures(in_force, today),
    }


def executor(user, today: date) -> dict[str, Any]:
    """One's own activities."""
    return {"agenda": agenda_for(user, today), "current": with_figures(_own(user).current(today), today)}


def overseer(user, today: date) -> dict[str, Any]:
    """Exceptions first: institutions that are late, those without a roadmap; then the own roadmap's agenda."""
    found = standings(user, today)
    return {
        **_day(user, today),
        "late": [standing for standing in found if standing.status == "overdue"],
        "without": [standing for standing in found if not standing.roadmaps],
        "total": total_of(found),
        "institutions": len(found),
    }


def administrator(user, today: date) -> dict[str, Any]:
    """Whether the product is in order: organisations without people, invitations, letters that did not go."""
    current = Q(memberships__ended_on=None)
    return {
        "unstaffed": Organization.objects.visible_to(user)
        .open()
        .annotate(staff=Count("memberships", filter=current))
        .filter(staff=0),
        "organizations": Organization.objects.visible_to(user).open().count(),
        "people": Membership.objects.visible_to(user).current().values("user").distinct().count(),
        "invitations": Invitation.objects.visible_to(user).pending(timezone.now()).count(),
        "failed_deliveries": Delivery.objects.visible_to(user).filter(state=Delivery.State.FAILED).count(),
    }


def newcomer(user, today: date) -> dict[str, Any]:
    """Nobody has given this person a role yet."""
    return {}


HOMES: dict[str | None, tuple[str, Callable[[Any, date], dict[str, Any]]]] = {
    Role.CURATOR: ("home/curator.html", curator),
    Role.DIRECTOR: ("home/director.html", director),
    Role.EXECUTOR: ("home/executor.html", executor),
    Role.METHODOLOGIST: ("home/overseer.html", overseer),
    Role.COORDINATOR: ("home/overseer.html", overseer),
    Role.ADMINISTRATOR: ("home/administrator.html", administrator),
    None: ("home/newcomer.html", newcomer),
}


class HomeView(PageView):
    permission_required = SIGNED_IN
    title = _("Today")

    def get(self, request, *args, **kwargs):
        acting = request.user.acting
        self.template_name, gather = HOMES[acting.role if acting else None]
        today = timezone.localdate()
        return self.render_to_response(self.get_context_data(today=today, **gather(request.user, today)))
