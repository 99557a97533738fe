"""The banks of the demo: people at every stage, something to merge; loading them again adds nothing."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from mentorship.demo import banks, organizations
from participants.models import Consent, Participation, Person, Programme
from participants.selectors.duplicates import probable_duplicates
from participants.selectors.stages import count_by_stage, with_stage

AT = datetime(2026, 11, 20, 9, 0, tzinfo=ZoneInfo("Europe/Moscow"))


@pytest.mark.django_db
def test_the_demo_shows_every_stage_and_a_record_entered_twice():
    tree = organizations.load(at=AT)
    banks.load(tree, at=AT)
    for slug in ("kaleidoskop", "hibiny", "kingisepp-dshi"):
        people = Person.objects.filter(organization=tree[slug])
        rows = Participation.objects.filter(person__in=people)
        counts = count_by_stage(with_stage(rows, AT.date()))
        assert all(counts[stage] for stage in ("questionnaire", "consent", "training", "ready", "left")), slug
        assert len(probable_duplicates(people)) >= 1
        assert 25 <= people.count() <= 65
    before = [model.objects.count() for model in (Person, Participation, Consent, Programme)]
    banks.load(tree, at=AT)
    assert [model.objects.count() for model in (Person, Participation, Consent, Programme)] == before
