"""The School of mentors: courses and sessions, the attendance sheet, certificates (domain.md 1.4, stage 4)."""

from collections.abc import Collection
from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.errors import Refused
from core.files import store_upload
from core.revisions import save_revised
from organizations.models import Organization

from ..models import Attendance, Certificate, Course, Participation, Session
from ..selectors.training import candidates, due_certificates, issued_in, last_session
from .people import check_kept

FIELDS = ("title", "content", "starts_on", "ends_on", "needed_share", "order")
MOST_SESSIONS = 20


class TrainingRefused(Refused):
    """The course, the sheet or the certificate cannot be kept so."""


@transaction.atomic
def add_course(course: Course, *, organization: Organization, by, at: datetime) -> Course:
    """Enters a course. Raises TrainingRefused."""
    course.organization = organization
    _check_course(course)
    course.save(force_insert=True)
    _record("course.added", course, {"title": [None, course.title]}, by=by, at=at)
    return course


@transaction.atomic
def change_course(course: Course, *, seen: int, by, at: datetime) -> None:
    """Writes a changed course. Raises TrainingRefused, StaleRevision."""
    before = Course.objects.get(pk=course.pk)
    _check_course(course)
    days = course.sessions.values_list("on", flat=True)
    if any(not course.starts_on <= day <= course.ends_on for day in days):
        raise TrainingRefused(_("A session would fall outside the course. Move the session first."))
    save_revised(course, seen=seen, fields=list(FIELDS))
    changes = audit.differences(_said(before), _said(course))
    if changes:
        _record("course.changed", course, changes, by=by, at=at)


@transaction.atomic
def delete_course(course: Course, *, by, at: datetime) -> None:
    """Deletes a course that nobody has attended. Raises TrainingRefused."""
    if Attendance.objects.filter(session__course=course).exists() or course.certificates.exists():
        raise TrainingRefused(_("Somebody has attended this course: it stays."))
    _record("course.deleted", course, {"title": [course.title, None]}, by=by, at=at)
    course.delete()


@transaction.atomic
def add_session(course: Course, session: Session, *, by, at: datetime) -> Session:
    """Adds a session to the plan. Raises TrainingRefused."""
    session.course = course
    _check_session(session)
    if course.sessions.count() >= MOST_SESSIONS:
        raise TrainingRefused(
            _("A course holds at most %(number)d sessions. Make another course.") % {"number": MOST_SESSIONS}
        )
    session.save(force_insert=True)
    _record("session.added", course, _session_said(session), by=by, at=at)
    return session


@transaction.atomic
def change_session(session: Session, *, by, at: datetime) -> None:
    """Writes a changed session. Raises TrainingRefused."""
    _check_session(session)
    session.save()
    _record("session.changed", session.course, _session_said(session), by=by, at=at)


@transaction.atomic
def delete_session(session: Session, *, by, at: datetime) -> None:
    """Takes a session out of the plan. Raises TrainingRefused when it is already counted in somebody's hours."""
    if session.attendance.exists():
        raise TrainingRefused(_("Somebody was at this session. Clear its marks on the attendance sheet first."))
    if session.course.certificates.exists():
        raise TrainingRefused(_("Certificates of this course are issued: its plan stays as they count it."))
    _record("session.deleted", session.course, _session_said(session), by=by, at=at)
    session.delete()


@transaction.atomic
def mark_attendance(
    course: Course, *, was: Collection[tuple[int, int]], present: Collection[tuple[int, int]], by, at: datetime
) -> int:
    """Writes what was ticked and unticked on the sheet; how many marks have changed.

    Both hold (session, participation): `was` what the author had been shown, `present` what they sent. A mark that the
    author has not touched stays as somebody else has written it meanwhile. Those with a certificate of the course and
    sessions still to come are left as they are; a participation that is not of the institution is passed over.
    """
    ticked, cleared = set(present) - set(was), set(was) - set(present)
    certified = Certificate.objects.filter(course=course).values("participation")
    touched = {row for _session, row in ticked | cleared}
    rows = set(candidates(course).filter(pk__in=touched).exclude(pk__in=certified).values_list("pk", flat=True))
    sessions = set(course.sessions.filter(on__lte=timezone.localdate(at)).values_list("pk", flat=True))
    marks = Attendance.objects.filter(session__in=sessions, participation__in=rows)
    held = {(mark.session_id, mark.participation_id): mark.pk for mark in marks}
    wanted = {(session, row) for session, row in ticked if session in sessions and row in rows}
    gone = [pk for key, pk in held.items() if key in cleared]
    new = [Attendance(session_id=session, participation_id=row) for session, row in sorted(wanted - held.keys())]
    Attendance.objects.filter(pk__in=gone).delete()
    Attendance.objects.bulk_create(new, ignore_conflicts=True)
    if new or gone:
        _record("attendance.marked", course, {"marked": len(new), "cleared": len(gone)}, by=by, at=at)
    return len(new) + len(gone)


