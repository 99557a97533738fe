"""Activities of a draft: add, edit, move, copy, delete; and how a deadline and a list of people are understood."""

import uuid

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from core.views import ActionView, DetailView, EditView, ObjectFormView, back_to

from ..deadlines import parse
from ..forms.events import EventForm
from ..forms.rows import ActivityForm, ActivityPlaceForm, CopyOfForm
from ..models import Activity, Section
from ..responsible import recognise
from ..selectors.people import Staff
from ..selectors.plan import next_number
from ..services import editing
from .common import ActivityMixin, RoadmapMixin, SectionMixin


class ActivityFormMixin:
    """The form of an activity: the staff to pick from, and the reading of the deadline as it stands."""

    permission_required = "roadmaps.change_roadmap"
    template_name = "roadmaps/activity_form.html"
    form_class = ActivityForm

    @cached_property
    def staff(self) -> Staff:
        return Staff(self.roadmap.organization)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "staff": self.staff}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        form = context["form"]
        phrase = form["deadline"].value() or ""
        lines = str(form["responsible_lines"].value() or "").splitlines()
        return {
            **context,
            "schedule": parse(phrase, period=self.roadmap.period) if phrase.strip() else None,
            "event_form": form.event_form,
            "named": named(lines, self.staff),
        }


class ActivityAddView(ActivityFormMixin, SectionMixin, ObjectFormView):
    title = gettext_lazy("New activity")
    submit = gettext_lazy("Add the activity")
    success_message = gettext_lazy("The activity is added.")

    def get_form_kwargs(self):
        instance = Activity(section=self.object, number=next_number(self.object))
        return {**super().get_form_kwargs(), "instance": instance}

    def perform(self, form):
        return editing.add_activity(self.object, form.draft, **self.clock())

    def get_success_url(self):
        return back_to("roadmaps:detail", self.roadmap.pk, anchor=f"activity-{self.result.pk}")

    def get_cancel_url(self):
        return self.object.get_absolute_url()


class ActivityRowMixin(ActivityMixin):
    """After the deed, back to the row in the table."""

    permission_required = "roadmaps.change_roadmap"

    def get_success_url(self):
        return back_to("roadmaps:detail", self.roadmap.pk, anchor=f"activity-{self.object.pk}")


class ActivityEditView(ActivityFormMixin, ActivityRowMixin, EditView):
    title = gettext_lazy("Activity")
    success_message = gettext_lazy("Saved.")

    def perform(self, form):
        editing.edit_activity(self.object, form.draft, seen=form.cleaned_data["seen"], **self.clock())


class ActivityMoveView(ActivityRowMixin, ObjectFormView):
    """The arrows of the table post a section and a position here; the page itself asks for them."""

    form_class = ActivityPlaceForm
    title = gettext_lazy("Move the activity")
    submit = gettext_lazy("Move it")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "sections": self.roadmap.sections.all()}

    def get_initial(self):
        return {"section": self.object.section_id}

    def perform(self, form):
        editing.move_activity(self.object, section=form.cleaned_data["section"], position=form.place, **self.clock())


class ActivityCopyView(ActivityRowMixin, ObjectFormView):
    """Puts a copy after the activity; the form names the copy beforehand, so that sending it twice makes one."""

    form_class = CopyOfForm
    title = gettext_lazy("Copy the activity?")
    submit = gettext_lazy("Copy")
    success_message = gettext_lazy("The copy stands after the activity.")

    def get_initial(self):
        return {"uid": uuid.uuid4()}

    def perform(self, form):
        return editing.copy_activity(self.object, uid=str(form.cleaned_data["uid"]), **self.clock())

    def get_success_url(self):
        return back_to("roadmaps:detail", self.roadmap.pk, anchor=f"activity-{self.result.pk}")

    def get_cancel_url(self):
        return super().get_success_url()


class ActivityDeleteView(ActivityRowMixin, ActionView):
    title = gettext_lazy("Delete the activity?")
    submit = gettext_lazy("Delete the activity")
    success_message = gettext_lazy("The activity is deleted.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            text=str(self.object), danger=True, cancel_url=super().get_success_url(), **kwargs
        )

    def perform(self):
        editing.delete_activity(self.object, **self.clock())

    def get_success_url(self):
        return self.object.section.get_absolute_url()


class DeadlineReadingView(RoadmapMixin, DetailView):
    """How the deadline phrase in `?deadline=` is understood within the roadmap's period; asked for while one types."""

    permission_required = "roadmaps.change_roadmap"
    template_name = "roadmaps/_deadline_reading.html"

    def get_context_data(self, **kwargs):
        phrase = self.request.GET.get("deadline", "")[:500]
        schedule = parse(phrase, period=self.object.period) if phrase.strip() else None
        return super().get_context_data(schedule=schedule, event_form=self._event_form(phrase), **kwargs)

    def _event_form(self, phrase: str) -> EventForm:
        """The events of the phrase; `?uid=` names the activity, whose present choice is kept."""
        activity = Activity(section=Section(roadmap=self.object), deadline=phrase)
        written = Activity.objects.filter(
            section__roadmap=self.object, uid=uuid_in(self.request.GET.get("uid"))
        ).first()
        activity.uid = written.uid if written else activity.uid
        return EventForm(activity=activity, known=written.events.all() if written else ())


class ResponsibleReadingView(RoadmapMixin, DetailView):
    """Whom the lines in `?responsible_lines=` name; asked for while one types."""

    permission_required = "roadmaps.change_roadmap"
    template_name = "roadmaps/_responsible_reading.html"

    def get_context_data(self, **kwargs):
        lines = self.request.GET.get("responsible_lines", "")[:5000].splitlines()
        return super().get_context_data(named=named(lines, Staff(self.object.organization)), **kwargs)


def uuid_in(value: str | None) -> uuid.UUID | None:
    """The name of a row that a parameter holds; None for anything that is not one."""
    try:
        return uuid.UUID(value or "")
    except ValueError:
        return None


def named(lines: list[str], staff: Staff) -> list:
    """Unsaved responsible for lines of a form, tied to people and roles as saving would tie them."""
    drafts = (recognise(line) for line in lines if line.strip())
    return [staff.responsible(kind=draft.kind, text=draft.text) for draft in drafts]
