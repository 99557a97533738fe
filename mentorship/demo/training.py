"""The School of mentors: a course that is over, with certificates, and one that is going on."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from core.calendar import SchoolYear
from organizations.models import Organization
from participants.models import Course, Participation, Session
from participants.selectors.training import candidates, due_certificates
from participants.services import training

from .fixtures import demo_data
from .moments import working_day, working_hour
from .organizations import keeper

WEEK = timedelta(days=7)
ANNOUNCED = timedelta(days=20)  # before the first session
ABSENT = 7  # one mentor in so many misses a session


def load(tree: dict[str, Organization], *, at: datetime) -> None:
    """Holds the courses of the institutions that have held none yet."""
    for slug, specs in demo_data("surroundings")["courses"].items():
        if not Course.objects.filter(organization=tree[slug]).exists():
            for spec in specs:
                _hold(tree[slug], spec, at=at)


def _hold(organization: Organization, spec: dict, *, at: datetime) -> None:
    """A course with a session a week, the first `begins` days after the beginning of the school year."""
    today, by = timezone.localdate(at), keeper(organization)
    begins = SchoolYear.of(today).starts + timedelta(days=spec["begins"])
    days = [working_day(begins + WEEK * number) for number in range(len(spec["sessions"]))]
    planned = {"by": by, "at": working_hour(min(days[0], today) - ANNOUNCED, now=at)}
    course = Course(title=spec["title"], content=spec["content"], starts_on=days[0], ends_on=days[-1])
    training.add_course(course, organization=organization, **planned)
    for day, (topic, hours) in zip(days, spec["sessions"], strict=True):
        training.add_session(course, Session(on=day, topic=topic, hours=hours, trainer=spec["trainer"]), **planned)
    _attend(course, today, by=by, at=at)
    if days[-1] <= today and due_certificates(course):
        training.issue_certificates(course, issued_on=days[-1], by=by, at=working_hour(days[-1], now=at))


def _attend(course: Course, today: date, *, by, at: datetime) -> None:
    mentors = candidates(course).filter(left_on=None).select_related("programme").prefetch_related("certificates")
    present = {
        (session.pk, mentor.pk)
        for place, mentor in enumerate(mentors)
        for number, session in enumerate(course.sessions.filter(on__lte=today))
        if mentor.joined_on <= session.on and not _misses(mentor, place, number)
    }
    training.mark_attendance(course, was=(), present=present, by=by, at=at)


def _misses(mentor: Participation, place: int, number: int) -> bool:
    """Whoever has to be trained comes to every other session: somebody is left to be reminded of it."""
    to_be_trained = mentor.programme.training_required and not mentor.certificates.all()
    return number % 2 == 1 if to_be_trained else (place + number) % ABSENT == 0
