"""Events: the list, the card, what is written about one, who was there, the list to sign, files."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.views import (
    ActionView,
    DetailView,
    DownloadView,
    EditView,
    FormView,
    ListView,
    ObjectFormView,
    number_in,
)
from participants.models.personal import names_path
from roadmaps.selectors.counting import activities_counting, attachable_in

from ..counted import EVENTS, parameter_of
from ..forms.events import EventFilesForm, EventForm, HoldForm, ServedForm
from ..lists import EventFilter, EventTable
from ..models import Event, EventFile, GroupReflection
from ..selectors.events import who_was_at, with_numbers
from ..services import events

TITLE = _("Events")


class EventMixin:
    """A page about one event; those above the institution see its numbers, never its people, programme and files."""

    model = Event

    def get_queryset(self):
        return with_numbers(super().get_queryset())

    def get_breadcrumbs(self):
        return [(TITLE, reverse("pairing:events")), (self.object.title, self.object.get_absolute_url())]


class EventListView(ListView):
    permission_required = "pairing.list_events"
    model = Event
    table_class = EventTable
    filterset_class = EventFilter
    template_name = "pairing/event_list.html"
    partial_template_name = "pairing/_event_results.html"
    title = TITLE

    def get_queryset(self):
        return with_numbers(super().get_queryset())

    def get_table_kwargs(self):
        """One's own institution needs no column of its own."""
        hidden = ["organization"] if names_path(self.request.user) is not None else []
        return {**super().get_table_kwargs(), "exclude": hidden}


class EventView(EventMixin, DetailView):
    permission_required = "pairing.view_event"
    template_name = "pairing/event_detail.html"

    def get_title(self):
        return self.object.title

    def get_breadcrumbs(self):
        return [(TITLE, reverse("pairing:events"))]

    def get_context_data(self, **kwargs):
        event, user = self.object, self.request.user
        may_change = user.has_perm("pairing.change_event", event)
        inside = {}
        if may_change:
            inside = {
                "people": who_was_at(event),
                "files": EventFile.objects.visible_to(user).filter(event=event).select_related("file"),
                "reflection": GroupReflection.objects.visible_to(user).filter(event=event).first(),
                "awards": event.awards.count(),
            }
        served = activities_counting(EVENTS, parameter_of(event))
        return super().get_context_data(
            may_change=may_change, today=timezone.localdate(), activities=served, **inside, **kwargs
        )


class EventAddView(FormView):
    """`?activity=` is the activity of a roadmap from whose page one comes."""

    permission_required = "pairing.change_event"
    template_name = "pairing/grouped_form.html"
    form_class = EventForm
    title = _("New event")
    success_message = _("The event is entered. Now say who takes part.")

    def get_breadcrumbs(self):
        return [(TITLE, reverse("pairing:events"))]

    def get_cancel_url(self):
        return reverse("pairing:events")

    def get_form_kwargs(self):
        organization, today = self.request.user.acting.organization, timezone.localdate()
        activity = number_in(self.request.GET.get("activity"))
        return {
            **super().get_form_kwargs(),
            "organization": organization,
            "activities": attachable_in(organization, today),
            "instance": Event(organization=organization),
            "initial": {"on": today, "activities": [activity] if activity else []},
        }

    def perform(self, form) -> Event:
        organization = self.request.user.acting.organization
        served = form.cleaned_data["activities"]
        return events.add_event(form.instance, organization=organization, activities=served, **self.clock())

    def get_success_url(self):
        return self.result.get_absolute_url()


class EventEditView(EventMixin, EditView):
    permission_required = "pairing.change_event"
    template_name = "pairing/grouped_form.html"
    form_class = EventForm
    title = _("About the event")
    success_message = _("Saved.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "organization": self.object.organization}

    def perform(self, form) -> None:
        events.change_event(form.instance, seen=form.cleaned_data["seen"], **self.clock())


class EventActivitiesView(EventMixin, ObjectFormView):
    """Which activities of roadmaps in force the event is held for."""

    permission_required = "pairing.change_event"
    form_class = ServedForm
    title = _("What the event is held for")
    success_message = _("Saved; the roadmap counts the event once it has taken place.")

    def get_initial(self):
        return {"activities": activities_counting(EVENTS, parameter_of(self.object))}

    def get_form_kwargs(self):
        offered = attachable_in(self.object.organization, timezone.localdate())
        return {**super().get_form_kwargs(), "activities": offered}

    def perform(self, form) -> None:
        events.serve_activities(self.object, form.cleaned_data["activities"], **self.clock())


class EventHoldView(EventMixin, ObjectFormView):
    permission_required = "pairing.change_event"
    form_class = HoldForm
    title = _("The event has taken place")
    submit = _("Has taken place")
    success_message = _("The event counts from now on.")

    def get_initial(self):
        return {"guests": self.object.guests}

    def perform(self, form) -> None:
        events.hold_event(self.object, guests=form.cleaned_data["guests"], **self.clock())


class EventTakeBackView(EventMixin, ActionView):
    permission_required = "pairing.change_event"
    title = _("Has the event not taken place?")
    submit = _("It has not")
    success_message = _("The event is planned again and counts no longer.")

    def perform(self) -> None:
        events.take_back(self.object, **self.clock())


class EventDeleteView(EventMixin, ActionView):
    permission_required = "pairing.change_event"
    title = _("Delete the event?")
    submit = _("Delete")
    success_message = _("The event is deleted with its files.")

    def perform(self) -> None:
        self.is_gone = False
        events.delete_event(self.object, **self.clock())
        self.is_gone = True

    def get_success_url(self):
        return reverse("pairing:events") if getattr(self, "is_gone", False) else self.object.get_absolute_url()


class EventFilesAddView(EventMixin, ObjectFormView):
    permission_required = "pairing.change_event"
    form_class = EventFilesForm
    title = _("Attach files")
    submit = _("Attach")
    success_message = _("Attached.")

    def perform(self, form) -> None:
        events.attach_files(self.object, form.cleaned_data["uploads"], **self.clock())


class EventFileMixin:
    model = EventFile
    permission_required = "pairing.change_event"

    def get_queryset(self):
        return super().get_queryset().select_related("event__organization", "file")

    def get_permission_object(self) -> Event:
        return self.object.event


class EventFileView(EventFileMixin, DownloadView):
    def get_file(self):
        events.record_file_read(self.object, **self.clock())
        return self.object.file


class EventFileRemoveView(EventFileMixin, ActionView):
    title = _("Remove the file?")
    submit = _("Remove")
    success_message = _("Removed.")

    def get_breadcrumbs(self):
        event = self.object.event
        return [(TITLE, reverse("pairing:events")), (event.title, event.get_absolute_url())]

    def get_context_data(self, **kwargs):
        return super().get_context_data(text=self.object.file.name, danger=True, **kwargs)

    def perform(self) -> None:
        self.event_url = self.object.event.get_absolute_url()
        events.remove_file(self.object, **self.clock())

    def get_success_url(self):
        return getattr(self, "event_url", "") or self.object.event.get_absolute_url()
