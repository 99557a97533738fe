"""`manage.py invite_administrator`: how a new installation gets its first person."""

import pytest
from django.core.management import CommandError, call_command

from organizations.models import Invitation, Membership, Role

from .test_accepting import FILLED


def test_the_printed_link_lets_the_administrator_in(client, db, capsys):
    call_command("invite_administrator", "Boss@example.org")
    link = capsys.readouterr().out.strip()
    assert client.post(link, FILLED).status_code == 302
    membership = Membership.objects.get(user__email="boss@example.org")
    assert (membership.role, membership.organization) == (Role.ADMINISTRATOR, None)


@pytest.mark.parametrize("email", ["", "boss", "boss@", "administrator@example.example"])
def test_what_cannot_be_invited_is_said(world, email):
    with pytest.raises(CommandError) as refusal:
        call_command("invite_administrator", email)
    assert str(refusal.value)
    assert not Invitation.objects.exists()
