"""What the director decides on one page: the order as it will be signed, or a remark."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DayField
from orders.models import Order

from ..services.decree import Wording
from .lines import LinesField


class DecisionForm(forms.Form):
    """A decision on what was read: `submission` is the number of the submission that the page showed."""

    submission = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id=f"{type(self).__name__.lower()}_%s", **kwargs)  # two of them on one page


class ApproveForm(DecisionForm):
    number = forms.CharField(
        label=_("Number of the order"),
        max_length=Order._meta.get_field("number").max_length,
        help_text=_("The next one of your register; another can be given."),
    )
    signed_on = DayField(label=_("Date of signing"))
    title = forms.CharField(
        label=_("Title of the order"),
        max_length=Order._meta.get_field("title").max_length,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    preamble = forms.CharField(
        label=_("Preamble"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    clauses = LinesField(
        label=_("Clauses"),
        longest=4000,
        help_text=_("One a line; they are numbered by themselves."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def clean_clauses(self) -> list[str]:
        if not self.cleaned_data["clauses"]:
            raise forms.ValidationError(_("An order needs at least one clause."))
        return self.cleaned_data["clauses"]

    @property
    def wording(self) -> Wording:
        data = self.cleaned_data
        return Wording(title=data["title"], preamble=data["preamble"], clauses=tuple(data["clauses"]))


class ReturnForm(DecisionForm):
    remark = forms.CharField(
        label=_("What is to be corrected"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The curator will see it above the roadmap; it stays in the history."),
    )


class ArchiveForm(forms.Form):
    remark = forms.CharField(label=_("Why"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}))


def suggested(wording: Wording) -> dict[str, Any]:
    """The usual wording as what the form begins with."""
    return {"title": wording.title, "preamble": wording.preamble, "clauses": list(wording.clauses)}
