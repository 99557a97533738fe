"""The period as a parameter of reports: one that was opened, or any other by its code."""

from django import forms
from django.utils.translation import gettext_lazy as _

from monitoring.period_codes import understood
from monitoring.selectors.named_periods import periods_offered, title_of

from .base import ParametersForm


class PeriodField(forms.ChoiceField):
    """«2026Q3». Opened periods and the latest quarters are offered; every well-formed code is accepted."""

    default_error_messages = {"invalid_choice": _("Write the period as 2026Q3, 2026H1 or 2026.")}

    def valid_value(self, value) -> bool:
        try:
            understood(str(value))
        except ValueError:
            return False
        return True

    def to_python(self, value) -> str:
        return super().to_python(value).upper()


class PeriodForm(ParametersForm):
    period = PeriodField(label=_("Period"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field, own = self.fields["period"], self.user.acting.organization
        asking = [each for each in (own, own.parent) if each] if own else []
        field.choices = list(periods_offered(asking, self.today).items())
        field.initial = field.choices[0][0]


def period_said(code: str) -> str:
    """«3 квартал 2026 года» for «2026Q3», as lists of reports call it."""
    return title_of(understood(code))
