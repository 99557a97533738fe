"""The inbox: one's own, read, opened in the organisation it belongs to."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse

from notifications.models import Notification
from notifications.services import announce, mark_read, undo_reading
from organizations.models import Membership, Role

from ..factories import NOW
from .telling import reminder

INBOX = reverse("notifications:inbox")


def tell(user, organization, number=1) -> Notification:
    announce([reminder(user, organization, number)], at=NOW)
    return Notification.objects.get(recipient=user, subject=f"thing:{number}")


def test_the_inbox_shows_ones_own_and_no_others(as_role, world):
    tell(world.curator, world.a1, 1)
    foreign = tell(world.director, world.a1, 2)
    page = as_role("curator").get(reverse("notifications:inbox")).content.decode()
    assert "Дело 1" in page
    assert foreign.title not in page


def test_opening_marks_read_and_leads_to_the_subject(as_role, world):
    notification = tell(world.curator, world.a1)
    response = as_role("curator").get(reverse("notifications:open", args=[notification.pk]))
    assert response.status_code == 302
    assert response.url == notification.url
    notification.refresh_from_db()
    assert notification.read_at


def test_opening_switches_to_the_membership_it_concerns(as_role, world):
    second = Membership.objects.create(
        user=world.curator, organization=world.b1, role=Role.EXECUTOR, since=date(2026, 9, 1)
    )
    notification = tell(world.curator, world.b1)
    client = as_role("curator")
    client.get(reverse("notifications:open", args=[notification.pk]))
    assert client.session["acting_membership"] == second.pk


def test_somebody_elses_notification_is_not_found(as_role, world):
    foreign = tell(world.director, world.a1)
    assert as_role("curator").get(reverse("notifications:open", args=[foreign.pk])).status_code == 404


def test_everything_can_be_marked_read_at_once(as_role, world):
    tell(world.curator, world.a1, 1)
    tell(world.curator, world.a1, 2)
    as_role("curator").post(reverse("notifications:read_all"))
    assert world.curator.notifications.unread().count() == 0


def test_reading_everything_can_be_taken_back(as_role, world):
    read_before = tell(world.curator, world.a1, 1)
    tell(world.curator, world.a1, 2)
    mark_read(read_before, at=NOW)
    client = as_role("curator")
    page = client.get(client.post(reverse("notifications:read_all")).url)
    assert page.context["just_read"] == 1
    client.post(reverse("notifications:undo_reading"), {"undo": page.context["undo"]})
    assert [one.subject for one in world.curator.notifications.unread()] == ["thing:2"]


@pytest.mark.parametrize("forged", ["", "2026-11-16T09:00:00+00:00", "a:b:c"])
def test_nothing_is_taken_back_by_a_forged_moment(as_role, world, forged):
    notification = tell(world.curator, world.a1)
    mark_read(notification, at=NOW)
    client = as_role("curator")
    client.post(reverse("notifications:undo_reading"), {"undo": forged})
    assert client.get(INBOX, {"undo": forged}).context["just_read"] == 0
    assert world.curator.notifications.unread().count() == 0


def test_undoing_leaves_other_people_alone(world):
    mark_read(tell(world.director, world.a1), at=NOW)
    assert undo_reading(world.curator, at=NOW) == 0
    assert world.director.notifications.unread().count() == 0


def test_a_line_is_marked_read_and_unread_where_it_stands(as_role, world):
    notification = tell(world.curator, world.a1)
    client = as_role("curator")
    url = reverse("notifications:mark", args=[notification.pk])
    assert (
        client.post(url, {"read": "1", "query": "unread=1"}).url == f"{INBOX}?unread=1#notification-{notification.pk}"
    )
    assert not world.curator.notifications.unread().exists()
    client.post(url, {"read": "0"})
    assert world.curator.notifications.unread().exists()


def test_htmx_gets_the_line_and_the_numbers(as_role, world):
    notification = tell(world.curator, world.a1, 1)
    tell(world.curator, world.a1, 2)
    url = reverse("notifications:mark", args=[notification.pk])
    part = as_role("curator").post(url, {"read": "1"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert f'id="notification-{notification.pk}"' in part
    assert '<span id="unread-in-tab" hx-swap-oob="true">1</span>' in part


def test_the_inbox_is_narrowed_to_a_kind_and_to_what_is_unread(as_role, world):
    tell(world.curator, world.a1, 1)
    announce([replace(reminder(world.curator, world.a1, 2), kind="other")], at=NOW)
    mark_read(world.curator.notifications.get(kind="other"), at=NOW)
    client = as_role("curator")

    def shown(query: dict) -> list[str]:
        return [one.subject for one in client.get(INBOX, query).context["page"]]

    assert shown({"kind": "other"}) == ["thing:2"]
    assert shown({"kind": "other", "unread": "1"}) == []
    assert len(shown({"kind": "no such kind"})) == 2


def test_notifications_stand_by_days(as_role, world):
    tell(world.curator, world.a1, 1)
    announce([reminder(world.curator, world.a1, 2)], at=NOW - timedelta(days=1))
    page = as_role("curator").get(INBOX).content.decode()
    assert page.index('id="day-2026-11-16"') < page.index('id="day-2026-11-15"')


def test_the_inbox_asks_as_many_queries_for_many_as_for_few(as_role, world, django_assert_num_queries):
    client = as_role("curator")
    tell(world.curator, world.a1, 0)
    with django_assert_num_queries(8) as few:
        client.get(INBOX)
    for number in range(1, 12):
        tell(world.curator, world.a1, number)
    with django_assert_num_queries(len(few.captured_queries)):
        client.get(INBOX)
