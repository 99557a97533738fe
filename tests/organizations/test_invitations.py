"""Inviting, and what may be done with an invitation; every exit."""

from datetime import date, timedelta

import pytest

from core.models import AuditEntry
from organizations.models import Invitation, Membership, Organization, Role, User
from organizations.services.invitations import (
    InvitationRefused,
    Newcomer,
    accept_invitation,
    invite_person,
    register_newcomer,
    resend_invitation,
    revoke_invitation,
)

from ..factories import NOW, PASSWORD

LATER = NOW + timedelta(days=15)
NEWCOMER = Newcomer("Белова", "Анна", "Ивановна", PASSWORD)


@pytest.fixture
def invite(world):
    def send(email="nova@example.org", role=Role.EXECUTOR, organization="a1", at=NOW) -> Invitation:
        place = organization and getattr(world, organization)
        invitation = Invitation(email=email, role=role, organization=place, position="педагог")
        return invite_person(invitation, by=world.administrator, at=at)

    return send


def test_an_invitation_is_good_for_two_weeks_and_its_letter_is_due(world, invite):
    invitation = invite(email=" Nova@Example.ORG ")
    assert invitation.email == "nova@example.org"
    assert invitation.expires_at == NOW + timedelta(days=14)
    assert invitation.letter_due_at == NOW
    assert AuditEntry.objects.get(verb="invitation.created").scope == world.a1.path


@pytest.mark.parametrize(
    ("role", "organization"),
    [("methodologist", "a1"), ("curator", "north"), ("administrator", "a1"), ("curator", None)],
)
def test_a_role_belongs_to_its_level(world, invite, role, organization):
    with pytest.raises(InvitationRefused):
        invite(role=role, organization=organization)


def test_nobody_is_invited_to_a_role_they_hold(world, invite):
    with pytest.raises(InvitationRefused):
        invite(email=world.curator.email.upper(), role=Role.CURATOR)
    invite(email=world.curator.email, role=Role.EXECUTOR)  # another role of the same person is fine


def test_nobody_is_invited_to_a_closed_organisation(world, invite):
    Organization.objects.filter(pk=world.a1.pk).update(closed_on=date(2026, 9, 1))
    world.a1.refresh_from_db()
    with pytest.raises(InvitationRefused):
        invite()


@pytest.mark.parametrize(("role", "organization"), [("executor", "a1"), ("administrator", None)])
def test_a_second_click_does_not_invite_twice(invite, role, organization):
    invite(role=role, organization=organization)
    with pytest.raises(InvitationRefused):
        invite(role=role, organization=organization)
    assert Invitation.objects.count() == 1


def test_a_new_invitation_replaces_an_expired_one(invite):
    old = invite()
    invite(at=LATER)
    old.refresh_from_db()
    assert old.revoked_at == LATER
    assert Invitation.objects.pending(LATER).count() == 1


def test_a_repeated_letter_renews_the_term(world, invite):
    invitation = invite()
    Invitation.objects.update(letter_due_at=None, sent_at=NOW, error="", attempts=3)
    resend_invitation(invitation, by=world.administrator, at=LATER)
    invitation.refresh_from_db()
    assert (invitation.letter_due_at, invitation.attempts) == (LATER, 0)
    assert invitation.expires_at == LATER + timedelta(days=14)


def test_two_clicks_repeat_the_letter_once(world, invite):
    invitation = invite()
    Invitation.objects.update(letter_due_at=None, sent_at=NOW)
    resend_invitation(invitation, by=world.administrator, at=NOW + timedelta(seconds=5))
    invitation.refresh_from_db()
    assert invitation.letter_due_at is None
    assert not AuditEntry.objects.filter(verb="invitation.resent").exists()


