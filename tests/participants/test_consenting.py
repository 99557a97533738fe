"""Which consents, signed by whom, until when: the rules at their edges."""

from datetime import date

import pytest

from participants.consenting import asks_again_on, last_valid_day, needed_kinds, signer_at
from participants.models import Person


@pytest.mark.parametrize(
    ("role", "kind", "needed"),
    [
        ("mentee", "learner", {"processing", "participation"}),
        ("mentor", "learner", {"processing", "participation"}),
        ("mentee", "employee", {"processing", "participation"}),
        ("mentor", "employee", {"processing", "participation", "mentor_duty"}),
        ("mentor", "external", {"processing", "participation"}),
    ],
)
def test_an_employee_takes_up_a_mentors_duty_in_writing(role, kind, needed):
    assert set(needed_kinds(role, kind)) == needed


@pytest.mark.parametrize(
    ("age", "kind", "signer"),
    [
        (13, "learner", "representative"),
        (14, "learner", "both"),
        (17, "learner", "both"),
        (18, "learner", "self"),
        (None, "learner", "representative"),
        (None, "employee", "self"),
        (None, "external", "self"),
    ],
)
def test_who_signs_follows_from_the_age(age, kind, signer):
    assert signer_at(age, kind) == signer


def test_a_term_counts_in_calendar_months():
    held = last_valid_day(date(2026, 8, 31), term_months=6, signer="self", birth_on=None)
    assert held == date(2027, 2, 27)


def test_what_only_a_representative_signed_ends_before_the_eighteenth_birthday():
    held = last_valid_day(date(2026, 9, 1), term_months=None, signer="representative", birth_on=date(2013, 3, 5))
    assert held == date(2031, 3, 4)


def test_what_both_signed_outlives_the_eighteenth_birthday():
    assert last_valid_day(date(2026, 9, 1), term_months=None, signer="both", birth_on=date(2009, 3, 5)) is None


@pytest.mark.parametrize(
    ("signer", "signed_on", "again"),
    [
        ("representative", date(2026, 9, 1), date(2027, 3, 5)),
        ("representative", date(2027, 3, 5), date(2031, 3, 5)),
        ("both", date(2028, 9, 1), date(2031, 3, 5)),
        ("self", date(2031, 9, 1), None),
    ],
)
def test_a_birthday_asks_for_the_consent_anew(signer, signed_on, again):
    assert asks_again_on(date(2013, 3, 5), signed_on, signer) == again


def test_a_leap_day_comes_of_age_on_the_first_of_march():
    born = date(2012, 2, 29)
    assert asks_again_on(born, date(2026, 9, 1), "both") == date(2030, 3, 1)
    assert Person(birth_on=born).age_on(date(2030, 2, 28)) == 17
    assert Person(birth_on=born).age_on(date(2030, 3, 1)) == 18
