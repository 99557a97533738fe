"""What two people do at the same moment, on a real PostgreSQL: each thing happens once, the tree stays a tree."""

import threading
from collections.abc import Callable

import pytest
from django.core import mail
from django.db import connection

from core.errors import Refused
from organizations.models import Invitation, Membership, Organization, Role, User
from organizations.services import tree
from organizations.services.invitations import Newcomer, invite_person, register_newcomer
from organizations.services.letters import send_due_invitations
from organizations.services.people import end_membership
from organizations.services.tree import Decision

from ..factories import NOW, PASSWORD, TODAY, make_member, make_world

pytestmark = pytest.mark.services

DECISION = Decision(TODAY)


@pytest.fixture
def postgres_world(transactional_db):
    if connection.vendor != "postgresql":
        pytest.skip("needs a real PostgreSQL: script/services .venv/bin/pytest -m services")
    return make_world()


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each act returned, or the refusal that it raised."""
    gate, outcomes = threading.Barrier(len(acts)), [None] * len(acts)

    def run(number: int, act: Callable[[], object]) -> None:
        gate.wait()
        try:
            outcomes[number] = act()
        except Refused as refusal:
            outcomes[number] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return outcomes


def refusals(outcomes: list[object]) -> int:
    return sum(isinstance(outcome, Refused) for outcome in outcomes)


@pytest.fixture
def invitation(postgres_world):
    drafted = Invitation(email="nova@example.org", role=Role.CURATOR, organization=postgres_world.a1)
    return invite_person(drafted, by=postgres_world.administrator, at=NOW)


def test_an_invitation_lets_one_in(invitation):
    def come_in():
        fresh = Invitation.objects.select_related("organization").get(pk=invitation.pk)
        return register_newcomer(fresh, Newcomer("Белова", "Анна", "", PASSWORD), at=NOW)

    assert refusals(at_once(come_in, come_in, come_in)) == 2
    assert Membership.objects.filter(user__email="nova@example.org").count() == 1


def test_a_letter_is_sent_once_by_many_workers(invitation):
    assert sorted(at_once(*[lambda: send_due_invitations(at=NOW)] * 4)) == [0, 0, 0, 1]
    assert len(mail.outbox) == 1


def test_a_person_is_invited_once(postgres_world):
    def invite():
        drafted = Invitation(email="nova@example.org", role=Role.ADMINISTRATOR)
        return invite_person(drafted, by=postgres_world.administrator, at=NOW)

    assert refusals(at_once(invite, invite, invite)) == 2
    assert Invitation.objects.count() == 1


def test_two_last_administrators_do_not_end_each_other(postgres_world):
    make_member(Role.ADMINISTRATOR, None, "second@example.org")

    def end(membership: Membership):
        return lambda: end_membership(membership, ended_on=TODAY, by=membership.user, at=NOW)

    both = Membership.objects.filter(role=Role.ADMINISTRATOR).select_related("user")
    assert refusals(at_once(*map(end, both))) == 1
    assert Membership.objects.current().filter(role=Role.ADMINISTRATOR).count() == 1


def test_what_is_added_to_a_moving_municipality_moves_with_it(postgres_world):
    by = {"by": User.objects.get(email=postgres_world.administrator.email), "at": NOW}
    region = Organization(level="region", kind="authority", full_name="Южный край", short_name="Южный край")
    other = tree.create_organization(region, DECISION, **by)

    def move():
        tree.move_organization(postgres_world.north, DECISION, parent=other, **by)

    def add(number: int):
        school = {
            "level": "institution",
            "kind": "school",
            "full_name": f"Школа {number}",
            "short_name": f"Ш {number}",
        }
        parent = Organization.objects.get(pk=postgres_world.north.pk)
        return lambda: tree.create_organization(Organization(parent=parent, **school), DECISION, **by)

    assert refusals(at_once(move, *map(add, range(4)))) == 0
    for organization in Organization.objects.exclude(parent=None).select_related("parent"):
        assert organization.path == organization.parent.path + organization.own_path_step


def test_a_double_click_adds_one_organisation(postgres_world):
    def add():
        school = {"level": "institution", "kind": "school", "full_name": "Школа № 9", "short_name": "СОШ № 9"}
        organization = Organization(parent=postgres_world.north, **school)
        return tree.create_organization(organization, DECISION, by=postgres_world.administrator, at=NOW)

    assert refusals(at_once(add, add, add)) == 2
