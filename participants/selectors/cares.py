"""What the curator has to care about in the banks: the numbers for the home page."""

from dataclasses import astuple, dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from django.db.models import Count, Q

from ..consenting import OWN_SIGNATURE_FROM
from ..models import Participation, Person
from ..models.people import ADULT
from .stages import Stage, with_stage

SOON = timedelta(days=14)


@dataclass(frozen=True)
class Cares:
    """`birthdays` counts learners who reach 14 or 18 within a fortnight: their consents are to be asked for anew."""

    mentees_without_consent: int
    mentors_without_consent: int
    without_pair: int
    birthdays: int

    def __bool__(self) -> bool:
        return any(astuple(self))


def cares_for(user, on: date) -> Cares:
    """The numbers of the institution whose names the person may read; noughts for everybody else."""
    inside = Participation.objects.visible_to(user).kept().in_force(on)
    mentee, mentor = Q(role=Participation.Role.MENTEE), Q(role=Participation.Role.MENTOR)
    lacking, ready = Q(lacks_consent=True), Q(stage=Stage.READY)
    return Cares(
        **with_stage(inside, on).aggregate(
            mentees_without_consent=Count("person", filter=mentee & lacking, distinct=True),
            mentors_without_consent=Count("person", filter=mentor & lacking, distinct=True),
            without_pair=Count("person", filter=mentee & ready, distinct=True),
            birthdays=Count("person", filter=mentee & coming_of_age(on), distinct=True),
        )
    )


def coming_of_age(on: date) -> Q:
    """The condition, over participations, of a learner's 14th or 18th birthday from that day on within SOON."""
    coming = Q()
    for age in (OWN_SIGNATURE_FROM, ADULT):
        years = relativedelta(years=age)
        coming |= Q(person__birth_on__range=(on - years, on + SOON - years))
    return coming & Q(person__kind=Person.Kind.LEARNER)
