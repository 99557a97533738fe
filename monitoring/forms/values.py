"""For which day and how the indicators are shown."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DayField

from ..models import Mode

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)


class MomentForm(forms.Form):
    """A day and a way of counting; empty: each indicator in its own way."""

    on = DayField(label=_("As of"), required=False)
    mode = forms.ChoiceField(
        label=_("Way of counting"), required=False, choices=[("", _("each in its own way")), *Mode.choices],
        widget=forms.Select(attrs={"class": "form-select"}),
    )  # fmt: skip

    def clean_on(self) -> date | None:
        on = self.cleaned_data["on"]
        if on and not EARLIEST <= on <= LATEST:
            raise forms.ValidationError(_("The year looks wrong. Check the date."))
        return on

    def moment(self, today: date) -> tuple[date, Mode | None]:
        """The day and the way that were asked for; today, and none, for what cannot be understood: `errors` say so."""
        self.full_clean()
        data = self.cleaned_data
        return data.get("on") or today, Mode(data["mode"]) if data.get("mode") else None
