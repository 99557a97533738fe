"""Many people who must hear of something, made in a few queries."""

from datetime import datetime, timedelta

from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.utils import timezone

from notifications.models import Delivery
from notifications.services import Reminder, announce, plan_deliveries
from organizations.models import Organization, Role, User
from roadmaps.models import Activity, Occurrence, Roadmap
from roadmaps.services.occurrences import generate_occurrences

from ..factories import PASSWORD, make_member, make_roadmap

State = Delivery.State
HASH = PBKDF2PasswordHasher().encode(PASSWORD, "salt", iterations=1)  # as production reads it, and made at once


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


def due_today(world) -> tuple[Occurrence, list[User]]:
    """An activity of school `a1` that falls due today, and who must hear of it: its curators."""
    today = timezone.localdate()
    period = {"period_from": today - timedelta(days=30), "period_to": today + timedelta(days=30)}
    roadmap = make_roadmap(world.a1, activities=1, state=Roadmap.State.APPROVED, **period)
    Activity.objects.filter(section__roadmap=roadmap).update(deadline=f"до {today:%d.%m.%Y}")
    generate_occurrences(roadmap)
    curators = [make_member(Role.CURATOR, world.a1, f"curator{n}@a1.example") for n in range(3)]
    return Occurrence.objects.get(), [world.curator, *curators]
