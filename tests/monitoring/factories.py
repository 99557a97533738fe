"""What the tests of monitoring build from."""

from datetime import date

from core.calendar import Quarter
from monitoring.models import ReportingPeriod
from monitoring.services.filling import begin
from monitoring.services.periods import open_period, quarter_of
from monitoring.services.submissions import accept, send_to_sign, submit
from pairing.models import Pairing
from participants.models import Participation
from tests.factories import NOW, make_consent, make_order, make_pairing, make_participation, make_person

OPEN = NOW.replace(month=10, day=5)  # while the third quarter may be handed in


def make_mentee(organization, *, consented_on=date(2026, 9, 1), **person) -> Participation:
    """A learner in the bank of mentees, with a consent."""
    return _in_bank(organization, "mentee", consented_on, person)


def make_mentor(organization, *, consented_on=date(2026, 9, 1), **person) -> Participation:
    return _in_bank(organization, "mentor", consented_on, {"kind": "employee"} | person)


def _in_bank(organization, role, consented_on, fields) -> Participation:
    person = make_person(organization, **fields)
    if consented_on:
        make_consent(person, signed_on=consented_on)
    return make_participation(person, role, joined_on=date(2026, 9, 1))


def make_working_pair(mentor: Participation, *mentees: Participation, **fields) -> Pairing:
    """By an order signed on 10 September unless `signed_on` says otherwise."""
    signed_on = fields.pop("signed_on", date(2026, 9, 10))
    organization = mentor.person.organization
    order = make_order(organization, kind="assign_pairs", state="signed", signed_on=signed_on)
    return make_pairing(mentor, *mentees, state="approved", order=order, **fields)


def make_quarter(municipality, *, by, year=2026, number=3, **fields) -> ReportingPeriod:
    period = quarter_of(municipality, Quarter(year, number))
    for name, value in fields.items():
        setattr(period, name, value)
    return open_period(period, by=by, at=NOW)


def hand_in(world, period, organization, *, accepted=True, problems="", comment="", **numbers):
    """An answer signed (and accepted): a figure by code of the indicator as (numerator, denominator), else noughts."""
    submission = begin(period, organization, by=world.curator, at=OPEN)
    for figure in submission.figures.select_related("indicator"):
        name = figure.indicator.code.replace("-", "_")
        figure.numerator, figure.denominator = numbers.get(name, (0, 10 if figure.indicator.is_share else None))
        figure.override_reason, figure.comment = "По данным учреждения", comment
        figure.save()
    submission.problems = problems
    submission.save(update_fields=["problems"])
    send_to_sign(submission, by=world.curator, at=OPEN)
    submit(submission, by=world.director, at=OPEN)
    if accepted:
        accept(submission, by=world.methodologist, at=OPEN)
    return submission
