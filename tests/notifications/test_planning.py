"""Planning: each at their own hour, in their own zone, on working days, once; what is urgent at once."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from core.models import CalendarDay
from notifications import sources
from notifications.models import Choice, Delivery, DeliveryItem, Notification, Preference, Webhook
from notifications.reach import timetables_of, zones_of
from notifications.services import announce, mark_all_read, plan_deliveries, tell_by_timetable
from notifications.services.wishes import save_preference
from organizations.models import Role, TimeZone

from ..factories import NOW, TODAY, make_member, make_organization
from .telling import deliver, reminder, tell

MOSCOW = ZoneInfo("Europe/Moscow")
State = Delivery.State


def moscow(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=MOSCOW)


def moments() -> dict[str, str]:
    """recipient -> when their only message goes out, in Moscow."""
    return {
        delivery.recipient.email: f"{delivery.not_before.astimezone(MOSCOW):%d.%m %H:%M}"
        for delivery in Delivery.objects.all()
    }


@pytest.fixture
def working_saturday(db):
    CalendarDay.objects.create(date=date(2026, 11, 21), kind=CalendarDay.Kind.WORKING, title="Перенос")


def test_a_day_gathers_into_one_message(world):
    tell(*(reminder(world.curator, world.a1, number) for number in (1, 2)), reminder(world.director, world.a1, 1))
    tell(reminder(world.curator, world.a1, 3))
    assert sorted(Delivery.objects.values_list("recipient__email", "key")) == [
        (world.curator.email, "digest:2026-11-16"),
        (world.director.email, "digest:2026-11-16"),
    ]
    assert Delivery.objects.get(recipient=world.curator).items.count() == 3


def test_what_comes_after_the_days_message_goes_out_on_the_next_day(world):
    tell(reminder(world.curator, world.a1, 1))
    assert deliver() == 1
    tell(reminder(world.curator, world.a1, 2))
    assert deliver() == 0
    assert deliver(NOW + timedelta(days=1)) == 1
    assert [delivery.key for delivery in Delivery.objects.order_by("pk")] == ["digest:2026-11-16", "digest:2026-11-17"]


def test_the_message_leaves_at_the_hour_of_the_person_on_their_own_day(world):
    east = make_organization("east", world.region, time_zone=TimeZone.VLADIVOSTOK)
    west = make_organization("west", world.region, time_zone=TimeZone.KALININGRAD)
    far = make_member(Role.CURATOR, make_organization("school-east", east))
    near = make_member(Role.CURATOR, make_organization("school-west", west))
    Preference.objects.create(user=world.director, digest_hour=18)
    Preference.objects.create(user=world.executor, digest_hour=8, time_zone=TimeZone.KAMCHATKA)
    people = (world.curator, world.director, world.executor, far, near)
    tell(*(reminder(person, world.a1) for person in people), at=moscow(TODAY, 0, 5))
    assert moments() == {
        world.curator.email: "16.11 08:00",
        world.director.email: "16.11 18:00",
        world.executor.email: "15.11 23:00",
        far.email: "16.11 01:00",
        near.email: "16.11 09:00",
    }


def test_in_the_far_east_a_day_begins_before_moscows(world):
    """At 20:05 of a Monday in Moscow it is 3:05 of Tuesday in Vladivostok."""
    world.a1.time_zone = TimeZone.VLADIVOSTOK
    world.a1.save()
    tell(reminder(world.curator, world.a1), at=moscow(TODAY, 20, 5))
    assert Delivery.objects.get().key == "digest:2026-11-17"
    assert moments() == {world.curator.email: "17.11 01:00"}


def test_each_organisation_is_swept_on_its_own_day(world, monkeypatch):
    world.north.time_zone = TimeZone.VLADIVOSTOK
    world.north.save()
    asked = [(world.curator, world.a1), (world.stranger, world.b1)]

    def due(day: date):
        for person, organization in asked:
            yield reminder(person, organization, moment=day)

    monkeypatch.setattr(sources, "_sources", {"test": due})
    tell_by_timetable(at=moscow(TODAY, 18))
    assert dict(Notification.objects.values_list("recipient__email", "moment")) == {
        world.curator.email: date(2026, 11, 17),
        world.stranger.email: date(2026, 11, 16),
    }


def test_the_zone_is_that_of_the_nearest_organisation_that_has_one(world):
    world.region.time_zone = TimeZone.OMSK
    world.region.save()
    world.south.time_zone = TimeZone.SAMARA
    world.south.save()
    assert zones_of([world.a1.path, world.b1.path, world.region.path]) == {
        world.a1.path: TimeZone.OMSK,
        world.b1.path: TimeZone.SAMARA,
        world.region.path: TimeZone.OMSK,
    }


def test_somebody_without_a_role_lives_in_the_time_of_the_product(world):
    assert str(timetables_of([world.nobody.pk])[world.nobody.pk].zone) == "Europe/Moscow"


@pytest.mark.parametrize(
    ("told_at", "leaves"),
    [
        (moscow(date(2026, 11, 20), 7), "20.11 08:00"),
        (moscow(date(2026, 11, 20), 12), "20.11 08:00"),  # this morning was missed: at the next sweep
        (moscow(date(2026, 11, 20), 19, 59), "20.11 08:00"),
        (moscow(date(2026, 11, 20), 20), "23.11 08:00"),  # Friday evening: on Monday
        (moscow(date(2026, 11, 21), 9), "23.11 08:00"),
        (moscow(date(2026, 12, 31), 21), "11.01 08:00"),  # over the New Year holidays and the weekend
    ],
)
def test_evenings_and_days_off_wait_for_the_next_working_morning(world, told_at, leaves):
    tell(reminder(world.curator, world.a1), at=told_at)
    assert moments() == {world.curator.email: leaves}


def test_a_working_saturday_is_a_working_day(world, working_saturday):
    tell(reminder(world.curator, world.a1), at=moscow(date(2026, 11, 20), 21))
    assert moments() == {world.curator.email: "21.11 08:00"}


def test_who_has_chosen_a_late_hour_hears_in_the_evening(world):
    Preference.objects.create(user=world.curator, digest_hour=22)
    tell(reminder(world.curator, world.a1), at=moscow(TODAY, 21))
    assert moments() == {world.curator.email: "16.11 22:00"}


def test_what_is_urgent_leaves_at_once_at_night_and_on_holidays(world, urgent_kind):
    night = moscow(date(2027, 1, 2), 3)
    tell(reminder(world.curator, world.a1, kind=urgent_kind), at=night)
    delivery = Delivery.objects.get()
    assert delivery.key == f"now:{Notification.objects.get().pk}"
    assert delivery.not_before == night


def test_after_three_days_without_power_everything_is_told_once_in_one_message(world):
    friday, monday = date(2026, 11, 20), date(2026, 11, 23)
    tell(reminder(world.curator, world.a1, 1, friday), reminder(world.curator, world.a1, 2), at=moscow(friday, 7))
    again = moscow(monday, 10)
    tell(reminder(world.curator, world.a1, 1, monday), reminder(world.curator, world.a1, 3), at=again)
    assert deliver(again) == 1
    told = DeliveryItem.objects.values_list("notification__subject", "notification__moment")
    assert sorted(told) == [("thing:1", monday), ("thing:2", TODAY), ("thing:3", TODAY)]
    tell(reminder(world.curator, world.a1, 4), at=again)
    assert deliver(again) == 0  # one a day
    assert deliver(again + timedelta(days=1)) == 1


def test_two_sweeps_one_after_another_plan_nothing_twice(world):
    for _sweep in range(2):
        tell(reminder(world.curator, world.a1))
    assert DeliveryItem.objects.count() == 1


def test_what_is_done_before_the_message_leaves_is_taken_out_of_it(world, monkeypatch):
    asked = [1, 2]

    def due(day: date):
        return [reminder(world.curator, world.a1, number, TODAY, due=day) for number in asked]

    monkeypatch.setattr(sources, "_sources", {"test": due})
    tell_by_timetable(at=moscow(TODAY, 5))
    asked.remove(1)
    tell_by_timetable(at=moscow(TODAY, 6))
    assert [item.notification.subject for item in DeliveryItem.objects.all()] == ["thing:2"]
    assert Notification.objects.count() == 2


def test_what_is_to_be_done_after_all_is_in_the_message_again(world, monkeypatch):
    asked = [1, 2]

    def due(day: date):
        return [reminder(world.curator, world.a1, number, TODAY, due=day) for number in asked]

    monkeypatch.setattr(sources, "_sources", {"test": due})
    for hour, now_asked in ((5, [1, 2]), (6, [2]), (7, [1, 2]), (8, [1, 2])):
        asked[:] = now_asked
        tell_by_timetable(at=moscow(TODAY, hour))
    assert sorted(item.notification.subject for item in DeliveryItem.objects.all()) == ["thing:1", "thing:2"]
    assert not Notification.objects.filter(taken_out=True).exists()


def test_a_faulty_source_silences_no_other_and_takes_nothing_out(world, monkeypatch, caplog):
    def due(day: date):
        yield reminder(world.curator, world.a1, 1, TODAY, due=day)

    def faulty(day: date):
        raise ValueError("Тайнова")

    monkeypatch.setattr(sources, "_sources", {"one": due})
    tell_by_timetable(at=moscow(TODAY, 5))
    late = reminder(world.director, world.a1, 2, TODAY, due=TODAY)
    monkeypatch.setattr(sources, "_sources", {"one": faulty, "two": lambda day: [late]})
    with pytest.raises(sources.SourcesFailed):
        tell_by_timetable(at=moscow(TODAY, 6))
    assert sorted(item.notification.subject for item in DeliveryItem.objects.all()) == ["thing:1", "thing:2"]
    assert "ValueError" in caplog.text and "Тайнова" not in caplog.text


def test_a_clock_set_back_over_midnight_takes_nothing_out(world, monkeypatch):
    def due(day: date):
        yield reminder(world.curator, world.a1, 1, moment=day, due=day)

    monkeypatch.setattr(sources, "_sources", {"test": due})
    tell_by_timetable(at=moscow(TODAY + timedelta(days=1), 0, 30))
    tell_by_timetable(at=moscow(TODAY, 23, 30))
    assert date(2026, 11, 17) in DeliveryItem.objects.values_list("notification__moment", flat=True)


def test_a_new_hour_moves_what_waits(world):
    tell(reminder(world.curator, world.a1), at=moscow(TODAY, 7))
    chosen = Preference(user=world.curator, digest_hour=16, time_zone=TimeZone.OMSK)
    save_preference(chosen, {}, by=world.curator, at=moscow(TODAY, 7, 30))
    assert moments() == {world.curator.email: "16.11 13:00"}


def test_what_was_read_in_the_inbox_and_who_has_left_need_no_message(world):
    announce([reminder(world.curator, world.a1), reminder(world.director, world.a1)], at=NOW)
    mark_all_read(world.curator, at=NOW)
    world.director.is_active = False
    world.director.save()
    plan_deliveries(at=NOW)
    assert not Delivery.objects.exists()
    assert not Notification.objects.unplanned().exists()


def test_an_optional_kind_can_be_switched_off_and_a_duty_cannot(world, optional_kind):
    for kind in (optional_kind, "test"):
        Choice.objects.create(user=world.curator, kind=kind, channel="email", wanted=False)
    tell(reminder(world.curator, world.a1, 1, kind=optional_kind), reminder(world.curator, world.a1, 2))
    assert [item.notification.subject for item in DeliveryItem.objects.all()] == ["thing:2"]


def test_the_messenger_is_used_by_those_who_have_asked_and_are_covered(world):
    Webhook.objects.create(title="Бот", organization=world.north, url="https://bot.example/", secret="s")
    for user in (world.curator, world.stranger):
        Choice.objects.create(user=user, kind="test", channel="webhook", wanted=True)
    people = (world.curator, world.stranger, world.director)
    tell(*(reminder(person, world.a1) for person in people))
    assert [delivery.recipient for delivery in Delivery.objects.filter(channel="webhook")] == [world.curator]
    assert Delivery.objects.filter(channel="email").count() == 3


def test_asked_for_now_everything_leaves_now_even_twice_a_day(world):
    sunday = date(2026, 11, 22)
    for number in (1, 2):
        announce([reminder(world.curator, world.a1, number)], at=moscow(sunday, 3))
        plan_deliveries(at=moscow(sunday, 3), for_day=sunday)
        assert deliver(moscow(sunday, 3)) == 1
    assert [delivery.key for delivery in Delivery.objects.order_by("pk")] == [
        "digest:2026-11-22",
        "digest:2026-11-22.2",
    ]


def test_a_batch_of_people_takes_the_same_queries_however_many_they_are(world, django_assert_num_queries):
    def told_to(number: int) -> None:
        people = [make_member(Role.EXECUTOR, world.a1, f"e{number}-{n}@a1.example") for n in range(number)]
        announce([reminder(person, world.a1, n) for person in people for n in range(3)], at=NOW)

    told_to(2)
    with django_assert_num_queries(16) as few:
        plan_deliveries(at=NOW)
    told_to(12)
    with django_assert_num_queries(len(few)):
        plan_deliveries(at=NOW)
