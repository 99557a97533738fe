"""Who may give which role where, and do what with an organisation: the whole table."""

import pytest

from organizations.models import Invitation, Membership, Organization, Role
from organizations.rules import grantable_roles

from ..factories import TODAY, make_member

C, D, E, M, R, A = Role.CURATOR, Role.DIRECTOR, Role.EXECUTOR, Role.METHODOLOGIST, Role.COORDINATOR, Role.ADMINISTRATOR
GRANTS = {
    # who               whole  region        north       a1         a2
    "administrator": ({A}, {R, D, E, A}, {M, D, E}, {C, D, E}, {C, D, E}),
    "coordinator": (set(), set(), set(), set(), set()),
    "methodologist": (set(), set(), set(), {C, D}, {C, D}),
    "head": (set(), set(), {M, E}, set(), set()),
    "director": (set(), set(), set(), {C, E}, set()),
    "curator": (set(), set(), set(), {E}, set()),
    "executor": (set(), set(), set(), set(), set()),
    "stranger": (set(), set(), set(), set(), set()),
    "nobody": (set(), set(), set(), set(), set()),
}


@pytest.mark.parametrize("name", GRANTS)
def test_who_gives_which_role_where(world, name):
    places = (None, world.region, world.north, world.a1, world.a2)
    assert tuple(set(grantable_roles(world.people[name].acting, place)) for place in places) == GRANTS[name]


def test_the_administrator_of_a_region_gives_roles_in_it_and_not_above(world):
    regional = make_member(A, world.region, "regional@example.org").acting
    assert A in grantable_roles(regional, world.region)
    assert C in grantable_roles(regional, world.a1)
    assert not grantable_roles(regional, None)


@pytest.mark.parametrize("name", GRANTS)
def test_a_role_is_ended_and_an_invitation_revoked_by_whoever_may_give_it(world, name):
    user = world.people[name]
    membership = Membership(user=world.executor, organization=world.a1, role=E, since=TODAY)
    invitation = Invitation(organization=world.a1, role=E)
    may = E in GRANTS[name][3]
    assert user.has_perm("organizations.end_membership", membership) == may
    assert user.has_perm("organizations.change_invitation", invitation) == may


RIGHTS = {
    # who              change       secure       close        move    of region, north, a1, b1
    "administrator": ("1111", "1111", "1111", "1111"),
    "coordinator": ("0000", "0000", "0000", "0000"),
    "methodologist": ("0010", "0000", "0010", "0000"),
    "head": ("0100", "0100", "0000", "0000"),
    "director": ("0010", "0010", "0000", "0000"),
    "curator": ("0000", "0000", "0000", "0000"),
    "executor": ("0000", "0000", "0000", "0000"),
    "nobody": ("0000", "0000", "0000", "0000"),
}


@pytest.mark.parametrize("name", RIGHTS)
def test_who_changes_which_organisation(world, name):
    user = world.people[name]
    organizations = (world.region, world.north, world.a1, world.b1)
    for verb, expected in zip(("change", "secure", "close", "move"), RIGHTS[name], strict=True):
        rights = [user.has_perm(f"organizations.{verb}_organization", one) for one in organizations]
        assert rights == [flag == "1" for flag in expected], verb


def test_nobody_closes_the_ground_under_their_own_feet(world):
    regional = make_member(A, world.region, "regional@example.org")
    assert regional.has_perm("organizations.close_organization", world.north)
    assert not regional.has_perm("organizations.close_organization", world.region)
    assert not regional.has_perm("organizations.move_organization", Organization(pk=world.region.pk, path="0000001"))
