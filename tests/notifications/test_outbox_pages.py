"""The administrator's outbox: what waits, what has gone, what was given up and why; sending it again."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from core.models import AuditEntry
from core.states import ForbiddenMove
from notifications.models import Delivery, DeliveryItem
from notifications.services.resending import retry_delivery, retry_failed
from organizations.models import Membership, Role

from ..factories import NOW, TODAY, make_member
from .test_inbox import tell

LIST, RETRY_ALL = reverse("notifications:deliveries"), reverse("notifications:deliveries_retry")
State = Delivery.State
REFUSED, SILENT = "сервер не принимает адрес", "сервер не отвечает"


def make_delivery(user, number: int = 1, **fields) -> Delivery:
    fields = {"channel": "email", "state": State.WAITING, "not_before": NOW} | fields
    return Delivery.objects.create(recipient=user, key=f"now:{number}", **fields)


def hold(delivery: Delivery, *notifications) -> None:
    for notification in notifications:
        DeliveryItem.objects.create(delivery=delivery, notification=notification, channel=delivery.channel)


@pytest.fixture
def outbox(world) -> list[Delivery]:
    """One in each state, the given up one twice."""
    sent = {"state": State.SENT, "sent_at": NOW}
    return [
        make_delivery(world.curator, 1),
        make_delivery(world.curator, 2, state=State.SENDING, claimed_at=NOW),
        make_delivery(world.curator, 3, **sent),
        make_delivery(world.director, 4, state=State.FAILED, error=REFUSED, attempts=5),
        make_delivery(world.stranger, 5, state=State.FAILED, error=SILENT, attempts=5, channel="webhook"),
        make_delivery(world.curator, 6, state=State.NEEDLESS),
    ]


def numbers(response) -> list[int]:
    return [row.record.pk for row in response.context["table"].paginated_rows]


def counts(response) -> list[int]:
    return [tab.count for tab in response.context["tabs"]]


def test_the_tabs_tell_how_many_are_in_each_state(as_role, outbox):
    response = as_role("administrator").get(LIST)
    assert counts(response) == [6, 2, 1, 2, 1]  # all, waiting, sent, given up, not needed
    assert len(numbers(response)) == 6


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({"state": "waiting"}, {0, 1}),
        ({"state": "sent"}, {2}),
        ({"state": "failed"}, {3, 4}),
        ({"state": "failed", "channel": "webhook"}, {4}),
        ({"q": "director мария"}, {3}),
        ({"on": "2026-11-16"}, {0, 1, 2, 3, 4, 5}),
        ({"on": "2026-11-17"}, set()),
        ({"state": "no such"}, {0, 1, 2, 3, 4, 5}),
    ],
)
def test_the_list_is_narrowed(as_role, outbox, query, shown):
    assert set(numbers(as_role("administrator").get(LIST, query))) == {outbox[index].pk for index in shown}


def test_the_tabs_heed_the_other_filters(as_role, outbox):
    assert counts(as_role("administrator").get(LIST, {"state": "failed", "channel": "webhook"})) == [1, 0, 0, 1, 0]


def test_reasons_are_said_in_words(as_role, outbox):
    page = as_role("administrator").get(LIST)
    assert set(page.context["reasons"]) == {(REFUSED, 1), (SILENT, 1)}
    assert REFUSED.capitalize() in page.content.decode()


def test_an_administrator_of_a_region_sees_its_people_only(client, world, outbox):
    other = make_member(Role.ADMINISTRATOR, world.south, "it@south.example")
    client.force_login(other)
    assert numbers(client.get(LIST)) == [outbox[4].pk]
    assert client.get(reverse("notifications:delivery", args=[outbox[3].pk])).status_code == 404


def test_what_it_holds_is_shown_of_ones_own_organisations_only(client, world):
    """Somebody with a role in two municipalities: the administrator of one reads nothing of the other."""
    Membership.objects.create(user=world.stranger, organization=world.a1, role=Role.EXECUTOR, since=TODAY)
    delivery = make_delivery(world.stranger)
    hold(delivery, tell(world.stranger, world.b1, 1), tell(world.stranger, world.a1, 2))
    client.force_login(make_member(Role.ADMINISTRATOR, world.south, "it@south.example"))
    page = client.get(reverse("notifications:delivery", args=[delivery.pk]))
    assert "Дело 1" in page.content.decode()
    assert "Дело 2" not in page.content.decode()
    assert page.context["others"] == 1
    assert "Дело" not in client.get(LIST).content.decode()


def test_one_is_sent_again(as_role, outbox):
    as_role("administrator").post(reverse("notifications:delivery_retry", args=[outbox[3].pk]))
    outbox[3].refresh_from_db()
    assert (outbox[3].state, outbox[3].attempts, outbox[3].error) == (State.WAITING, 0, "")
    assert AuditEntry.objects.filter(verb="delivery.retried").exists()


@pytest.mark.parametrize("state", [State.WAITING, State.SENDING, State.SENT, State.NEEDLESS])
def test_only_what_was_given_up_is_sent_again(world, state):
    delivery = make_delivery(world.curator, state=state)
    with pytest.raises(ForbiddenMove):
        retry_delivery(delivery, by=world.administrator, at=NOW)
    assert retry_failed(Delivery.objects.all(), by=world.administrator, at=NOW) == 0
    assert not AuditEntry.objects.exists()


def test_all_that_was_given_up_is_sent_again_and_nothing_else(world, outbox):
    later = NOW + timedelta(hours=1)
    assert retry_failed(Delivery.objects.all(), by=world.administrator, at=later) == 2
    assert set(Delivery.objects.filter(not_before=later)) == {outbox[3], outbox[4]}
    assert Delivery.objects.waiting().count() == 3
    assert AuditEntry.objects.get(verb="delivery.all_retried").changes == {"count": 2}


def test_sending_again_keeps_to_the_filters(as_role, outbox):
    client = as_role("administrator")
    question = client.get(RETRY_ALL, {"channel": "webhook"})
    assert f"{SILENT} – 1" in question.context["text"]
    assert REFUSED not in question.context["text"]
    client.post(RETRY_ALL + "?channel=webhook")
    assert [Delivery.objects.get(pk=outbox[index].pk).state for index in (3, 4)] == [State.FAILED, State.WAITING]


def test_sending_again_of_a_region_leaves_the_others_alone(client, world, outbox):
    client.force_login(make_member(Role.ADMINISTRATOR, world.south, "it@south.example"))
    client.post(RETRY_ALL)
    assert [Delivery.objects.get(pk=outbox[index].pk).state for index in (3, 4)] == [State.FAILED, State.WAITING]


def test_the_outbox_asks_as_many_queries_for_many_as_for_few(as_role, world, django_assert_num_queries):
    client = as_role("administrator")
    make_delivery(world.curator)
    client.get(LIST)
    with django_assert_num_queries(11) as few:
        client.get(LIST)
    for number in range(2, 60):
        hold(make_delivery(world.curator, number, state=State.FAILED), tell(world.curator, world.a1, number))
    with django_assert_num_queries(len(few.captured_queries)):
        client.get(LIST)
    assert len(numbers(client.get(LIST))) == 25


def test_the_list_is_taken_away_as_a_file_in_local_time(as_role, outbox):
    response = as_role("administrator").get(LIST, {"download": "xlsx", "state": "failed", "channel": "email"})
    sheet = load_workbook(BytesIO(response.getvalue())).active
    row = next(row for row in sheet.iter_rows(values_only=True) if row[0] and "director@" in str(row[0]))
    assert row[0] == f"{outbox[3].recipient}, {outbox[3].recipient.email}"
    assert row[4] == NOW.replace(tzinfo=None)
    assert len(row) == 5  # no column of buttons
