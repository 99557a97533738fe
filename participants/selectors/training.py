"""The School of mentors: hours of courses, who was at which session, who has earned a certificate."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from organizations.models import Organization

from ..models import Attendance, Certificate, Course, Participation, Session
from .blocking import unblocked

NO_HOURS = Decimal(0)


@dataclass
class SheetRow:
    """A mentor of the attendance sheet: the numbers of the sessions they were at, their hours, their certificate."""

    participation: Participation
    present: set[int] = field(default_factory=set)
    hours: Decimal = NO_HOURS
    certificate: Certificate | None = None
    share: int = 0
    earned: bool = False


def with_numbers(courses: QuerySet[Course]) -> QuerySet[Course]:
    """Adds `hours` and `sessions_held` of the plan, mentors who `attended` something, and those `trained`."""
    sessions = Session.objects.filter(course=OuterRef("pk")).order_by().values("course")
    attendance = Attendance.objects.filter(session__course=OuterRef("pk")).order_by().values("session__course")
    certificates = Certificate.objects.filter(course=OuterRef("pk")).order_by().values("course")
    return courses.annotate(
        hours=Coalesce(Subquery(sessions.annotate(sum=Sum("hours")).values("sum")), Value(NO_HOURS)),
        sessions_held=_number(sessions.annotate(number=Count("pk"))),
        attended=_number(attendance.annotate(number=Count("participation", distinct=True))),
        trained=_number(certificates.annotate(number=Count("pk"))),
    )


def candidates(course: Course) -> QuerySet[Participation]:
    """The mentors of the institution while the course goes on, and whoever was at it; nobody who is blocked."""
    inside = Q(joined_on__lte=course.ends_on) & (Q(left_on=None) | Q(left_on__gt=course.starts_on))
    there = Attendance.objects.filter(session__course=course).values("participation")
    mentors = Participation.objects.within(course.organization.path).mentors().kept()
    return unblocked(mentors.filter(inside | Q(pk__in=there)))


def certificates_in(course: Course) -> QuerySet[Certificate]:
    """What may be printed of the course, in the order of numbers."""
    certificates = course.certificates.select_related("participation__person", "course")
    return unblocked(certificates, "participation__person").order_by("pk")


def sheet_of(course: Course, participations: QuerySet[Participation]) -> list[SheetRow]:
    """The rows of the sheet for these mentors, in three queries."""
    sessions = {session.pk: session.hours for session in course.sessions.all()}
    rows = {row.pk: SheetRow(row) for row in participations.select_related("person", "programme")}
    there = Attendance.objects.filter(session__course=course, participation__in=list(rows))
    for session_id, participation_id in there.values_list("session_id", "participation_id"):
        rows[participation_id].present.add(session_id)
    for certificate in Certificate.objects.filter(course=course, participation__in=list(rows)):
        rows[certificate.participation_id].certificate = certificate
    total = sum(sessions.values(), NO_HOURS)
    for row in rows.values():
        row.hours = sum((sessions[pk] for pk in row.present), NO_HOURS)
        row.share = int(100 * row.hours / total) if total else 0
        row.earned = bool(total) and 100 * row.hours >= course.needed_share * total
    return list(rows.values())


def due_certificates(course: Course) -> list[SheetRow]:
    """Those who have attended enough and hold no certificate of the course yet."""
    there = Attendance.objects.filter(session__course=course).values("participation")
    rows = sheet_of(course, candidates(course).filter(pk__in=there))
    return [row for row in rows if row.earned and row.certificate is None]


def issued_in(organization: Organization, year: int) -> int:
    """How many certificates of its own an institution has issued in a year: the last number given."""
    own = Certificate.objects.filter(course__organization=organization, issued_on__year=year)
    return own.count()


def last_session(course: Course) -> date | None:
    return course.sessions.aggregate(last=Max("on"))["last"]


def _number(counted: QuerySet) -> Coalesce:
    return Coalesce(Subquery(counted.values("number")), Value(0))
