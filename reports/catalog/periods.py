"""The period as a parameter of reports: one that was opened, or any other by its code."""

from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from core.calendar import Quarter
from monitoring.models import ReportingPeriod
from monitoring.period_codes import last_ended, understood
from monitoring.selectors.named_periods import title_of

from .base import ParametersForm

RECENT_QUARTERS = 8


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
        opened = _opened(self.user)
        quarters = {str(each): title_of(understood(str(each))) for each in _ended_quarters(self.today)}
        others = {code: title for code, title in quarters.items() if code not in opened}
        field = self.fields["period"]
        field.choices = list((opened | others).items())
        field.initial = next(iter(opened), None) or last_ended(self.today)


def _opened(user) -> dict[str, str]:
    """By code the periods that the organisation asks or answers, the newest first."""
    own = user.acting.organization
    if own is None:
        return {}
    periods = ReportingPeriod.objects.filter(organization__in=[each for each in (own.pk, own.parent_id) if each])
    return {each.code: each.title for each in reversed(periods.order_by("as_of", "pk"))}


def _ended_quarters(today: date) -> list[Quarter]:
    """The latest that have ended, the newest first."""
    quarters, day = [], today
    for _number in range(RECENT_QUARTERS):
        day = Quarter.of(day).starts - timedelta(days=1)
        quarters.append(Quarter.of(day))
    return quarters
