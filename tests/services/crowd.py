"""Many people who must hear of something, made in a few queries."""

from datetime import datetime

from notifications.models import Delivery
from notifications.services import Reminder, announce, plan_deliveries
from organizations.models import Organization, User

State = Delivery.State


def make_crowd(size: int) -> list[User]:
    return User.objects.bulk_create(
        User(email=f"person{number}@crowd.example", last_name=f"Человек {number}", first_name="Анна", password="!")
        for number in range(size)
    )


def tell(people: list[User], organization: Organization, *, at: datetime, subject: str = "test:1") -> None:
    """Everybody hears of one thing; their letters of that day are ready to leave."""
    announce(
        [
            Reminder(
                kind="roadmaps.deadline",
                subject=subject,
                recipient_id=person.pk,
                organization_id=organization.pk,
                moment=at.date(),
                title="Приказ о наставничестве",
                text="",
                url="/",
            )
            for person in people
        ],
        at=at,
    )
    plan_deliveries(at=at, for_day=at.date())


def states() -> set[str]:
    return set(Delivery.objects.values_list("state", flat=True))


def all_sent() -> bool:
    return states() == {State.SENT}
