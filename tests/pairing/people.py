"""Mentors and mentees with all their consents."""

from datetime import date

from participants.models import Participation

from ..factories import make_consent, make_participation, make_person


def mentor_of(organization, last_name: str = "Орлова", **fields) -> Participation:
    """A learner of 16 in the tenth class, ready to be a mentor."""
    return _ready(organization, last_name, "mentor", birth_on=date(2010, 3, 1), class_group="10 «А»", **fields)


def mentee_of(organization, last_name: str = "Котова", **fields) -> Participation:
    return _ready(organization, last_name, "mentee", **fields)


def teacher_of(organization, role: str, last_name: str, form) -> Participation:
    """An employee with the consent to the mentor's duty where one is needed."""
    return _ready(
        organization, last_name, role, kind="employee", birth_on=date(1980, 3, 1), position="учитель", form=form
    )


def _ready(organization, last_name: str, role: str, **fields) -> Participation:
    of_person = {name: fields.pop(name) for name in ("birth_on", "class_group", "kind", "position") if name in fields}
    person = make_person(organization, last_name=last_name, **of_person)
    for kind in ("processing", "participation", "mentor_duty"):
        make_consent(person, kind)
    return make_participation(person, role, **fields)
