"""The first steps of a new institution: what is done is read off the facts; stored is only that somebody hid them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, Q
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views import View

from core.views import GuardedMixin
from monitoring.models import Submission
from orders.models import Order
from organizations.models import Membership, Organization, Role
from organizations.services.first_steps import hide_first_steps
from pairing.models import Meeting, Pairing
from participants.models import BankSettings, Participation
from participants.selectors.stages import lacking_consent
from roadmaps.models import Roadmap

HANDED_IN = (Submission.State.SUBMITTED, Submission.State.ACCEPTED)
UNDECIDED = (Roadmap.State.DRAFT, Roadmap.State.SUBMITTED, Roadmap.State.RETURNED)


@dataclass(frozen=True)
class Step:
    """`code` names the fact (see `_facts`) and the section of the guide; the link is for those with the right."""

    code: str
    title: str | Promise
    how: str | Promise
    url_name: str
    permission: str


STEPS = (
    Step("data", _("Fill in the institution's data"),
         _("Address, taxpayer and registration numbers: the blanks of consents name them."),
         "participants:settings", "participants.change_bank_settings"),
    Step("invitations", _("Invite the people"),
         _("The director signs, the curator keeps the banks, those responsible mark what is done."),
         "organizations:invite", "organizations.invite_person"),
    Step("roadmap", _("Have the roadmap approved"),
         _("From your document, from a model one or from an empty page; the director approves it by an order."),
         "roadmaps:list", "roadmaps.list_roadmaps"),
    Step("banks", _("Enter mentors and mentees"),
         _("From your own Excel: each row is checked before it is accepted."),
         "participants:import_begin", "participants.change_person"),
    Step("consents", _("Collect the consents"),
         _("Print the blanks, then mark what is signed for many at once."),
         "participants:consents", "participants.list_people"),
    Step("order", _("Form the pairs by an order"),
         _("Let the product propose them; the pairs work from the signature of the order."),
         "pairing:pairs", "pairing.list_pairs"),
    Step("meetings", _("Hold the first meetings"),
         _("Enter them on the page of the pair, or give the mentors their links."),
         "pairing:meetings", "pairing.list_pairs"),
    Step("quarter", _("Hand in the first quarter"),
         _("When the municipality has opened a period: count, look through, have it signed."),
         "monitoring:periods", "monitoring.list_periods"),
)  # fmt: skip


def first_steps(user, today: date) -> list[tuple[Step, bool]]:
    """Each step and whether it is done; nothing once all are, once hidden, or outside an institution. One query."""
    acting = user.acting
    if acting.hides_first_steps or acting.organization.level != Organization.Level.INSTITUTION:
        return []
    facts = _facts(user, today)
    return [] if all(facts.values()) else [(step, facts[step.code]) for step in STEPS]


def _facts(user, today: date) -> dict[str, bool]:
    """What has ever been done in the institution in which the person acts, under the codes of the steps."""
    here = user.acting.organization
    people = Membership.objects.visible_to(user).filter(organization=here).current()
    takes_part = Participation.objects.visible_to(user).filter(person__organization=here)
    consenting = takes_part.exclude(lacking_consent(today))
    settings = BankSettings.objects.visible_to(user).filter(organization=here)
    meetings = Meeting.objects.visible_to(user).filter(pairing__organization=here)
    pairs = Pairing.objects.visible_to(user).filter(organization=here, order__state=Order.State.SIGNED)
    done = {
        "data": Exists(settings.exclude(Q(operator_address="") | Q(operator_inn="") | Q(operator_ogrn=""))),
        "invitations": Exists(people.filter(role=Role.CURATOR)) & Exists(people.filter(role=Role.DIRECTOR)),
        "roadmap": Exists(Roadmap.objects.visible_to(user).filter(organization=here).exclude(state__in=UNDECIDED)),
        "banks": _both(takes_part),
        "consents": _both(consenting),
        "order": Exists(pairs),
        "meetings": Exists(meetings.held()),
        "quarter": Exists(Submission.objects.visible_to(user).filter(organization=here, state__in=HANDED_IN)),
    }
    found = Organization.objects.filter(pk=here.pk).values(**{f"has_{code}": fact for code, fact in done.items()})
    return {code: bool(value) for code, value in zip(done, found.get().values(), strict=True)}


def _both(rows):
    return Exists(rows.filter(role=Participation.Role.MENTOR)) & Exists(rows.filter(role=Participation.Role.MENTEE))


class HideFirstStepsView(GuardedMixin, View):
    """Takes the list off one's own first page; the guide has it still."""

    permission_required = "mentorship.hide_first_steps"

    def post(self, request) -> HttpResponse:
        hide_first_steps(request.user.acting)
        return redirect("home")
