"""`manage.py invite_administrator`: how a new installation gets its first person."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from organizations.models import Invitation, Membership, Role, User
from organizations.services.people import end_membership, open_desk

from ..factories import NOW, TODAY, make_member
from .test_accepting import FILLED

ACCOUNTS = reverse("admin:organizations_user_changelist")


def test_the_printed_link_lets_the_administrator_in(client, db, capsys):
    call_command("invite_administrator", "Boss@example.org")
    link = capsys.readouterr().out.strip()
    assert client.post(link, FILLED).status_code == 302
    membership = Membership.objects.get(user__email="boss@example.org")
    assert (membership.role, membership.organization) == (Role.ADMINISTRATOR, None)
    assert client.get(ACCOUNTS).status_code == 200


def test_the_desk_of_accounts_closes_with_the_role_above_the_tree(client, world):
    leaving = make_member(Role.ADMINISTRATOR, None, email="leaving@example.example")
    open_desk(leaving, is_open=True)
    end_membership(leaving.memberships.get(), ended_on=TODAY, by=world.administrator, at=NOW)
    client.force_login(User.objects.get(pk=leaving.pk))
    assert client.get(ACCOUNTS).status_code == 302


@pytest.mark.parametrize("email", ["", "boss", "boss@", "administrator@example.example"])
def test_what_cannot_be_invited_is_said(world, email):
    with pytest.raises(CommandError) as refusal:
        call_command("invite_administrator", email)
    assert str(refusal.value)
    assert not Invitation.objects.exists()
