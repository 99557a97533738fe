"""The access matrix of partners, the School of mentors, questionnaires, assessments and shared mentors."""

from datetime import date
from typing import Any

from core.files import store_bytes
from participants.models import (
    Agreement,
    AssessmentParameter,
    Attendance,
    Certificate,
    Course,
    MentorOffer,
    OfferRequest,
    Partner,
    QuestionnaireLink,
    Session,
)

from .access_people import KEEPERS, NAMELESS, NAMELESS_KEPT, ROW
from .access_row import Row
from .factories import NOW, TODAY, World, make_consent, make_participation, make_person

READ_BY_ALL = "302 403 200 403 200 200 200 200 200"

ROWS = {
    # anonymous nobody stranger executor curator director methodologist coordinator administrator
    "participants:partners": Row(READ_BY_ALL),
    "participants:partner_add": Row(KEEPERS),
    "participants:partner": Row(NAMELESS, "partner"),
    "participants:partner_edit": Row(NAMELESS_KEPT, "partner"),
    "participants:partner_end": Row(NAMELESS_KEPT, "partner"),
    "participants:partner_resume": Row(NAMELESS_KEPT, "partner"),
    "participants:agreement_add": Row(NAMELESS_KEPT, "partner"),
    "participants:agreement_edit": Row(NAMELESS_KEPT, "agreement"),
    "participants:agreement_scan": Row(NAMELESS_KEPT, "agreement"),
    "participants:courses": Row(READ_BY_ALL),
    "participants:course_add": Row(KEEPERS),
    "participants:course": Row(NAMELESS, "course"),
    "participants:course_edit": Row(NAMELESS_KEPT, "course"),
    "participants:course_delete": Row(NAMELESS_KEPT, "course"),
    "participants:course_programme": Row(NAMELESS, "course"),
    "participants:session_add": Row(NAMELESS_KEPT, "course"),
    "participants:session_edit": Row(NAMELESS_KEPT, "session"),
    "participants:session_delete": Row(NAMELESS_KEPT, "session"),
    "participants:attendance": Row(NAMELESS_KEPT, "course"),
    "participants:attendance_sheet": Row(NAMELESS_KEPT, "course"),
    "participants:certificates_issue": Row(NAMELESS_KEPT, "course"),
    "participants:certificates_print": Row(NAMELESS_KEPT, "course"),
    "participants:certificate": Row(ROW, "certificate"),
    "participants:certificate_scan": Row(ROW, "outside_certificate"),
    "participants:certificate_add": Row(ROW, "mentoring"),
    "participants:questionnaire_link": Row(ROW, "participation"),
    "participants:questionnaire_revoke": Row(ROW, "link"),
    "participants:questionnaire_slips": Row(KEEPERS),
    "participants:assessments": Row(KEEPERS),
    "participants:assessment_grid": Row(KEEPERS),
    "participants:parameter_add": Row(KEEPERS),
    "participants:parameters_ready": Row("302 403 302 403 302 302 403 403 403", method="post"),
    "participants:parameter_switch": Row(NAMELESS_KEPT, "parameter"),
    "participants:assess": Row(ROW, "participation", extra={"wave": "input"}),
    "participants:offers": Row(KEEPERS),
    "participants:offer_add": Row(ROW, "mentoring"),
    "participants:offer_withdraw": Row(ROW, "offer"),
    "participants:offer_permission": Row(ROW, "offer"),
    "participants:offer_ask": Row("302 403 404 403 200 200 403 403 403", "offer"),  # the stranger is of elsewhere
    "participants:offer_agree": Row(ROW, "lending"),
    "participants:offer_decline": Row(ROW, "lending"),
    "participants:offer_request_back": Row("302 404 404 404 404 404 404 404 404", "lending"),  # it is of school a2
    "participants:offer_contacts": Row("302 404 404 404 404 404 404 404 404", "lending"),
    "questionnaire:fill": Row("410 410 410 410 410 410 410 410 410", extra={"token": "forged"}),
    "questionnaire:thanks": Row("200 200 200 200 200 200 200 200 200"),
}


def partners_subjects(world: World) -> dict[str, Any]:
    """The rows of school a1 that these URLs are about."""
    scan = store_bytes(
        b"%PDF-1.7", name="s.pdf", content_type="application/pdf", scope=world.a1.path, by=world.curator, at=NOW
    )
    partner = Partner.objects.create(
        organization=world.a1, name="ООО «Север»", kind="enterprise", since=date(2026, 9, 1), contact="Ким, 8 900 1"
    )
    course = Course.objects.create(
        organization=world.a1, title="Наставник", starts_on=date(2026, 9, 1), ends_on=date(2026, 10, 1)
    )
    mentoring = make_participation(make_person(world.a1, last_name="Орлова", kind="employee"), "mentor")
    make_consent(mentoring.person)  # without one a mentor is not offered
    session = Session.objects.create(course=course, on=date(2026, 9, 5), topic="Общение", hours=2)
    Attendance.objects.create(session=session, participation=mentoring)
    told = {
        "participation": mentoring,
        "number": "1",
        "issued_on": date(2026, 10, 2),
        "hours": 2,
        "title": "Наставник",
    }
    link = QuestionnaireLink.objects.create(
        participation=mentoring, token_digest=f"{mentoring.pk}", made_at=NOW, made_by=world.curator, expires_at=NOW
    )
    offer = MentorOffer.objects.create(
        participation=mentoring, permitted_on=date(2026, 9, 1), permission=scan, summary="Физика", offered_on=TODAY
    )
    return {
        "link": link,
        "offer": offer,
        "lending": OfferRequest.objects.create(
            offer=offer, organization=world.a2, asked_by=world.stranger, asked_at=NOW, message="Физика"
        ),
        "parameter": AssessmentParameter.objects.create(organization=world.a1, title="Уверенность"),
        "course": course,
        "session": session,
        "mentoring": mentoring,
        "certificate": Certificate.objects.create(**told, course=course),
        "outside_certificate": Certificate.objects.create(**told, issuer="ИРО", scan=scan),
        "partner": partner,
        "agreement": Agreement.objects.create(partner=partner, signed_on=date(2026, 9, 1), scan=scan),
    }
