"""The demo world: loaded once for all of this module, on one day; then pretended on others."""

import json
from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from core.audit import change_label
from core.calendar import SchoolYear
from core.models import AuditEntry
from mentorship.demo import loading, organizations
from mentorship.demo.fixtures import SOURCES
from notifications.models import Delivery
from notifications.services import sweep
from notifications.sources import due_on
from organizations.models import Organization, User
from participants.models import Agreement, Course, Participation, Partner, Person, QuestionnaireLink
from participants.selectors.assessments import averages
from participants.selectors.sharing import catalogue, requests_received
from participants.selectors.stages import count_by_stage, with_stage
from participants.taxpayers import is_inn
from roadmaps.models import Evidence, Occurrence, Roadmap
from roadmaps.selectors.execution import agenda_for, deadlines_to_settle
from roadmaps.selectors.standings import STATUSES, standings

from .factories import DEMO_AT

pytestmark = [pytest.mark.django_db, pytest.mark.once]

ON = DEMO_AT.date()
COUNTED = {"kaleidoskop": 21, "dinskaya": 19, "kingisepp-dshi": 17, "hibiny": 32, "aban": 22}  # seeds/README.md


def person(email: str) -> User:
    return User.objects.get(email=email)


def rows_of_everything() -> Counter:
    return Counter({model._meta.label: model._base_manager.count() for model in apps.get_models()})


def shown(capsys, slug: str) -> dict:
    call_command("show_roadmap", organization=slug, as_json=True)
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("slug", SOURCES)
def test_the_earliest_roadmap_is_the_source_document_in_full(demo, capsys, slug):
    roadmap = shown(capsys, slug)
    assert sum(len(section["activities"]) for section in roadmap["sections"]) == COUNTED[slug]
    assert roadmap["period"]["to"] < "2025"
    assert roadmap["status"] == "approved"


@pytest.mark.parametrize("slug", SOURCES)
def test_the_owner_of_a_source_document_has_this_years_roadmap_and_last_years(demo, slug):
    roadmaps = Roadmap.objects.filter(organization__slug=slug)
    assert roadmaps.current(ON).filter(period_from=date(2026, 9, 1), order__isnull=False).exists()
    assert roadmaps.filter(period_from=date(2025, 9, 1), state=Roadmap.State.ARCHIVED).exists()


def test_the_trail_of_the_demo_is_said_in_words(demo):
    noted = {(entry.subject_type, key) for entry in AuditEntry.objects.exclude(changes={}) for key in entry.changes}
    assert len(noted) > 20
    assert not {key for subject, key in noted if key.isascii() and change_label(subject, key) == key}


def test_every_municipality_has_six_institutions_or_more(demo):
    for municipality in Organization.objects.filter(level=Organization.Level.MUNICIPALITY):
        assert municipality.children.open().count() >= 6, municipality


def test_every_account_signs_in(demo, client):
    for email in loading.ACCOUNTS:
        client.logout()
        response = client.post(reverse("account_login"), {"login": email, "password": loading.PASSWORD})
        assert response.url == reverse("home"), email
        assert client.get(reverse("home")).status_code == 200, email


def test_loading_again_changes_nothing(demo):
    before = rows_of_everything()
    assert loading.load(at=DEMO_AT) == loading.Made()
    assert rows_of_everything() == before


def test_roadmaps_are_in_every_state(demo):
    assert set(Roadmap.objects.values_list("state", flat=True)) == set(Roadmap.State.values)


def test_activities_of_this_year_are_in_every_state_with_documents_of_every_kind(demo):
    current = Occurrence.objects.filter(activity__section__roadmap__in=Roadmap.objects.current(ON))
    assert {row.status(ON) for row in current} == {*Occurrence.State.values, "overdue"}
    assert set(Evidence.objects.values_list("kind", flat=True)) == set(Evidence.Kind.values)


@pytest.mark.parametrize("email", ["methodist@dinskaya.example", "methodist@aban.example", "region@krasnodar.example"])
def test_who_looks_over_institutions_finds_every_sort(demo, email):
    found = {standing.status for standing in standings(person(email), ON)}
    assert found == set(STATUSES) - {"done"}


