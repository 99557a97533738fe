"""How django-allauth behaves here: nobody signs up by themselves, people come by invitation."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import context

from core.sessions import renew

from .models import User


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request) -> bool:
        return False

    def pre_login(self, request, user, **kwargs):
        """Tells allauth that the account's address is proved, by the invitation or by whoever made the account.

        Otherwise a change of address, even to a mistyped one, would take the old address away at once.
        """
        EmailAddress.objects.update_or_create(
            user=user, email=user.email, defaults={"primary": True, "verified": True}
        )
        return super().pre_login(request, user, **kwargs)

    def reauthenticate(self, user, password: str) -> bool:
        proved = super().reauthenticate(user, password)
        if proved:
            renew(context.request.session)
        return proved

    def confirm_email(self, request, email_address) -> bool:
        """Answers the letter about a new address, unless it belongs to another person's account."""
        others = User.objects.filter(email__iexact=email_address.email).exclude(pk=email_address.user_id)
        return not others.exists() and super().confirm_email(request, email_address)
