"""What the director decides on one page: sign here, sign on paper, return; and the person's own acquaintance."""

from django import forms
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from core.forms import DayField
from organizations.signature import SignatureForm

from ..models import Order
from .register import ScanField

NUMBER = Order._meta.get_field("number").max_length


class DecisionForm(forms.Form):
    """A decision on what was read: `seen` is the revision of the order that the page showed."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id=f"{type(self).__name__.lower()}_%s", **kwargs)  # three of them on one page


class SignForm(DecisionForm, SignatureForm):
    """The simple electronic signature under a number and a date."""

    number = forms.CharField(label=_("Number of the order"), max_length=NUMBER, required=False)
    signed_on = DayField(label=_("Date of signing"))
    field_order = ["number", "signed_on", "password", "code"]

    def __init__(self, *args, next_number: str, **kwargs):
        super().__init__(*args, **kwargs)
        # crispy shows a help text as it is, and an organisation words its numbers itself
        self.fields["number"].help_text = _("Empty: the next one in turn, %s.") % escape(next_number)


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
