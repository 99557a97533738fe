"""Who of the banks may be chosen for something: mentors, mentees, those who have wishes."""

from datetime import date, timedelta

from django.db.models import QuerySet

from orders.models import Order
from organizations.models import Organization
from participants.models import MentoringForm, Participation
from participants.selectors.blocking import unblocked

from ..models import Membership, Pairing, Wish

Rows = QuerySet[Participation]
OVER_PAIRS = (
    Order.Kind.ASSIGN_PAIRS, Order.Kind.CHANGE_PAIRS, Order.Kind.TERMINATE, Order.Kind.RESULTS, Order.Kind.OTHER
)  # fmt: skip
A_YEAR = timedelta(days=366)


def mentors_in(user, on: date, form: MentoringForm | None = None) -> Rows:
    """The mentors of the institution who take part on the day."""
    return _inside(user, on, form).mentors()


def mentees_in(user, on: date, form: MentoringForm | None = None) -> Rows:
    return _inside(user, on, form).mentees()


def waiting_in(user, on: date, form: MentoringForm | None = None) -> Rows:
    """Mentees without a mentor, with or without an order."""
    members = Membership.objects.in_force(on) | Membership.objects.filter(joined_on__gt=on, left_on=None)
    coupled = members.filter(pairing__in=Pairing.objects.lasting(on, on=on))
    return mentees_in(user, on, form).exclude(pk__in=coupled.values("mentee"))


def signed_orders(organization: Organization, on: date) -> QuerySet[Order]:
    """The orders of the register that a change of a pair may rest on: those in force of the last year."""
    orders = Order.objects.signed().filter(organization=organization, signed_on__gt=on - A_YEAR)
    return orders.filter(kind__in=OVER_PAIRS).order_by("-signed_on", "-pk")


def present_wishes(people: list[Participation], side: str) -> dict[int, dict[int, int]]:
    """{whose: {rank: whom}} of these people."""
    other = Wish.By.MENTEE if side == Wish.By.MENTOR else Wish.By.MENTOR
    wishes = Wish.objects.filter(by=side, **{f"{side}__in": people})
    found: dict[int, dict[int, int]] = {}
    for somebody, rank, wanted in wishes.values_list(f"{side}_id", "rank", f"{other}_id"):
        found.setdefault(somebody, {})[rank] = wanted
    return found


def _inside(user, on: date, form: MentoringForm | None) -> Rows:
    rows = Participation.objects.visible_to(user).kept().in_force(on).filter(person__archived_on=None)
    rows = rows.filter(form=form) if form else rows.exclude(form=None)
    return unblocked(rows).select_related("person", "form", "programme")
