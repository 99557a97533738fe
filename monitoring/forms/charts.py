"""For which quarter and by which indicator charts are drawn."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from core.calendar import Quarter

from ..models import Indicator
from ..period_codes import quarters_offered, understood
from ..selectors.named_periods import title_of


class ChartsForm(forms.Form):
    """One of the latest quarters and one of the indicators; what cannot be understood is the quarter that ended last
    and the indicator that a map shows."""

    period = forms.ChoiceField(label=_("Quarter"), required=False, widget=forms.Select(attrs={"class": "form-select"}))
    indicator = forms.ModelChoiceField(
        Indicator.objects.none(), label=_("Indicator"), required=False,
        widget=forms.Select(attrs={"class": "form-select"}),
    )  # fmt: skip

    def __init__(self, *args, today: date, indicators, **kwargs):
        super().__init__(*args, **kwargs)
        self.quarters = {str(each): each for each in quarters_offered(today)}
        self.fields["period"].choices = [(code, title_of(understood(code))) for code in self.quarters]
        self.fields["indicator"].queryset = indicators

    def asked(self) -> tuple[Quarter, Indicator | None]:
        self.full_clean()
        ended = list(self.quarters.values())[1]
        return self.quarters.get(self.cleaned_data.get("period"), ended), self.cleaned_data.get("indicator")
