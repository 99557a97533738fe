"""Home: for each role what it is for, nothing of others, and the same number of queries for few rows and for many."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.calendar import SchoolYear
from organizations.models import Membership, Role, User
from roadmaps.models import Activity, Decision, EventBinding, Responsible, Roadmap
from roadmaps.services.approval import submit_roadmap
from roadmaps.services.imports import abandon_import
from roadmaps.services.occurrences import generate_occurrences

from .factories import make_member, make_organization, make_roadmap
from .roadmaps.uploads import read


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def in_force(world, today):
    """`in_force(organization, days=[-3, 5])`: its approved roadmap of this school year, an activity for each day."""

    def make(organization, days: list[int], **fields) -> Roadmap:
        year = SchoolYear.of(today)
        period = {"period_from": year.starts, "period_to": year.ends + timedelta(days=60)}
        roadmap = make_roadmap(
            organization, activities=len(days), state=Roadmap.State.APPROVED, **{**period, **fields}
        )
        for activity, day in zip(Activity.objects.filter(section__roadmap=roadmap), days, strict=True):
            activity.deadline = f"{today + timedelta(days=day):%d.%m.%Y}"
            activity.save()
            Responsible.objects.create(activity=activity, kind="text", text=f"Ответственный {activity.number}")
        generate_occurrences(roadmap)
        return roadmap

    return make


def home_of(client) -> str:
    return client.get(reverse("home")).content.decode()


def activity_of(roadmap: Roadmap, number: str) -> Activity:
    return Activity.objects.get(section__roadmap=roadmap, number=number)


def test_a_curator_sees_what_is_late_and_coming_and_marks_it_done_from_there(as_role, world, in_force):
    roadmap = in_force(world.a1, [-3, 5, 45])
    in_force(world.b1, [-3], title="Чужая")
    page = home_of(as_role("curator"))
    for number, shown in (("1.1", True), ("1.2", True), ("1.3", False)):
        occurrence = activity_of(roadmap, number).occurrences.get()
        done = reverse("roadmaps:occurrence_done", args=[occurrence.pk])
        assert (f"{done}?back=home" in page) is shown
    assert "Чужая" not in page


def test_a_curator_sees_why_a_roadmap_came_back(as_role, world, today):
    roadmap = make_roadmap(world.a1, state=Roadmap.State.RETURNED)
    Decision.objects.create(roadmap=roadmap, kind="returned", by_name="Директор", at=timezone.now(), remark="Уточните")
    assert "Уточните" in home_of(as_role("curator"))


def test_a_deadline_nobody_can_read_asks_its_curator_for_dates(as_role, world, in_force):
    roadmap = in_force(world.a1, [5])
    Activity.objects.update(deadline="31.11.2026")
    dates = reverse("roadmaps:activity_dates", args=[activity_of(roadmap, "1.1").pk])
    assert dates in home_of(as_role("curator"))


def test_a_director_sees_what_to_sign_and_who_is_late(as_role, world, in_force):
    in_force(world.a1, [-3])
    submitted = make_roadmap(world.a1, title="На подпись директору")
    submit_roadmap(submitted, by=world.curator, at=timezone.now())
    page = home_of(as_role("director"))
    assert reverse("roadmaps:review", args=[submitted.pk]) in page
    assert str(world.curator) in page
    assert "Ответственный 1.1" in page


def test_an_executor_sees_only_their_own(as_role, world, in_force):
    roadmap = in_force(world.a1, [-3, 5])
    Responsible.objects.create(
        activity=activity_of(roadmap, "1.2"), kind="person", text="Executor", user=world.executor
    )
    page = home_of(as_role("executor"))
    assert activity_of(roadmap, "1.2").title in page
    assert activity_of(roadmap, "1.1").title not in page


def test_a_methodologist_sees_exceptions_of_the_own_institutions_only(as_role, world, in_force):
    late = in_force(world.a1, [-3])
    in_force(world.b1, [-3])
    page = home_of(as_role("methodologist"))
    assert late.get_absolute_url() in page
    assert world.a2.short_name in page  # has no roadmap
    assert world.b1.short_name not in page


def test_a_coordinator_sees_the_whole_region_by_municipality(as_role, world, in_force):
    in_force(world.a1, [-3])
    in_force(world.b1, [-3])
    page = home_of(as_role("coordinator"))
    assert world.b1.short_name in page
    assert world.south.short_name in page


def test_an_administrator_sees_where_nobody_works(as_role, world):
    page = home_of(as_role("administrator"))
    assert world.b2.short_name in page
    assert world.a1.short_name not in page


@pytest.mark.parametrize("superuser", [False, True])
def test_a_person_without_a_role_is_told_whom_to_ask(client, world, superuser):
    """A superuser has no right past the rules either: without a role there is nothing to act in."""
    User.objects.filter(pk=world.nobody.pk).update(is_superuser=superuser)
    client.force_login(User.objects.get(pk=world.nobody.pk))
    assert client.get(reverse("home")).status_code == 200
    assert client.get(reverse("roadmaps:list")).status_code == 403
    assert client.get(reverse("roadmaps:create")).status_code == 403


def test_a_curator_is_led_back_to_an_upload_that_is_not_finished(as_role, world):
    import_ = read(world)
    page = home_of(as_role("curator"))
    assert import_.get_absolute_url() in page
    assert import_.name in page
    for role in ("director", "executor", "methodologist", "stranger"):
        assert import_.get_absolute_url() not in home_of(as_role(role))
    abandon_import(import_, by=world.curator, at=timezone.now())
    assert import_.get_absolute_url() not in home_of(as_role("curator"))


@pytest.mark.parametrize("role", ["curator", "methodologist"])
def test_an_event_that_nobody_has_chosen_is_asked_for(as_role, world, in_force, role):
    roadmap = in_force(world.a1 if role == "curator" else world.north, [5, 9])
    activity = activity_of(roadmap, "1.1")
    Activity.objects.filter(pk=activity.pk).update(deadline="за две недели до районного слёта")
    choose = reverse("roadmaps:activity_events", args=[activity.pk])
    assert choose in home_of(as_role(role))
    [event] = Activity.objects.get(pk=activity.pk).schedule.events
    EventBinding.objects.create(activity=activity, event=event, source="order", parameter="approval")
    assert choose not in home_of(as_role(role))


def test_home_follows_the_membership_acted_as(as_role, world, in_force):
    in_force(world.b1, [-3], title="Вторая работа")
    second = Membership.objects.create(
        user=world.curator, organization=world.b1, role=Role.DIRECTOR, since=date(2026, 9, 1)
    )
    client = as_role("curator")
    assert "Вторая работа" not in home_of(client)
    client.post(reverse("organizations:switch"), {"membership": second.pk})
    assert "Вторая работа" in home_of(client)


QUERIES = {  # never more than 20
    "curator": 19,
    "director": 15,
    "executor": 10,
    "methodologist": 19,
    "coordinator": 18,
    "administrator": 11,
    "nobody": 4,
}


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("role", QUERIES)
def test_home_costs_the_same_for_few_rows_and_for_many(
    as_role, world, in_force, django_assert_num_queries, role, rows
):
    for number in range(rows):
        school = make_organization(f"extra-{number}", world.north)
        make_member(Role.CURATOR, school)
        in_force(school, [-3])
        for organization in (world.a1, world.north, world.region):
            in_force(organization, [-3, 5] * rows)
            for state in (Roadmap.State.RETURNED, Roadmap.State.SUBMITTED):
                roadmap = make_roadmap(organization, state=state)
                Decision.objects.create(roadmap=roadmap, kind=state, by_name="Кто-то", at=timezone.now())
    for activity in Activity.objects.filter(section__roadmap__organization=world.a1):
        Responsible.objects.create(activity=activity, kind="person", text="Executor", user=world.executor)
    client = as_role(role)
    with django_assert_num_queries(QUERIES[role]):
        home_of(client)
