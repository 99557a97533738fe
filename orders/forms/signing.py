"""What the director decides on one page: sign here, sign on paper, return; and the person's own acquaintance."""

from allauth.account.forms import ReauthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as SecondFactorForm
from allauth.mfa.utils import is_mfa_enabled
from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DayField

from ..models import Order
from .register import ScanField

NUMBER = Order._meta.get_field("number").max_length


class DecisionForm(forms.Form):
    """A decision on what was read: `seen` is the revision of the order that the page showed."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id=f"{type(self).__name__.lower()}_%s", **kwargs)  # three of them on one page


class SignForm(DecisionForm):
    """The simple electronic signature: number, date and once more the password or a code of the second factor."""

    number = forms.CharField(label=_("Number of the order"), max_length=NUMBER, required=False)
    signed_on = DayField(label=_("Date of signing"))
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

    def __init__(self, *args, user, next_number: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.proof = None
        self.fields["number"].help_text = _("Empty: the next one in turn, %s.") % next_number
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

    def _prove(self, field: str, proof: forms.Form) -> None:
        """allauth checks, limits how often one may try, and records the failures."""
        if proof.is_valid():
            self.proof = proof
            return
        for messages in proof.errors.values():
            self.add_error(field, messages)


class PaperSignForm(DecisionForm):
    number = forms.CharField(label=_("Number of the order"), max_length=NUMBER)
    signed_on = DayField(label=_("Date of signing"))
    scan = ScanField(label=_("Scan"), required=False, help_text=_("PDF or pictures. It can be attached later."))


class ReturnForm(DecisionForm):
    remark = forms.CharField(
        label=_("What is to be corrected"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )


class MarkForm(forms.Form):
    on = DayField(label=_("Date on the sheet"))
