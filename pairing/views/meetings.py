"""Meetings of all pairs: the list, one log for many pairs, many confirmed at once. The journal: views.journal."""

from uuid import uuid4

from django.contrib import messages
from django.forms import Form
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy, ngettext

from core.listing import PARAMETER
from core.views import FormView, ListView, number_in

from ..filters import MeetingFilter
from ..forms.meetings import USUAL_LENGTH, LogForm
from ..models import Meeting, Pairing
from ..selectors.meetings import BY_HOUR, View, count_by_view, with_pair
from ..selectors.rhythm import silent, with_silence
from ..selectors.standing import BY_MENTOR, with_people
from ..services import many_meetings
from ..tables import MeetingTable
from .common import MEETINGS, PAIRS, crumb, record_leaving

MOST = 100  # meetings confirmed at once: a page of the list


class MeetingListView(ListView):
    permission_required = "pairing.list_meetings"
    model = Meeting
    table_class = MeetingTable
    filterset_class = MeetingFilter
    template_name = "pairing/meetings/list.html"
    partial_template_name = "pairing/meetings/_results.html"
    title = MEETINGS[0]
    names_leave = True

    def get_queryset(self):
        return with_pair(super().get_queryset(), to_print=PARAMETER in self.request.GET)

    def get_filterset_kwargs(self, filterset_class):
        return {**super().get_filterset_kwargs(filterset_class), "on": timezone.localdate()}

    def get_table_kwargs(self):
        return {**super().get_table_kwargs(), "on": timezone.localdate()}

    def before_download(self, format: str, rows: int) -> None:
        shown = Pairing.objects.filter(meetings__in=self.get_table_data().order_by().values("pk"))
        record_leaving(self, shown, {"list": "meetings", "format": format})

    def get_context_data(self, **kwargs):
        today = timezone.localdate()
        counts = count_by_view(self.filterset.counted, today)
        return super().get_context_data(
            strip=[(view, counts[view]) for view in View if counts[view]],
            chosen_view=self.filterset.form.cleaned_data.get("view", ""),
            silent=silent(Pairing.objects.visible_to(self.request.user), today).count(),
            waiting=counts[View.UNMARKED],
            **kwargs,
        )


class MeetingsConfirmView(FormView):
    """Planned meetings that were ticked, `pk=1&pk=2`, in the list or in the address."""

    permission_required = "pairing.record_meetings"
    template_name = "pairing/meetings/confirm.html"
    form_class = Form
    title = gettext_lazy("Confirm the meetings?")
    submit = gettext_lazy("They were held")

    def get_breadcrumbs(self):
        return [crumb(PAIRS), crumb(MEETINGS)]

    def get_cancel_url(self):
        return reverse(MEETINGS[1])

    @cached_property
    def meetings(self) -> list[Meeting]:
        chosen = self.request.POST.getlist("pk") or self.request.GET.getlist("pk")
        numbers = {number_in(value) for value in chosen[:MOST]} - {None}
        planned = Meeting.objects.visible_to(self.request.user).planned().filter(pk__in=numbers)
        return list(with_pair(planned).order_by(*BY_HOUR))

    def get_context_data(self, **kwargs):
        return super().get_context_data(meetings=self.meetings, **kwargs)

    def perform(self, form) -> int:
        clock = self.clock()
        return many_meetings.confirm_many(self.meetings, author=clock["by"], at=clock["at"])

    def get_success_url(self):
        said = ngettext("%(number)d meeting is confirmed.", "%(number)d meetings are confirmed.", self.result)
        messages.success(self.request, said % {"number": self.result})
        return reverse(MEETINGS[1])


class MeetingsLogView(FormView):
    permission_required = "pairing.record_meetings"
    template_name = "pairing/meetings/log.html"
    form_class = LogForm
    title = gettext_lazy("One log for many pairs")
    submit = gettext_lazy("Enter the meetings")

    def get_breadcrumbs(self):
        return [crumb(PAIRS), crumb(MEETINGS)]

    def get_cancel_url(self):
        return reverse(MEETINGS[1])

    @cached_property
    def pairs(self) -> list[Pairing]:
        today = timezone.localdate()
        pairs = Pairing.objects.visible_to(self.request.user).active(today)
        return list(with_silence(with_people(pairs), today).order_by("form__title", *BY_MENTOR))

    def get_initial(self):
        return {
            "held_on": timezone.localdate(),
            "kind": Meeting.Kind.REGULAR,
            "minutes": USUAL_LENGTH,
            "entry": uuid4(),
        }

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "pairs": self.pairs}

    def perform(self, form) -> int:
        clock = self.clock()
        made = many_meetings.record_for_many(form.chosen, **form.said, author=clock["by"], at=clock["at"])
        return len(made)

    def get_success_url(self):
        said = ngettext("%(number)d meeting is entered.", "%(number)d meetings are entered.", self.result)
        messages.success(self.request, said % {"number": self.result})
        return f"{reverse(MEETINGS[1])}?view={View.HELD}"