@transaction.atomic
def issue_certificates(course: Course, *, issued_on: date, by, at: datetime) -> list[Certificate]:
    """Gives a certificate to everybody who has attended enough; numbers run on through the year of the institution.

    Raises TrainingRefused when nobody has earned one or the day is before the last session or in the future.
    """
    organization = Organization.objects.select_for_update().get(pk=course.organization_id)
    last = last_session(course)
    if last and not last <= issued_on <= timezone.localdate(at):
        raise TrainingRefused(_("Certificates are issued after the last session and not in the future."))
    rows = due_certificates(course)
    if not rows:
        raise TrainingRefused(
            _("Nobody has attended %(share)d%% of the hours without having a certificate.")
            % {"share": course.needed_share}
        )
    ordinal = issued_in(organization, issued_on.year)
    issued = []
    for number, row in enumerate(rows, start=ordinal + 1):
        certificate = Certificate.objects.create(
            participation=row.participation,
            course=course,
            number=f"{issued_on.year}/{number}",
            issued_on=issued_on,
            hours=row.hours,
            title=course.title,
        )
        audit.record("certificate.issued", certificate, by=by, at=at, scope=organization.path)
        issued.append(certificate)
    return issued


@transaction.atomic
def enter_certificate(
    participation: Participation, certificate: Certificate, *, scan: UploadedFile | None = None, by, at: datetime
) -> Certificate:
    """Enters a certificate that somebody else has issued. Raises TrainingRefused, PersonRefused, FileRefused."""
    check_kept(participation.person)
    if participation.role != Participation.Role.MENTOR:
        raise TrainingRefused(_("Only mentors are trained: this person is a mentee in this participation."))
    if certificate.issued_on > timezone.localdate(at):
        raise TrainingRefused(_("The certificate cannot be issued in the future. Correct the date."))
    scope = participation.organization.path
    certificate.participation, certificate.course = participation, None
    certificate.scan = store_upload(scan, scope=scope, by=by, at=at) if scan else None
    certificate.save(force_insert=True)
    changes = {"title": [None, certificate.title], "scan": scan is not None}
    audit.record("certificate.entered", certificate, by=by, at=at, scope=scope, changes=changes)
    return certificate


def record_printed(certificates: list[Certificate], *, organization: Organization, by, at: datetime) -> None:
    """Writes that papers with these people's names have left the product."""
    audit.record_each("certificate.printed", certificates, by=by, at=at, scope=organization.path)


def record_scan_read(certificate: Certificate, *, by, at: datetime) -> None:
    """Writes that the scan of an outside certificate has left the product."""
    scope = certificate.participation.organization.path
    audit.record("certificate.scan_read", certificate, by=by, at=at, scope=scope)


def record_sheet(course: Course, *, rows: int, by, at: datetime) -> None:
    """Writes that the sheet with the names of the mentors has left the product."""
    _record("attendance.printed", course, {"people": rows}, by=by, at=at)


def _check_course(course: Course) -> None:
    if course.ends_on < course.starts_on:
        raise TrainingRefused(_("The course ends before it begins. Check the two dates."))
    if not 1 <= course.needed_share <= 100:
        raise TrainingRefused(_("The share of hours to attend is from 1 to 100 per cent."))
    if course.order and course.order.organization_id != course.organization_id:
        raise TrainingRefused(_("This order is of another organisation."))


def _check_session(session: Session) -> None:
    course = session.course
    if not course.starts_on <= session.on <= course.ends_on:
        raise TrainingRefused(_("The session falls outside the course. Check its date or the dates of the course."))
    if session.hours <= 0:
        raise TrainingRefused(_("Give the hours of the session."))
    if course.certificates.exists():
        raise TrainingRefused(_("Certificates of this course are issued already: its plan is not changed any more."))


def _session_said(session: Session) -> dict:
    return {"topic": session.topic, "on": session.on.isoformat(), "hours": str(session.hours)}


def _said(course: Course) -> dict:
    values = {name: getattr(course, name) for name in FIELDS}
    return {name: value if isinstance(value, int) else str(value or "") for name, value in values.items()}


def _record(verb: str, course: Course, changes: dict, *, by, at: datetime) -> None:
    audit.record(verb, course, by=by, at=at, scope=course.organization.path, changes=changes)
