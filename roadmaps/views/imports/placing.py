"""What found no place in the roadmap is put where a person says."""

from functools import cached_property

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.views import ObjectFormView

from ...forms.imports import PlaceForm
from ...services import imports
from ...worksheet import Left, editing
from .common import StepMixin


class ImportPlaceView(StepMixin, ObjectFormView):
    template_name = "roadmaps/imports/place.html"
    form_class = PlaceForm
    step = "import_rows"
    submit = _("Put into the roadmap")
    success_message = _("The text stands in the roadmap.")

    @cached_property
    def left(self) -> Left:
        left = self.object.sheet.left_record(self.kwargs["record"])
        if left is None:
            raise Http404
        return left

    def get_title(self):
        return _("Place a text of the document")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "left": self.left, "sheet": self.object.sheet}

    def get_context_data(self, **kwargs):
        return super().get_context_data(left=self.left, **kwargs)

    def perform(self, form):
        data = form.cleaned_data
        where = {"after": data["after"], "text": data["text"]}
        if data["kind"] == PlaceForm.PART:
            change = editing.Change(editing.attach, self.left.pk, data["seen"], where)
        else:
            change = editing.Change(editing.place, self.left.pk, data["seen"], {**where, "kind": data["kind"]})
        return imports.correct_import(self.object, change, **self.clock())

    def get_success_url(self):
        placed = self.result.sheet.left_record(self.left.pk).placed
        return f"{reverse('roadmaps:import_rows', args=[self.object.pk])}?show=all#row-{placed}"

    def get_cancel_url(self):
        return f"{reverse('roadmaps:import_rows', args=[self.object.pk])}?show=left"
