"""The last day of a consent follows the end of taking part and the birth date."""

from datetime import date
from types import SimpleNamespace

import pytest

from participants.drafts import PersonDraft
from participants.models import Consent
from participants.services.merging import merge_people
from participants.services.participation import leave, reenter
from participants.services.people import change_person

from ..factories import NOW, TODAY, make_consent, make_participation, make_person

EARLIER = date(2026, 10, 1)


@pytest.fixture
def by(world) -> dict:
    return {"by": world.curator, "at": NOW}


@pytest.fixture
def there(world) -> SimpleNamespace:
    person = make_person(world.a1)
    return SimpleNamespace(
        person=person,
        row=make_participation(person),
        consent=make_consent(person),
        other=make_consent(person, "dissemination"),
    )


def ends(consent: Consent) -> date | None:
    return Consent.objects.get(pk=consent.pk).valid_until


def test_without_a_term_a_consent_ends_with_the_last_leaving(there, by):
    second = make_participation(there.person, "mentor")
    leave(there.row, on=TODAY, leaving="own_wish", **by)
    assert ends(there.consent) is None
    leave(second, on=EARLIER, leaving="own_wish", **by)
    assert (ends(there.consent), ends(there.other)) == (TODAY, None)


def test_whoever_comes_back_finds_the_consent_in_force_again(there, by):
    with_term = make_consent(there.person, "participation", valid_until=date(2026, 10, 5))
    leave(there.row, on=TODAY, leaving="own_wish", **by)
    reenter(there.row, **by)
    assert (ends(there.consent), ends(with_term)) == (None, date(2026, 10, 5))


def test_a_consent_that_ended_at_an_earlier_leaving_stays_ended(there, by):
    leave(there.row, on=EARLIER, leaving="own_wish", **by)
    second = make_participation(there.person, "mentor", joined_on=EARLIER)
    leave(second, on=TODAY, leaving="own_wish", **by)
    reenter(second, **by)
    assert ends(there.consent) == EARLIER


def test_a_corrected_birth_date_moves_the_eighteenth_birthday(there, by):
    signed = make_consent(there.person, "participation", signer="representative", valid_until=date(2030, 5, 13))
    draft = PersonDraft(**{**PersonDraft.of(there.person).__dict__, "birth_on": date(2013, 5, 14)})
    change_person(there.person, draft, seen=1, **by)
    assert (ends(signed), ends(there.consent)) == (date(2031, 5, 13), None)


def test_merging_counts_by_the_birth_date_that_stays_and_by_all_participations(world, there, by):
    keep = make_person(world.a1, birth_on=date(2013, 5, 14))
    make_participation(keep, joined_on=date(2026, 8, 1))
    signed = make_consent(there.person, "participation", signer="representative", valid_until=date(2030, 5, 13))
    merge_people(keep, there.person, draft=PersonDraft.of(keep), seen=1, **by)
    assert (ends(signed), ends(there.consent)) == (date(2031, 5, 13), None)
