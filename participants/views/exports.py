"""The official tables: on screen, as files, with columns of one's own; the rejected rows of an upload as a file."""

from io import BytesIO
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from core.files import as_download
from core.views import DetailView, FormView, PageView

from ..forms.imports import ExportForm, TableColumnsForm
from ..models import BankSettings, Participation
from ..official import TITLES
from ..papers.bank_tables import cell
from ..selectors.exports import as_entries, page_of
from ..selectors.settings import forbids_without_consent, settings_of, table_columns
from ..services import exports
from ..services.people import record_bank_look
from .common import LookMixin, bank_crumb
from .imports import WithinImport

TITLE = gettext_lazy("Official tables")
ROWS_A_PAGE = 50


class ExportView(FormView):
    permission_required = "participants.export_bank"
    template_name = "participants/exports/export.html"
    form_class = ExportForm
    title = TITLE
    submit = gettext_lazy("Download")
    names_leave = True

    def get_breadcrumbs(self):
        return [bank_crumb()]

    def get_initial(self):
        return {"role": self.request.GET.get("role", "mentee"), "with_gone": True, "file": f"{exports.OFFICIAL}-xlsx"}

    def get_context_data(self, **kwargs):
        forbids = forbids_without_consent(self.request.user.acting.organization)
        return super().get_context_data(forbids=forbids, **kwargs)

    def perform(self, form) -> exports.ExportedFile:
        return exports.export_bank(self.request.user.acting.organization, **form.wanted, **self.clock())

    def form_valid(self, form) -> HttpResponse:
        return given_out(self.result)


class RoleMixin:
    """A page about one of the two banks."""

    permission_required = "participants.export_bank"

    @property
    def role(self) -> str:
        if self.kwargs["role"] not in Participation.Role.values:
            raise Http404
        return self.kwargs["role"]

    def get_breadcrumbs(self):
        return [bank_crumb(self.role), (TITLE, reverse("participants:export"))]


class OfficialTableView(LookMixin, RoleMixin, PageView):
    """The table as it would be in a file, by pages; whoever lacks a consent is marked, or left out as in the file."""

    template_name = "participants/exports/table.html"

    def get_title(self):
        return TITLES[Participation.Role(self.role)]

    def record_look(self) -> None:
        what = {"bank": self.role, "table": exports.OFFICIAL}
        record_bank_look(self.request.user.acting.organization, what=what, **self.clock())

    def get_context_data(self, **kwargs):
        organization, on = self.request.user.acting.organization, timezone.localdate()
        columns = table_columns(organization, self.role)
        page = Paginator(page_of(organization, self.role, on), ROWS_A_PAGE).get_page(self.request.GET.get("page"))
        entries = as_entries(list(page.object_list), on, start=page.start_index())
        rows = [[cell(entry, column) for column in columns] for entry in entries]
        shown = {"columns": columns, "rows": rows, "page": page}
        return super().get_context_data(**{**kwargs, **shown, "role": self.role})


class TableColumnsView(RoleMixin, FormView):
    permission_required = "participants.change_bank_settings"
    template_name = "participants/exports/columns.html"
    form_class = TableColumnsForm
    success_message = gettext_lazy("Saved.")

    def get_title(self):
        return gettext_lazy("Columns of «%(table)s»") % {"table": TITLES[Participation.Role(self.role)]}

    @cached_property
    def settings(self) -> BankSettings:
        return settings_of(self.request.user.acting.organization)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "settings": self.settings, "role": self.role}

    def perform(self, form) -> None:
        columns = [] if "official" in self.request.POST else form.columns
        exports.change_columns(
            self.settings, role=self.role, columns=columns, seen=form.cleaned_data["seen"], **self.clock()
        )

    def get_success_url(self) -> str:
        return reverse("participants:official_table", args=[self.role])

    def get_cancel_url(self) -> str:
        return self.get_success_url()


class ImportRejectedView(WithinImport, DetailView):
    """The rejected rows with the reasons: corrected, the same file is uploaded again."""

    names_leave = True

    def get(self, request, *args, **kwargs) -> HttpResponse:
        return given_out(exports.export_rejected(self.batch, **self.clock()))


def given_out(made: exports.ExportedFile) -> HttpResponse:
    return as_download(BytesIO(made.content), name=made.name, content_type=made.content_type)
