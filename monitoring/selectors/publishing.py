"""What an institution may put on its site, and what of a paper looks like somebody's name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q, QuerySet

from orders.models import Order
from organizations.models import Membership, Organization
from pairing.models import CaseStory
from participants.disclosing import words_naming
from participants.models import Person, Programme
from participants.selectors.naming import giveaway_in
from roadmaps.models import Roadmap
from roadmaps.selectors.as_of import in_force_on

from ..models import Submission
from .indicators import Value
from .plan_fact import Course, Fact

INITIALS = re.compile(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s[А-ЯЁ]\.\s?[А-ЯЁ]\.|[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё]+")
Kind = Order.Kind
REGULATORY = (
    Kind.IMPLEMENT, Kind.WORKING_GROUP, Kind.APPOINT_CURATOR, Kind.APPROVE_REGULATION, Kind.APPROVE_ROADMAP,
    Kind.APPROVE_PROGRAMME, Kind.MENTOR_SCHOOL, Kind.MONITORING,
)  # fmt: skip
"""Orders of which the requisites may be told: they rule the programme and are not about its participants."""


@dataclass(frozen=True)
class LeftOut:
    """What the package does not hold: how many of it there are where that is known, and why."""

    what: str
    number: int | None
    why: str


def roadmaps_in_force(organization: Organization, on: date) -> QuerySet[Roadmap]:
    found = in_force_on(Roadmap.objects.filter(organization=organization), on)
    return found.select_related("organization").order_by("period_from", "pk")


def orders_in_force(organization: Organization, on: date) -> QuerySet[Order]:
    """Signed by the day and not cancelled."""
    found = Order.objects.filter(
        Q(cancelled_on=None) | Q(cancelled_on__gt=on), organization=organization, signed_on__lte=on,
        state__in=(Order.State.SIGNED, Order.State.CANCELLED),
    )  # fmt: skip
    return found.order_by("signed_on", "pk")


def programmes_at_work(organization: Organization, on: date) -> QuerySet[Programme]:
    found = Programme.objects.filter(organization=organization, starts_on__lte=on, ends_on__gte=on)
    return found.filter(Q(closed_on=None) | Q(closed_on__gt=on)).select_related("form")


def shared_practices(organization: Organization) -> QuerySet[CaseStory]:
    """Those that a person has found free of names."""
    return CaseStory.objects.filter(organization=organization, practice=True).order_by("created_at", "pk")


def last_accepted(organization: Organization) -> Submission | None:
    rows = Submission.objects.filter(organization=organization, state=Submission.State.ACCEPTED)
    return rows.select_related("period").order_by("-period__as_of", "-version").first()


def hidden_if_small(value: Value, below: int) -> Value:
    """Without its numbers where fewer people than `below`, but not none, stand behind one of them."""
    numbers = (value.numerator, value.denominator)
    small = any(number is not None and 0 < number < below for number in numbers)
    return replace(value, numerator=None, denominator=None) if small else value


def course_without_small(course: Course, below: int) -> Course:
    """The same with every small number hidden."""

    def shown(fact: Fact) -> Fact:
        return replace(fact, values={key: hidden_if_small(value, below) for key, value in fact.values.items()})

    return replace(course, quarters=[*map(shown, course.quarters)], years=[*map(shown, course.years)])


def names_found(text: str, organization: Organization) -> list[str]:
    """The words of a text that seem to name people of the banks or of the staff, or give a telephone or an e-mail.

    The institution's own name may hold a name («школа имени В.С. Богуцкого»): it is nobody's here.
    """
    for name in (organization.full_name, organization.short_name):
        text = text.replace(name, "")
    return list(dict.fromkeys(filter(None, _found(text, organization))))


def _found(text: str, organization: Organization) -> Iterator[str]:
    yield giveaway_in(text, organization)
    staff = Membership.objects.current().filter(organization=organization).select_related("user")
    for user in {membership.user for membership in staff}:
        yield words_naming(text, Person(last_name=user.last_name, first_name=user.first_name, email=user.email))
    yield from INITIALS.findall(text)
