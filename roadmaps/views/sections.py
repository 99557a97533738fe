"""Sections of a draft: add, edit, move, delete."""

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.views import ActionView, EditView, ObjectFormView, back_to

from ..forms.rows import PositionForm, SectionForm
from ..models import Section
from ..selectors.plan import next_section_number
from ..services import editing
from .common import RoadmapMixin, SectionMixin


class SectionAddView(RoadmapMixin, ObjectFormView):
    permission_required = "roadmaps.change_roadmap"
    form_class = SectionForm
    title = gettext_lazy("New section")
    submit = gettext_lazy("Add the section")
    success_message = gettext_lazy("The section is added.")

    def get_form_kwargs(self):
        instance = Section(roadmap=self.object, number=next_section_number(self.object))
        return {**super().get_form_kwargs(), "instance": instance}

    def perform(self, form):
        return editing.add_section(self.object, form.draft, **self.clock())

    def get_success_url(self):
        return self.result.get_absolute_url()

    def get_cancel_url(self):
        return self.object.get_absolute_url()


class SectionEditView(SectionMixin, EditView):
    permission_required = "roadmaps.change_roadmap"
    form_class = SectionForm
    title = gettext_lazy("Section")
    success_message = gettext_lazy("Saved.")

    def perform(self, form):
        editing.edit_section(self.object, form.draft, seen=form.cleaned_data["seen"], **self.clock())


class SectionMoveView(SectionMixin, ObjectFormView):
    """The arrows of the table post a position here; the page itself asks for one."""

    permission_required = "roadmaps.change_roadmap"
    form_class = PositionForm
    title = gettext_lazy("Move the section")
    submit = gettext_lazy("Move it")

    def perform(self, form):
        editing.move_section(self.object, position=form.place, **self.clock())


class SectionDeleteView(SectionMixin, ActionView):
    permission_required = "roadmaps.change_roadmap"
    title = gettext_lazy("Delete the section?")
    submit = gettext_lazy("Delete the section")
    success_message = gettext_lazy("The section is deleted.")

    @cached_property
    def lost(self) -> int:
        return self.object.activities.count()

    def get_context_data(self, **kwargs):
        said = ngettext(
            "With it %(number)s activity is deleted.", "With it %(number)s activities are deleted.", self.lost
        ) % {"number": self.lost}
        consequences = [said, _("The audit trail keeps their names.")] if self.lost else []
        return super().get_context_data(
            text=str(self.object), consequences=consequences, danger=True, cancel_url=self.object.get_absolute_url(),
            **kwargs,
        )  # fmt: skip

    def perform(self):
        editing.delete_section(self.object, **self.clock())

    def get_success_url(self):
        return back_to("roadmaps:detail", self.roadmap.pk)
