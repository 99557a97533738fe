"""The simple electronic signature: once more the password, or a code of the second factor.

allauth checks either, limits how often one may try, and records the failures.
"""

from allauth.account.forms import ReauthenticateForm
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.mfa.base.forms import ReauthenticateForm as SecondFactorForm
from allauth.mfa.utils import is_mfa_enabled
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class SignatureForm(forms.Form):
    """Valid once the person has proved who they are; `record` then keeps the proof."""

    password = forms.CharField(
        label=_("Your password"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    code = forms.CharField(
        label=_("Or a code of the second factor"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.proof = None
        if not is_mfa_enabled(user):
            del self.fields["code"]

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        if cleaned.get("code"):
            self._prove("code", SecondFactorForm(user=self.user, data={"code": cleaned["code"]}))
        elif cleaned.get("password"):
            self._prove("password", ReauthenticateForm(user=self.user, data={"password": cleaned["password"]}))
        else:
            self.add_error("password", _("Enter your password: it stands for your signature."))
        return cleaned

    def record(self, request: HttpRequest) -> None:
        """After the signing: the session remembers when and how the person proved who they are."""
        if self.cleaned_data.get("code"):
            self.proof.save()
        else:
            reauthenticate_by_password(request)

    def _prove(self, field: str, proof: forms.Form) -> None:
        if proof.is_valid():
            self.proof = proof
            return
        for messages in proof.errors.values():
            self.add_error(field, messages)
