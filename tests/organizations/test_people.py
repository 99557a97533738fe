"""Ending a role, one's own profile, forbidding sign-in."""

from datetime import date, timedelta

import pytest

from core.audit import MASKED
from core.models import AuditEntry
from organizations.models import Membership, Role, User
from organizations.services.people import PeopleRefused, end_membership, save_profile
from organizations.services.sign_in import set_sign_in

from ..factories import NOW, TODAY, make_member


@pytest.fixture
def by_admin(world):
    return {"by": world.administrator, "at": NOW}


def role_of(user: User) -> Membership:
    return user.memberships.get()


def test_a_role_ends_and_the_person_acts_in_it_no_more(world, by_admin):
    end_membership(role_of(world.executor), ended_on=TODAY, **by_admin)
    assert User.objects.get(pk=world.executor.pk).acting is None
    entry = AuditEntry.objects.get(verb="membership.ended")
    assert (entry.scope, entry.changes) == (world.a1.path, {"ended_on": [None, "2026-11-16"]})


def test_it_ends_once(world, by_admin):
    membership = role_of(world.executor)
    end_membership(membership, ended_on=TODAY, **by_admin)
    with pytest.raises(PeopleRefused):
        end_membership(membership, ended_on=TODAY - timedelta(days=1), **by_admin)
    assert role_of(world.executor).ended_on == TODAY


@pytest.mark.parametrize("ended_on", [TODAY + timedelta(days=1), date(2020, 8, 31)])
def test_it_ends_neither_in_the_future_nor_before_it_began(world, by_admin, ended_on):
    with pytest.raises(PeopleRefused):
        end_membership(role_of(world.executor), ended_on=ended_on, **by_admin)


def test_the_last_administrator_stays(world, by_admin):
    with pytest.raises(PeopleRefused):
        end_membership(role_of(world.administrator), ended_on=TODAY, **by_admin)
    make_member(Role.ADMINISTRATOR, None, "second@example.org")
    end_membership(role_of(world.administrator), ended_on=TODAY, **by_admin)


def test_an_administrator_who_may_not_sign_in_does_not_count(world, by_admin):
    second = make_member(Role.ADMINISTRATOR, None, "second@example.org")
    set_sign_in(second, allowed=False, **by_admin)
    with pytest.raises(PeopleRefused):
        end_membership(role_of(world.administrator), ended_on=TODAY, **by_admin)
    with pytest.raises(PeopleRefused):
        set_sign_in(world.administrator, allowed=False, **by_admin)


def test_the_administrator_of_a_region_may_leave(world, by_admin):
    regional = make_member(Role.ADMINISTRATOR, world.region, "regional@example.org")
    end_membership(role_of(regional), ended_on=TODAY, **by_admin)


def test_sign_in_is_forbidden_and_allowed_once_each(world, by_admin):
    for allowed in (False, False, True, True):
        set_sign_in(world.curator, allowed=allowed, **by_admin)
    verbs = AuditEntry.objects.order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["user.forbidden", "user.allowed"]


def test_a_profile_is_saved_and_the_telephone_is_masked_in_the_trail(world):
    world.curator.last_name, world.curator.phone = "Новикова", "+7 900 000-00-00"
    save_profile(world.curator, by=world.curator, at=NOW)
    entry = AuditEntry.objects.get(verb="user.changed")
    assert entry.changes == {"last_name": ["Curator", "Новикова"], "phone": MASKED}
    save_profile(world.curator, by=world.curator, at=NOW)
    assert AuditEntry.objects.count() == 1
