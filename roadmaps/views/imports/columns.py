"""Step 2: which column is which, and what stands above the table."""

from dataclasses import asdict

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.views import ObjectFormView

from ...forms.imports import UnderstandingForm
from ...models import ApprovalStamp, Roadmap
from ...services import imports
from ...tasks import read_soon
from ...worksheet import COLUMNS_TAKEN_BACK
from .common import StepMixin, whose


class ImportColumnsView(StepMixin, ObjectFormView):
    template_name = "roadmaps/imports/columns.html"
    form_class = UnderstandingForm
    step = "import_columns"
    submit = _("Right, on to the rows")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "import_": self.object}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        form = context["form"]
        head = self.object.sheet.head
        stamps = [ApprovalStamp(**asdict(stamp)).sentence for stamp in head.stamps]
        overview = self.object.overview
        return {
            **context,
            "current": kwargs.get("current") and Roadmap(**{name: getattr(head, name) for name in form.HEAD}),
            "overview": overview,
            "columns": list(zip(overview.columns, form.role_fields, overview.under, strict=True)),
            "stamps": stamps,
            "doubts": self.object.sheet.doubts,
            **whose(self.object),
        }

    def perform(self, form):
        seen = form.cleaned_data["seen"]
        if not form.asks_to_read_anew:
            return imports.set_head(self.object, form.head, seen=seen, **self.clock())
        imports.set_roles(self.object, form.roles, form.head, seen=seen, **self.clock())
        return read_soon(self.object)

    def get_success_url(self):
        """On to the rows; a document read anew first shows how it stands."""
        self.read_again()
        if not self.object.is_editable:
            return self.object.get_absolute_url()
        again = not self.object.overview.recognised or self.object.sheet.doubts_that(COLUMNS_TAKEN_BACK)
        step = "import_columns" if again else "import_rows"
        return reverse(f"roadmaps:{step}", args=[self.object.pk])

    def get_cancel_url(self):
        return reverse("roadmaps:create")
