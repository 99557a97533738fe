"""The meetings of one pair: planned, entered, confirmed by one tap, put right."""

from datetime import date
from typing import Any
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.views import ActionView, EditView, ObjectFormView

from ..forms.meetings import USUAL_LENGTH, MissForm, PlanEditForm, PlanForm, RecordEditForm, RecordForm
from ..models import Meeting, Pairing
from ..selectors.meetings import meetings_of, with_attendance, with_pair
from ..selectors.standing import Standing
from ..services import many_meetings, meetings
from .common import MEETINGS, PAIRS, PairMixin, crumb, named, pair_crumb

QUICK = ("held_on", "kind", "minutes", "topic", "next_step", "present")
NOTES = "pairing.read_private_notes"
BACK = {"home": "home", "meetings": MEETINGS[1]}  # where `?back=` leads instead of the card of the pair


class AuthorMixin:
    """Who acts, as services.meetings wants it."""

    permission_required = "pairing.record_meetings"

    def clock(self):
        clock = super().clock()
        return {"author": clock["by"], "at": clock["at"]}


class MeetingPlanView(AuthorMixin, PairMixin, ObjectFormView):
    template_name = "pairing/grouped_form.html"
    form_class = PlanForm
    title = _("Plan meetings")
    submit = pgettext_lazy("verb", "Plan")
    success_message = _("Planned. Afterwards one tap says that the meeting was held.")

    def get_initial(self):
        kind = self.request.GET.get("kind")
        return {
            "planned_on": max(timezone.localdate(), self.object.starts_on),
            "kind": kind if kind in Meeting.Kind.values else Meeting.Kind.REGULAR,
            "minutes": USUAL_LENGTH,
        }

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "pairing": self.object}

    def perform(self, form) -> list[Meeting]:
        kind = form.cleaned_data["kind"]
        return many_meetings.plan_series(self.object, days=form.days, kind=kind, **form.how, **self.clock())


class MeetingAddView(AuthorMixin, PairMixin, ObjectFormView):
    """A held meeting in full; the quick form of the card posts here too."""

    template_name = "pairing/grouped_form.html"
    form_class = RecordForm
    title = _("Enter a meeting")
    success_message = _("The meeting is entered.")

    def get_initial(self):
        return quick_initial(self.request.GET.get("kind"), timezone.localdate())

    def get_form_kwargs(self):
        notes = self.request.user.has_perm(NOTES, self.object)
        return {**super().get_form_kwargs(), "pairing": self.object, "notes": notes}

    def perform(self, form) -> Meeting:
        return meetings.record_meeting(self.object, **form.said, **self.clock())


def quick_initial(kind: str | None, today: date) -> dict[str, Any]:
    """A meeting of the usual length held today."""
    known = kind if kind in Meeting.Kind.values else Meeting.Kind.REGULAR
    return {"held_on": today, "kind": known, "minutes": USUAL_LENGTH, "entry": uuid4()}


def quick_entry(pairing: Pairing, user, today: date) -> dict[str, Any]:
    """The meetings on the card of a pair and the form of twenty seconds, which MeetingAddView takes."""
    found = meetings_of(pairing, today, at_work=pairing.standing == Standing.ACTIVE)
    initial = quick_initial(found.next_kind, today)
    form = RecordForm(pairing=pairing, notes=user.has_perm(NOTES, pairing), initial=initial, auto_id="quick_%s")
    return {"meetings": found, "quick": form, "quick_fields": [form[name] for name in QUICK if name in form.fields]}


class MeetingMixin(AuthorMixin):
    """A page about one meeting of a pair; the way back leads to the card or to where `?back=` says."""

    model = Meeting

    def get_queryset(self):
        return with_attendance(with_pair(super().get_queryset()))

    def get_permission_object(self) -> Pairing:
        return self.object.pairing

    def get_breadcrumbs(self):
        return [crumb(PAIRS), pair_crumb(self.object.pairing)]

    def get_success_url(self) -> str:
        back = BACK.get(self.request.GET.get("back", ""))
        return reverse(back) if back else f"{self.object.pairing.get_absolute_url()}#meetings"

    def get_context_data(self, **kwargs):
        meeting = self.object
        text = f"{named(meeting.pairing)}, {meeting.on:%d.%m.%Y}, {meeting.get_kind_display()}"
        return super().get_context_data(pairing=meeting.pairing, text=text, **kwargs)


class MeetingView(MeetingMixin, EditView):
    """What is planned, or what was entered; a missed meeting is only looked at."""

    template_name = "pairing/meetings/form.html"
    success_message = _("Saved.")

    def get_title(self):
        return _("Meeting of %(day)s") % {"day": f"{self.object.on:%d.%m.%Y}"}

    @cached_property
    def was_held(self) -> bool:
        return self.object.state == Meeting.State.HELD

    def get_form_class(self):
        return RecordEditForm if self.was_held else PlanEditForm

    def get_initial(self):
        there = [row.membership_id for row in self.object.attended if row.was_there]
        return {"present": there} if there else {}

    def get_form_kwargs(self):
        kwargs = {**super().get_form_kwargs(), "pairing": self.object.pairing}
        return {**kwargs, "notes": self.request.user.has_perm(NOTES, self.object.pairing)} if self.was_held else kwargs

    def get_context_data(self, **kwargs):
        return super().get_context_data(today=timezone.localdate(), **kwargs)

    def perform(self, form) -> Meeting:
        present = form.there if self.was_held else None
        return meetings.change_meeting(form.instance, seen=form.cleaned_data["seen"], present=present, **self.clock())


class MeetingConfirmView(MeetingMixin, ActionView):
    """The one tap."""

    title = _("Was the meeting held as planned?")
    submit = _("It was held")
    success_message = _("The meeting is confirmed.")

    def perform(self) -> Meeting:
        return meetings.confirm_meeting(self.object, **self.clock())


class MeetingMissView(MeetingMixin, ObjectFormView):
    template_name = "pairing/reason.html"
    form_class = MissForm
    title = _("The meeting did not take place")
    submit = _("Did not take place")
    success_message = _("It is noted that the meeting did not take place.")

    def perform(self, form) -> Meeting:
        return meetings.miss_meeting(self.object, **form.cleaned_data, **self.clock())


class MeetingReopenView(MeetingMixin, ActionView):
    title = _("Take the mark back?")
    submit = _("Take back")
    success_message = _("The meeting is planned again.")

    def get_context_data(self, **kwargs):
        consequences = [_("The meeting counts as planned and no longer as held; what was written about it stays.")]
        return super().get_context_data(consequences=consequences, **kwargs)

    def perform(self) -> Meeting:
        return meetings.reopen_meeting(self.object, **self.clock())


class MeetingDeleteView(MeetingMixin, ActionView):
    title = _("Delete the meeting?")
    submit = _("Delete")
    success_message = _("The meeting is deleted.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(danger=True, **kwargs)

    def perform(self) -> None:
        meetings.delete_meeting(self.object, **self.clock())
