"""The document is uploaded, waited for, given up; afterwards it can be had back."""

from io import BytesIO

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.files import as_download
from core.models import StoredFile
from core.views import ActionView, DetailView, DownloadView, FormView, go_to

from ...forms.imports import StartForm
from ...models import RoadmapImport
from ...selectors.imports import unfinished_imports
from ...services import imports
from ...tasks import read_soon
from ...worksheet import COLUMNS_TAKEN_BACK
from ..common import LIST_TITLE
from .common import ImportMixin

State = RoadmapImport.State


class ImportStartView(FormView):
    """Step 1: a file or a pasted text."""

    permission_required = "roadmaps.add_roadmap"
    template_name = "roadmaps/imports/start.html"
    form_class = StartForm
    title = gettext_lazy("Roadmap from a document")
    submit = gettext_lazy("Upload and read")

    def get_breadcrumbs(self):
        return [(LIST_TITLE, reverse("roadmaps:list")), (_("New roadmap"), reverse("roadmaps:create"))]

    def get_context_data(self, **kwargs):
        return super().get_context_data(unfinished=unfinished_imports(self.request.user), **kwargs)

    def get_cancel_url(self):
        return reverse("roadmaps:create")

    @transaction.atomic
    def perform(self, form):
        import_ = imports.begin_import(
            organization=self.request.user.acting.organization,
            chain=form.cleaned_data["chain"],
            upload=form.cleaned_data["document"],
            pasted=form.text,
            **self.clock(),
        )
        read_soon(import_)
        if form.text and import_.state == State.REFUSED:  # it stays in the form, for another attempt, and nowhere else
            raise imports.ImportNotPossible(import_.refusal)
        return import_

    def get_success_url(self):
        return self.result.get_absolute_url()


class ImportView(ImportMixin, DetailView):
    """How the import stands: waiting, refused, given up; one that was read leads to its next step."""

    template_name = "roadmaps/imports/standing.html"
    partial_template_name = "roadmaps/imports/_standing.html"
    step = "import_start"

    def get_title(self):
        return self.object.name

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if self.object.state == State.SAVED:
            return go_to(request, self.object.roadmap.get_absolute_url())
        if self.object.is_editable:
            columns_first = self.object.state == State.READ or self.object.sheet.doubts_that(COLUMNS_TAKEN_BACK)
            step = "import_columns" if columns_first else "import_rows"
            return go_to(request, reverse(f"roadmaps:{step}", args=[self.object.pk]))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(form=StartForm(), submit=ImportStartView.submit, **kwargs)


class ImportAbandonView(ImportMixin, ActionView):
    title = gettext_lazy("Give this upload up?")
    submit = gettext_lazy("Delete the upload")
    success_message = gettext_lazy("The upload is deleted with all that was read of it.")

    def get_context_data(self, **kwargs):
        consequences = [_("The document and all corrections of its rows are deleted; this cannot be undone.")]
        back = self.object.get_absolute_url()
        return super().get_context_data(
            text=self.object.name, consequences=consequences, danger=True, cancel_url=back, **kwargs
        )

    def perform(self):
        imports.abandon_import(self.object, **self.clock())

    def get_success_url(self):
        return reverse("roadmaps:create")


class ImportSourceView(ImportMixin, DownloadView):
    """The document itself, for the people of the own organisation."""

    permission_required = "roadmaps.view_source"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not self.object.pasted:
            return super().get(request, *args, **kwargs)
        text = BytesIO(self.object.pasted.encode())
        ending = "html" if self.object.overview.kind == "html" else "txt"
        return as_download(text, name=f"{_('Pasted text')}.{ending}", content_type="text/plain; charset=utf-8")

    def get_file(self) -> StoredFile:
        if self.object.file is None:
            raise Http404
        return self.object.file
