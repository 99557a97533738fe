"""A mail server that refuses, hangs or breaks off, days without power, a clock set back: 0 lost, 0 sent twice.

The services are called as the tasks call them, with the time passed in, against a real SMTP server that counts.
"""

from datetime import date, datetime, timedelta

import pytest

from notifications.models import Delivery, Notification
from notifications.services import deliver_batch, sweep_by_timetable
from organizations.models import Role
from roadmaps.models import Responsible, Roadmap
from roadmaps.services.occurrences import generate_occurrences

from ..factories import NOW, make_member, make_roadmap, make_world
from .crowd import all_sent, make_crowd, states, tell
from .mailserver import serving

pytestmark = [pytest.mark.services, pytest.mark.timeout(60)]

State = Delivery.State
IN_ALL = 45  # two full batches and a bit
MINUTES = timedelta(minutes=1)


@pytest.fixture
def mail(settings):
    with serving() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, 0.5
        yield server


@pytest.fixture
def crowd(database_url):
    """People whose letters are ready to leave at NOW."""
    world = make_world()
    people = make_crowd(IN_ALL)
    tell(people, world.a1, at=NOW)
    return people


def send(at: datetime) -> None:
    """As the task does it: batch after batch."""
    while deliver_batch(at=at):
        pass


def send_for_a_day(after: datetime) -> None:
    """As the timetable does it, whenever the pause after one more refusal is over."""
    for minutes in (0, 5, 10, 40, 45, 220, 225, 940, 945, 24 * 60):
        send(after + minutes * MINUTES)


def test_an_address_refused_for_a_time_is_written_to_later(crowd, mail):
    shy = crowd[7].email
    mail.refusals[shy] = ["451 try again later"] * 3
    send(NOW)
    assert mail.recipients == {person.email for person in crowd} - {shy}
    send_for_a_day(NOW + 5 * MINUTES)
    assert mail.accepted.total() == IN_ALL
    assert all_sent()
    assert Delivery.objects.get(recipient=crowd[7]).attempts == 4


def test_an_address_refused_for_good_is_given_up_visibly_and_holds_nobody_up(crowd, mail):
    gone = crowd[7].email
    mail.refusals[gone] = ["550 no such user"] * 99
    send_for_a_day(NOW)
    assert mail.recipients == {person.email for person in crowd} - {gone}
    assert mail.doubles == 0
    given_up = Delivery.objects.exclude(state=State.SENT).get()
    assert (given_up.recipient.email, given_up.state) == (gone, State.FAILED)
    assert given_up.error


@pytest.mark.parametrize("fault", ["hangs", "drops"])
def test_a_server_that_hangs_or_breaks_off_half_way_gets_the_rest_later(crowd, mail, fault):
    setattr(mail, fault, 2)
    send(NOW)
    assert mail.count == 0
    assert states() == {State.WAITING}
    assert Delivery.objects.filter(attempts=0).count() == IN_ALL - 1  # the others have not been tried in vain
    send_for_a_day(NOW + 5 * MINUTES)
    assert mail.accepted.total() == IN_ALL
    assert mail.recipients == {person.email for person in crowd}
    assert all_sent()


def test_a_server_that_breaks_off_in_the_middle_has_accepted_the_first_ones_once(crowd, mail):
    assert deliver_batch(at=NOW)
    accepted = mail.count
    mail.drops = 1
    send(NOW)
    assert mail.count == accepted
    send_for_a_day(NOW + 5 * MINUTES)
    assert (mail.accepted.total(), mail.doubles) == (IN_ALL, 0)


def test_a_server_that_is_away_for_a_day(crowd, mail, settings):
    settings.EMAIL_PORT = 1
    send(NOW)
    assert states() == {State.WAITING}
    settings.EMAIL_PORT = mail.port
    send_for_a_day(NOW + timedelta(days=1))
    assert (mail.accepted.total(), mail.doubles) == (IN_ALL, 0)


def test_a_clock_set_back_an_hour_sends_nothing_again_and_loses_nothing(crowd, mail):
    assert deliver_batch(at=NOW)
    cut_off = Delivery.objects.waiting().first()
    Delivery.objects.filter(pk=cut_off.pk).update(state=State.SENDING, claimed_at=NOW, attempts=1)  # a worker dies
    before = mail.count
    send(NOW - 60 * MINUTES)
    assert mail.count == before  # their hour has not come by this clock
    send(NOW)
    send_for_a_day(NOW + 5 * MINUTES)
    assert (mail.accepted.total(), mail.doubles) == (IN_ALL, 0)
    assert all_sent()


@pytest.fixture
def duties(database_url) -> list[str]:
    """Five people, each with an activity due on a day of the outage of 13-15 April 2027 (Tuesday to Thursday)."""
    world = make_world()
    roadmap = make_roadmap(world.a1, activities=5, state=Roadmap.State.APPROVED)
    people = []
    for number, activity in enumerate(roadmap.sections.get().activities.all()):
        activity.deadline = f"до {13 + number % 3}.04.2027"
        activity.save()
        people.append(make_member(Role.EXECUTOR, world.a1, f"executor{number}@a1.example"))
        Responsible.objects.create(activity=activity, kind="person", text="-", user=people[-1])
    generate_occurrences(roadmap)
    return [person.email for person in people]


def morning(day: int) -> datetime:
    return datetime(2027, 4, day, 10, 0, tzinfo=NOW.tzinfo)


def test_three_days_without_power_are_made_up_for_once(duties, mail):
    sweep_by_timetable(at=morning(12))
    before = mail.accepted.copy()
    assert {recipient for _letter, recipient in before} >= set(duties)  # «tomorrow», «in a week»

    sweep_by_timetable(at=morning(16))
    made_up_for = mail.accepted - before
    assert {recipient for _letter, recipient in made_up_for} >= set(duties)
    assert mail.doubles == 0
    moments = Notification.objects.filter(recipient__email__in=duties, created_at=morning(16))
    assert set(moments.values_list("moment", flat=True)) == {date(2027, 4, day) for day in (13, 14, 15)}

    told = mail.count
    for minutes in (5, 60, 300):
        sweep_by_timetable(at=morning(16) + minutes * MINUTES)
    assert mail.count == told
