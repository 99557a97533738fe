"""The shape of what is entered about periods."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DayField, RevisionedForm

from ..models import ReportingPeriod

DAYS = ("starts_on", "as_of", "opens_on", "due_on", "late_after", "closes_on")
MOVABLE = DAYS[3:]
MEANINGS = {
    "late_after": _("Answers that come later are marked late, but are still taken."),
    "closes_on": _("After this day nothing is taken. Empty: it never closes."),
}


class PeriodForm(forms.ModelForm):
    """A period with what it asks for. That its days follow each other is the service's to say, in words."""

    class Meta:
        model = ReportingPeriod
        fields = ["kind", "title", *DAYS, "indicators"]
        field_classes = dict.fromkeys(DAYS, DayField)
        widgets = {"indicators": forms.CheckboxSelectMultiple}
        help_texts = {"as_of": _("The figures are counted for this day."), **MEANINGS}

    def __init__(self, *args, offered, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["indicators"].queryset = offered

    def validate_constraints(self):
        """Left to services.periods.check_dates, which says which days are wrong."""


class DaysForm(RevisionedForm):
    """The days of an opened period that may still be moved."""

    reason = forms.CharField(label=_("Reason"), max_length=500, help_text=_("The institutions will read it."))

    class Meta:
        model = ReportingPeriod
        fields = MOVABLE
        field_classes = dict.fromkeys(MOVABLE, DayField)
        help_texts = MEANINGS

    def validate_constraints(self):
        """Left to services.periods.check_dates, as above."""


class ExtensionForm(forms.Form):
    until = DayField(label=_("Open until"))
    reason = forms.CharField(label=_("Reason"), max_length=500, help_text=_("The institution will read it."))
