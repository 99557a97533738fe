"""People and pairs at work."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from organizations.models import Organization
from participants.models import Certificate, Person
from participants.models.reference import Track

from ..intervals import Interval, clipped, joined
from ..models import FOREVER, CountingRules, Fact
from .keys import row_key
from .work import Human, Work


def facts(work: Work) -> Iterator[Fact]:
    """Children, young teachers, mentees, mentors, pairs, schools with mentoring of teachers."""
    as_mentee, as_mentor = _days_by_role(work)
    for human, days in as_mentee.items():
        rules = work.rules[human.organization_id]
        yield from _each("mentees", human, days, human.kind)
        if human.kind == Person.Kind.LEARNER:
            yield from _each("child_mentees", human, _aged(human, days, rules.mentee_age_from, rules.mentee_age_to))
        yield from _each("young_teacher_mentees", human, _in_first_years(human, days, rules))
    for human, days in as_mentor.items():
        rules = work.rules[human.organization_id]
        yield from _each("mentors", human, days, human.kind)
        if human.kind == Person.Kind.LEARNER:
            yield from _each("child_mentors", human, _aged(human, days, rules.mentor_age_from, rules.mentor_age_to))
    yield from _learners(work, as_mentee, as_mentor)
    yield from _trained(as_mentor)
    yield from _pairs(work)


def _days_by_role(work: Work) -> tuple[dict[Human, list[Interval]], dict[Human, list[Interval]]]:
    as_mentee, as_mentor = defaultdict(list), defaultdict(list)
    for pair in work.pairs:
        as_mentor[pair.mentor] += pair.days
        for human, days in pair.mentees:
            as_mentee[human] += days
    return _of_the_kept(as_mentee), _of_the_kept(as_mentor)


def _of_the_kept(days_of: dict[Human, list[Interval]]) -> dict[Human, list[Interval]]:
    """Without those whose data is destroyed: their facts are settled (services.facts)."""
    return {human: joined(days) for human, days in days_of.items() if not human.is_erased}


def _each(measure: str, human: Human, days: Iterable[Interval], detail: str = "") -> Iterator[Fact]:
    for starts, ends in days:
        yield Fact(
            organization_id=human.organization_id, measure=measure, key=human.key, detail=detail, starts_on=starts,
            ends_on=ends,
        )  # fmt: skip


def _aged(human: Human, days: list[Interval], youngest: int, oldest: int) -> list[Interval]:
    """Those of the days on which the person is of the ages, both included; none while the birth date is unknown."""
    if human.born_on is None:
        return []
    return clipped(days, years_after(human.born_on, youngest), years_after(human.born_on, oldest + 1))


def _in_first_years(human: Human, days: list[Interval], rules: CountingRules) -> list[Interval]:
    if human.kind != Person.Kind.EMPLOYEE or human.works_since is None:
        return []
    return clipped(days, human.works_since, years_after(human.works_since, rules.young_teacher_years))


def years_after(day: date, years: int) -> date:
    """The day on which so many full years have passed: after 29 February it is 1 March in common years."""
    if day.year + years > FOREVER.year:
        return FOREVER
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def _learners(work: Work, *roles: dict[Human, list[Interval]]) -> Iterator[Fact]:
    """The quantity of order № 344, section 5: learners from the youngest age, in either role."""
    days = defaultdict(list)
    for role in roles:
        for human, intervals in role.items():
            if human.kind == Person.Kind.LEARNER and human.born_on is not None:
                days[human] += intervals
    for human, intervals in days.items():
        came_of_age = years_after(human.born_on, work.rules[human.organization_id].mentee_age_from)
        yield from _each("learners", human, clipped(joined(intervals), came_of_age, FOREVER))


def _trained(as_mentor: dict[Human, list[Interval]]) -> Iterator[Fact]:
    """Mentors from the day of their first certificate on."""
    by_number = {human.number: human for human in as_mentor}
    since: dict[int, date] = {}
    organizations = {human.organization_id for human in as_mentor}
    rows = Certificate.objects.filter(participation__person__organization__in=organizations)
    for person, issued in rows.values_list("participation__person_id", "issued_on").order_by("-issued_on"):
        since[person] = issued
    for number, issued in since.items():
        if human := by_number.get(number):
            yield from _each("trained_mentors", human, clipped(as_mentor[human], issued, FOREVER), human.kind)


def _pairs(work: Work) -> Iterator[Fact]:
    teaching = defaultdict(list)
    for pair in work.pairs:
        key = row_key("pair", pair.number)
        for starts, ends in pair.days:
            yield Fact(
                organization_id=pair.organization_id, measure="pairs", key=key, detail=pair.form, starts_on=starts,
                ends_on=ends,
            )  # fmt: skip
        if pair.track == Track.TEACHERS and work.institutions[pair.organization_id].kind == Organization.Kind.SCHOOL:
            teaching[pair.organization_id] += pair.days
    for number, days in teaching.items():
        key = row_key("institution", number)
        for starts, ends in joined(days):
            yield Fact(
                organization_id=number, measure="teaching_institutions", key=key, starts_on=starts, ends_on=ends
            )
