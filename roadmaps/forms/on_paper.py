"""A roadmap that was approved on paper: what the paper says of its approval; by which papers its past was done."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DayField
from orders.models import Order

from ..models import Evidence
from ..selectors.on_paper import PaperApproval


class PaperApprovalForm(forms.Form):
    """Begins with what the stamp of the draft says."""

    number = forms.CharField(
        label=_("Number of the order"),
        required=False,
        max_length=Order._meta.get_field("number").max_length,
        help_text=_("As on the paper; the order goes into the register. Without a number only the day is kept."),
    )
    signed_on = DayField(label=_("Date of the approval"))
    signer_name = forms.CharField(
        label=_("Who approved it"), required=False, max_length=Order._meta.get_field("signer_name").max_length
    )
    signer_position = forms.CharField(
        label=_("Position"), required=False, max_length=Order._meta.get_field("signer_position").max_length
    )

    def __init__(self, *args, paper: PaperApproval, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial |= {name: getattr(paper, name) for name in self.fields}


class ClosePastForm(forms.Form):
    reason = forms.CharField(
        label=_("By which papers"),
        max_length=Evidence._meta.get_field("note").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "For example: reports and minutes of 2021–2024, in the archive of the school. Stands beside each."
        ),
    )