def test_institutions_have_adopted_the_municipal_roadmap(demo):
    adopted = Roadmap.objects.filter(adopted_from__organization__slug="aban")
    assert {roadmap.organization.parent.slug for roadmap in adopted} == {"aban"}


@pytest.mark.parametrize("slug", ["kaleidoskop", "hibiny"])
def test_a_director_has_something_to_sign(demo, slug):
    own = Roadmap.objects.filter(organization__slug=slug)
    assert own.filter(state=Roadmap.State.SUBMITTED).exists()


def test_a_curator_finds_what_was_returned_and_a_deadline_to_make_clear(demo):
    assert Roadmap.objects.filter(organization__slug="kingisepp-dshi", state=Roadmap.State.RETURNED).exists()
    assert deadlines_to_settle(person("curator@kaleidoskop.example"), ON).unclear


def test_inboxes_are_filled_and_the_letters_left_to_the_sweep(demo):
    assert person("curator@kaleidoskop.example").notifications.unread().exists()
    assert not Delivery.objects.exists()
    numbers = sweep(ON, at=DEMO_AT)
    assert numbers["sent"] == numbers["due"] == len(list(due_on(ON, failed=set())))


def test_partners_have_agreements_that_stand_that_end_soon_and_that_have_ended(demo):
    partners = Partner.objects.filter(organization__slug="kaleidoskop")
    assert all(is_inn(inn) for inn in partners.values_list("inn", flat=True))
    ends = Agreement.objects.filter(partner__in=partners).values_list("valid_until", flat=True)
    assert min(ends) < ON < max(ends)
    assert any(ON < day < ON + timedelta(days=30) for day in ends)
    assert Person.objects.filter(partner__organization__slug="hibiny").exists()


def test_the_school_of_mentors_has_given_certificates_and_goes_on_for_those_who_need_one(demo):
    courses = Course.objects.filter(organization__slug="kaleidoskop")
    assert courses.filter(certificates__isnull=False, ends_on__lt=ON).exists()
    assert courses.filter(certificates=None, starts_on__lt=ON, ends_on__gt=ON).exists()
    mentors = Participation.objects.filter(person__organization__slug="kaleidoskop")
    assert count_by_stage(with_stage(mentors, ON))["training"]


@pytest.mark.parametrize("slug", ["kaleidoskop", "hibiny"])
def test_links_to_questionnaires_are_answered_and_waiting_and_mentees_assessed_twice(demo, slug):
    organization = Organization.objects.get(slug=slug)
    links = QuestionnaireLink.objects.filter(participation__person__organization=organization)
    assert {link.answered_at is None for link in links} == {True, False}
    assert all(average.is_better for average in averages(organization, "mentee"))


def test_a_curator_is_offered_mentors_of_others_asks_and_is_asked(demo):
    curator = person("curator@kaleidoskop.example")
    cards = catalogue(curator, ON)
    assert {card.is_own for card in cards} == {True, False}
    assert {request.state for request in requests_received(curator)} == {"asked", "agreed"}


@pytest.mark.parametrize(
    ("day", "slug"),
    [
        (date(2029, 9, 1), "kaleidoskop"),
        (date(2030, 1, 20), "dinskaya"),
        (date(2030, 6, 15), "hibiny"),
        (date(2030, 8, 10), "aban"),
    ],
)
def test_the_programme_lives_on_any_day(day, slug):
    at = timezone.make_aware(datetime(day.year, day.month, day.day, 9))
    tree = organizations.load(at=at)
    [place] = [place for place in loading.places(tree) if place[0].slug == slug]
    loading.make_programmes(*place, at=at)
    agenda = agenda_for(organizations.keeper(tree[slug]), day)
    assert agenda.overdue
    assert agenda.coming
    current = Roadmap.objects.filter(organization__slug=slug).current(day)
    assert current.filter(period_from=SchoolYear.of(day).starts).exists()


def test_a_working_database_is_left_alone():
    before = rows_of_everything()
    with pytest.raises(CommandError, match="--force") as refusal:
        call_command("load_demo")
    assert refusal.value.returncode == 1
    assert rows_of_everything() == before
