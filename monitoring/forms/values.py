"""For which day and how the indicators are shown."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DayField

from ..models import Mode


class MomentForm(forms.Form):
    """A day and a way of counting; empty: each indicator in its own way."""

    on = DayField(label=_("As of"), required=False)
    mode = forms.ChoiceField(
        label=_("Way of counting"), required=False, choices=[("", _("each in its own way")), *Mode.choices],
        widget=forms.Select(attrs={"class": "form-select"}),
    )  # fmt: skip

    def moment(self, today: date) -> tuple[date, Mode | None]:
        """The day and the way that were asked for; today, and none, for what cannot be understood."""
        self.full_clean()
        data = self.cleaned_data
        on, mode = data.get("on") or today, data.get("mode")
        return (on if date(2000, 1, 1) <= on <= date(2100, 1, 1) else today), Mode(mode) if mode else None
