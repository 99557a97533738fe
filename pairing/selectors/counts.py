"""Pairs in numbers: for those above the institutions without a name, for the home page of the curator."""

from collections import Counter
from dataclasses import astuple, dataclass
from datetime import date, timedelta

from django.db.models import CharField, Count, QuerySet, Value

from organizations.models import Organization
from participants.models import Participation

from ..models import MatchRound, Meeting, Membership, Pairing
from .meetings import coming
from .rhythm import MONTH, silent
from .standing import Standing, with_standing


@dataclass(frozen=True)
class Line:
    """An institution (none: the sum of all): pairs and groups at work, their mentors and mentees, who waits; meetings
    held in the last thirty days and silent pairs."""

    organization: Organization | None
    pairs: int = 0
    groups: int = 0
    mentors: int = 0
    mentees: int = 0
    waiting: int = 0
    meetings: int = 0
    silent: int = 0


def pairs_by_institution(path: str | None, on: date) -> list[Line]:
    """Every working institution within the path, those without pairs too."""
    active = Pairing.objects.within(path).active(on)
    present = Membership.objects.in_force(on).filter(pairing__in=active)
    sizes = present.values_list("pairing__organization", "pairing").annotate(number=Count("mentee"))
    groups = Counter(institution for institution, _pairing, number in sizes.order_by() if number > 1)
    whole = Counter(institution for institution, _pairing, _number in sizes.order_by())
    mentors = _by_institution(active.values_list("organization").annotate(n=Count("mentor", distinct=True)))
    mentees = _by_institution(present.values_list("pairing__organization").annotate(n=Count("mentee", distinct=True)))
    inside = Participation.objects.within(path).kept().mentees().in_force(on)
    waiting = inside.exclude(pk__in=present.values("mentee")).values_list("person__organization")
    waiting = _by_institution(waiting.annotate(n=Count("pk")))
    lately = Meeting.objects.within(path).held_between(on - timedelta(days=MONTH - 1), on)
    meetings = _by_institution(lately.values_list("pairing__organization").annotate(n=Count("pk")))
    quiet = _by_institution(
        silent(Pairing.objects.within(path), on).values_list("organization").annotate(n=Count("pk"))
    )
    institutions = Organization.objects.within(path).open().institutions().select_related("parent").order_by("path")
    return [
        Line(
            institution,
            pairs=whole[institution.pk] - groups[institution.pk],
            groups=groups[institution.pk],
            mentors=mentors.get(institution.pk, 0),
            mentees=mentees.get(institution.pk, 0),
            waiting=waiting.get(institution.pk, 0),
            meetings=meetings.get(institution.pk, 0),
            silent=quiet.get(institution.pk, 0),
        )
        for institution in institutions
    ]


def total_of(lines: list[Line]) -> Line:
    """The sum of all lines."""
    names = ("pairs", "groups", "mentors", "mentees", "waiting", "meetings", "silent")
    return Line(None, **{name: sum(getattr(line, name) for line in lines) for name in names})


def _by_institution(rows) -> dict[int, int]:
    return dict(rows.order_by())


@dataclass(frozen=True)
class PairCares:
    """What the curator has begun and not ended: rounds, pairs without an order, pairs whose period is over or whose
    consents do not hold; silent pairs, past meetings that nobody has marked, those of the next seven days."""

    rounds: int
    without_order: int
    overdue: int
    paused: int
    silent: int
    unmarked: int
    coming: int

    def __bool__(self) -> bool:
        return any(astuple(self))


def pair_cares(user, on: date) -> PairCares:
    """The numbers of the institution whose names the person may read, in one query; noughts for everybody else."""
    unfinished = (MatchRound.State.DRAFT, MatchRound.State.CHECKED)
    pairs = Pairing.objects.visible_to(user)
    parts = [
        _named("rounds", MatchRound.objects.visible_to(user).filter(state__in=unfinished)),
        _named("silent", silent(pairs, on)),
        _named("unmarked", Meeting.objects.visible_to(user).planned().filter(planned_on__lt=on)),
        _named("coming", coming(user, on)),
    ]
    kept = with_standing(pairs, on).order_by().values_list("standing").annotate(number=Count("pk"))
    numbers = dict(kept.union(*parts, all=True))
    return PairCares(
        rounds=numbers.get("rounds", 0),
        without_order=numbers.get(Standing.DRAFT, 0),
        overdue=numbers.get(Standing.OVERDUE, 0),
        paused=numbers.get(Standing.PAUSED, 0),
        silent=numbers.get("silent", 0),
        unmarked=numbers.get("unmarked", 0),
        coming=numbers.get("coming", 0),
    )


def _named(name: str, rows: QuerySet) -> QuerySet:
    """How many rows there are, under a name."""
    named = rows.order_by().annotate(standing=Value(name, output_field=CharField()))
    return named.values_list("standing").annotate(number=Count("pk"))
