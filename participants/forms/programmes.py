"""A programme of the institution."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.files import KINDS
from core.forms import DayField, RevisionedForm
from organizations.models import Organization

from ..models import MentoringForm, Programme
from .people import Grouped


class ProgrammeForm(Grouped, RevisionedForm):
    starts_on = DayField(label=_("From"))
    ends_on = DayField(label=_("To"))
    text = forms.FileField(
        label=_("Text of the programme"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(sorted(KINDS))}),
        help_text=_("PDF or DOCX. A new file takes the place of the old one."),
    )

    groups = (
        (_("Programme"), ("title", "form", "starts_on", "ends_on", "goal", "expected", "text")),
        (_("How it goes"), ("meetings_a_month", "weeks", "training_required")),
    )

    class Meta:
        model = Programme
        fields = [
            "title", "form", "starts_on", "ends_on", "goal", "expected", "meetings_a_month", "weeks",
            "training_required",
        ]  # fmt: skip
        widgets = {
            "goal": forms.Textarea(attrs={"rows": 3}),
            "expected": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, organization: Organization, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["form"].queryset = MentoringForm.objects.usable_in(organization)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        start, end = data.get("starts_on"), data.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("The programme ends before it begins. Check the two dates."))
        return data
