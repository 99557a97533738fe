"""What the tests of notifications tell people, and how it leaves."""

from datetime import date, datetime

from notifications.services import Reminder, announce, deliver_batch, plan_deliveries

from ..factories import NOW, TODAY


def reminder(user, organization, number=1, moment=TODAY, kind="test", due: date | None = None) -> Reminder:
    return Reminder(
        kind=kind,
        subject=f"thing:{number}",
        recipient_id=user.pk,
        organization_id=organization.pk,
        moment=moment,
        title=f"Дело {number} <b>важное</b>",
        text="Дорожная карта",
        url=f"/roadmaps/{number}/",
        due=due,
    )


def tell(*reminders: Reminder, at: datetime = NOW) -> None:
    """Announced and planned, not sent."""
    announce(reminders, at=at)
    plan_deliveries(at=at)


def deliver(at: datetime = NOW) -> int:
    """How many messages have left."""
    sent = 0
    while outcome := deliver_batch(at=at):
        sent += len(outcome.sent)
    return sent + len(outcome.sent)
