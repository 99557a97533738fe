"""The inbox: one's own, read, opened in the organisation it belongs to."""

from datetime import date

from django.urls import reverse

from notifications.models import Notification
from notifications.services import announce, gather_letters
from organizations.models import Membership, Role

from ..factories import NOW
from .test_letters import reminder


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


def test_the_outbox_is_the_administrators(as_role, world):
    tell(world.curator, world.a1)
    gather_letters(date(2026, 11, 16))
    page = as_role("administrator").get(reverse("notifications:letters")).content.decode()
    assert world.curator.last_name in page
    assert as_role("curator").get(reverse("notifications:letters")).status_code == 403
