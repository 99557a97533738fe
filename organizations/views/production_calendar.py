"""The production calendar, a year at a time, as the administrator keeps it. It belongs to no organisation."""

from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.models import CalendarDay
from core.views import ActionView, EditView, FormView, ListView, number_in
from core.workdays import work_calendar

from .. import selectors
from ..forms import CalendarDayForm, CalendarDaysForm
from ..services import production_calendar
from ..tables import CalendarTable

CALENDAR = gettext_lazy("Production calendar")


def _page_of(year: int) -> str:
    return f"{reverse('organizations:calendar')}?year={year}"


class YearMixin:
    """A page of the year that the address asks for, or of the present one."""

    @cached_property
    def year(self) -> int:
        asked = number_in(self.request.GET.get("year"))
        return asked if asked in production_calendar.YEARS else timezone.localdate().year


class CalendarView(YearMixin, ListView):
    permission_required = "organizations.keep_calendar"
    model = CalendarDay
    table_class = CalendarTable
    table_pagination = False
    filterset_fields: list[str] = []
    template_name = "organizations/calendar_list.html"
    title = CALENDAR

    def get_queryset(self):
        return CalendarDay.objects.filter(date__year=self.year)

    def get_context_data(self, **kwargs):
        starts, ends = date(self.year, 1, 1), date(self.year, 12, 31)
        return super().get_context_data(
            year=self.year,
            years=selectors.calendar_years(self.year),
            workdays=work_calendar(starts, ends).count_workdays(starts, ends),
            **kwargs,
        )


class CalendarAddView(YearMixin, FormView):
    permission_required = "organizations.keep_calendar"
    form_class = CalendarDaysForm
    title = gettext_lazy("New days of the calendar")
    submit = gettext_lazy("Add")
    success_message = gettext_lazy("Saved.")

    def get_breadcrumbs(self):
        return [(CALENDAR, self.get_cancel_url())]

    def perform(self, form):
        return production_calendar.add_calendar_days(**form.cleaned_data, **self.clock())

    def get_success_url(self):
        return _page_of(self.result[0].date.year)

    def get_cancel_url(self):
        return _page_of(self.year)


class CalendarDayMixin:
    """A page about one day of the calendar."""

    permission_required = "organizations.keep_calendar"
    model = CalendarDay

    def get_queryset(self):
        return CalendarDay.objects.all()

    def get_breadcrumbs(self):
        return [(CALENDAR, self.get_success_url())]

    def get_success_url(self):
        return _page_of(self.object.date.year)


class CalendarEditView(CalendarDayMixin, EditView):
    form_class = CalendarDayForm
    success_message = gettext_lazy("Saved.")

    def get_title(self):
        return date_format(self.object.date, "j E Y, l").lower()

    def perform(self, form):
        production_calendar.edit_calendar_day(form.instance, seen=form.cleaned_data["seen"], **self.clock())


class CalendarRemoveView(CalendarDayMixin, ActionView):
    title = gettext_lazy("Take the day out of the calendar")
    submit = gettext_lazy("Take out")
    success_message = gettext_lazy("The day is again what its weekday makes it.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(text=self.object, consequences=self.get_consequences(), danger=True, **kwargs)

    def get_consequences(self) -> list[str]:
        return [
            _("It is worked if it is a weekday, and a day off if it is a Saturday or a Sunday."),
            _("Dates that roadmaps have already are kept; new ones are counted without this day."),
        ]

    def perform(self):
        production_calendar.remove_calendar_day(self.object, **self.clock())
