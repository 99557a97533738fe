"""Every role of the demo follows every link and sends every form as it stands: no error, no name of another place."""

import pytest

from mentorship.demo.loading import ACCOUNTS
from organizations.models import User
from participants.models import Person

from .walk import walk

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["curator", "director", "executor", "methodist", "region", "admin"])
def test_every_role_follows_every_link_and_sends_every_form(demo, demo_files, client, settings, role):
    settings.MEDIA_ROOT = demo_files
    user = User.objects.get(email=next(email for email in ACCOUNTS if email.startswith(role)))
    foreign = names_outside(user)
    assert len(foreign) > 100
    client.force_login(user)
    for step in walk(client, most=45):
        where = f"{step.method} {step.path}"
        assert step.answer.status_code < 400, where
        assert not {name for name in foreign if name.encode() in step.body}, where


def names_outside(user: User) -> set[str]:
    """Of people of other institutions; those who have a namesake in one's own, or sign in themselves, are left out."""
    people = Person.objects.values_list("last_name", "first_name", "organization")
    own = user.acting.organization_id
    known = {f"{one.last_name} {one.first_name}" for one in User.objects.all()}
    known |= {f"{last} {first}" for last, first, organization in people if organization == own}
    return {f"{last} {first}" for last, first, organization in people if organization != own} - known