def test_a_revoked_invitation_is_neither_repeated_nor_revoked_again_nor_accepted(world, invite):
    invitation = invite(email=world.stranger.email)
    revoke_invitation(invitation, by=world.administrator, at=NOW)
    for act in (resend_invitation, revoke_invitation):
        with pytest.raises(InvitationRefused):
            act(invitation, by=world.administrator, at=NOW)
    with pytest.raises(InvitationRefused):
        accept_invitation(invitation, by=world.stranger, at=NOW)


def test_a_newcomer_gets_an_account_and_the_role(world, invite):
    membership = register_newcomer(invite(), NEWCOMER, at=NOW)
    user = User.objects.get(email="nova@example.org")
    assert user.check_password(PASSWORD)
    assert user.get_full_name() == "Белова Анна Ивановна"
    assert (membership.user, membership.organization, membership.position) == (user, world.a1, "педагог")
    assert set(AuditEntry.objects.values_list("verb", flat=True)) >= {"user.registered", "membership.began"}


def test_an_invitation_works_once(invite):
    invitation = invite()
    register_newcomer(invitation, NEWCOMER, at=NOW)
    with pytest.raises(InvitationRefused):
        register_newcomer(invitation, NEWCOMER, at=NOW)
    assert User.objects.filter(email=invitation.email).count() == 1


def test_an_account_that_has_appeared_meanwhile_is_not_overwritten(world, invite):
    invitation = invite()
    User.objects.create_user(invitation.email, "another-password", last_name="Первая", first_name="Анна")
    with pytest.raises(InvitationRefused):
        register_newcomer(invitation, NEWCOMER, at=NOW)
    assert User.objects.get(email=invitation.email).last_name == "Первая"
    invitation.refresh_from_db()
    assert invitation.accepted_at is None


def test_a_person_takes_a_second_role_elsewhere(world, invite):
    invitation = invite(email=world.stranger.email)
    membership = accept_invitation(invitation, by=world.stranger, at=NOW)
    assert membership.organization == world.a1
    assert world.stranger.memberships.current().count() == 2


def test_a_role_held_already_is_not_doubled(world, invite):
    invitation = invite(email=world.stranger.email)
    held = Membership.objects.create(
        user=world.stranger, organization=world.a1, role=Role.EXECUTOR, since=date(2026, 9, 1)
    )
    assert accept_invitation(invitation, by=world.stranger, at=NOW) == held


def test_somebody_else_does_not_take_the_role(world, invite):
    with pytest.raises(InvitationRefused):
        accept_invitation(invite(), by=world.stranger, at=NOW)


def test_an_expired_invitation_does_not_work(world, invite):
    with pytest.raises(InvitationRefused):
        accept_invitation(invite(email=world.stranger.email), by=world.stranger, at=LATER)


def test_an_invitation_to_a_school_closed_since_does_not_work(world, invite):
    invitation = invite(email=world.stranger.email)
    Organization.objects.filter(pk=world.a1.pk).update(closed_on=date(2026, 11, 16))
    invitation = Invitation.objects.get(pk=invitation.pk)
    assert not invitation.is_pending(NOW)
    with pytest.raises(InvitationRefused):
        accept_invitation(invitation, by=world.stranger, at=NOW)


def test_a_link_leads_to_its_invitation_and_no_forged_one_does(invite):
    invitation, other = invite(), invite(email="other@example.org")
    assert Invitation.objects.with_token(invitation.token).get() == invitation
    value, _, signature = invitation.token.rpartition(".")
    forged = [
        "", "x", ".", value, f"{value}.", f"{other.pk}-{value.split('-')[1]}.{signature}", invitation.token[:-1],
        f"{invitation.token}x", "1-1.aaaa", "\x00", "ж" * 300,
    ]  # fmt: skip
    for token in forged:
        assert not Invitation.objects.with_token(token).exists()


def test_the_link_of_a_row_with_a_reused_number_does_not_work(invite):
    """After a restored backup the same number may belong to another invitation."""
    invitation = invite()
    token = invitation.token
    Invitation.objects.filter(pk=invitation.pk).update(created_at=NOW + timedelta(hours=1))
    assert not Invitation.objects.with_token(token).exists()
