"""Uploads of a bank: the list, the way in, the preview with its verdicts, and what is done with it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, npgettext

from core.views import ActionView, DetailView, FormView, ObjectFormView, PageView, go_to

from ..forms.imports import ColumnsForm, RowForm, UploadForm
from ..models import BankImport, BankImportRow
from ..selectors.uploads import passed_over_columns, tell_differences, unread_columns
from ..services import imports
from ..services.people import record_bank_look
from ..tasks import go_on_soon
from .common import LookMixin, bank_crumb

State, Verdict = BankImport.State, BankImportRow.Verdict
TITLE = gettext_lazy("Uploads")
LISTED = 50
ROWS_A_PAGE = 50


def counted(verdict: str, number: int) -> str:
    """The word that follows the number of rows with this verdict: «3 новые», «5 отклонены»."""
    return {
        Verdict.NEW: npgettext("rows", "new", "new", number),
        Verdict.CHANGED: npgettext("rows", "with changes", "with changes", number),
        Verdict.SAME: npgettext("rows", "without changes", "without changes", number),
        Verdict.DOUBT: npgettext("rows", "perhaps already there", "perhaps already there", number),
        Verdict.REJECTED: npgettext("rows", "rejected", "rejected", number),
    }[Verdict(verdict)]


class ImportsView(PageView):
    permission_required = "participants.import_bank"
    template_name = "participants/imports/list.html"
    title = TITLE

    def get_breadcrumbs(self):
        return [bank_crumb()]

    def get_context_data(self, **kwargs):
        batches = BankImport.objects.visible_to(self.request.user).exclude(state=State.ABANDONED)
        return super().get_context_data(batches=batches.select_related("file", "created_by")[:LISTED], **kwargs)


class ImportBeginView(FormView):
    permission_required = "participants.import_bank"
    template_name = "participants/imports/begin.html"
    form_class = UploadForm
    title = gettext_lazy("Upload a bank from Excel")
    submit = gettext_lazy("Upload and check")

    def get_breadcrumbs(self):
        return [bank_crumb(), (TITLE, reverse("participants:imports"))]

    def get_initial(self):
        return {"role": self.request.GET.get("role", "mentee")}

    def perform(self, form) -> BankImport:
        data = form.cleaned_data
        organization = self.request.user.acting.organization
        batch = imports.begin_import(data["file"], organization=organization, role=data["role"], **self.clock())
        go_on_soon(batch)
        return batch

    def get_success_url(self) -> str:
        return self.result.get_absolute_url()

    def get_cancel_url(self) -> str:
        return reverse("participants:imports")


class AboutImport:
    """A page about one upload."""

    permission_required = "participants.import_bank"
    model = BankImport
    context_object_name = "batch"

    def get_queryset(self):
        return super().get_queryset().select_related("organization", "file", "created_by")

    @property
    def batch(self) -> BankImport:
        return self.object

    def get_breadcrumbs(self):
        return [bank_crumb(self.batch.role), (TITLE, reverse("participants:imports"))]


class WithinImport(AboutImport):
    def get_breadcrumbs(self):
        return [*super().get_breadcrumbs(), (str(self.batch), self.batch.get_absolute_url())]

    def get_success_url(self) -> str:
        return self.batch.get_absolute_url()

    def get_cancel_url(self) -> str:
        return self.get_success_url()


class ImportView(AboutImport, DetailView):
    """How far the upload is; once it is read, its rows by verdict."""

    template_name = "participants/imports/detail.html"
    partial_template_name = "participants/imports/_batch.html"

    def get_title(self):
        return _("Upload %(batch)s") % {"batch": self.batch}

    @cached_property
    def counts(self) -> dict[str, int]:
        counted = dict(self.batch.rows.order_by().values_list("verdict").annotate(number=Count("pk")))
        return {verdict: counted[verdict] for verdict in Verdict.values if counted.get(verdict)}

    @cached_property
    def verdict(self) -> str:
        """Which rows are shown: those asked for, otherwise those that somebody has to look at."""
        asked = self.request.GET.get("verdict", "")
        if asked in self.counts or asked == "all":
            return asked
        looked_at = (Verdict.DOUBT, Verdict.REJECTED, Verdict.NEW, Verdict.CHANGED)
        return next((verdict for verdict in looked_at if verdict in self.counts), "all")

    def get_context_data(self, **kwargs):
        rows = self.batch.rows.select_related("person")
        rows = rows if self.verdict == "all" else rows.filter(verdict=self.verdict)
        page = Paginator(rows, ROWS_A_PAGE).get_page(self.request.GET.get("page"))
        for row in page.object_list:
            row.batch = self.batch
        tell_differences(page.object_list, self.batch.organization)
        waiting = self.batch.rows.filter(before__isnull=True) if self.batch.is_open else self.batch.rows.none()
        undecided = waiting.filter(verdict=Verdict.DOUBT, decision="").count()
        return super().get_context_data(
            page=page,
            verdict=self.verdict,
            strip=[(verdict, number, counted(verdict, number)) for verdict, number in self.counts.items()],
            total=sum(self.counts.values()),
            to_accept=waiting.filter(imports.WANTED).count(),
            undecided=undecided,
            unread=unread_columns(self.batch) if self.batch.is_open else [],
            passed_over=passed_over_columns(self.batch) if self.batch.is_open else [],
            rejected=self.counts.get(Verdict.REJECTED, 0),
            **kwargs,
        )


class ImportColumnsView(WithinImport, ObjectFormView):
    template_name = "participants/imports/columns.html"
    form_class = ColumnsForm
    title = gettext_lazy("What the columns mean")
    submit = gettext_lazy("Read the file again")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "batch": self.batch}

    def perform(self, form) -> None:
        header_row = form.cleaned_data["header_row"]
        imports.set_columns(self.batch, header_row=header_row, mapping=form.mapping, **self.clock())
        go_on_soon(self.batch)


class ImportAcceptView(WithinImport, ActionView):
    title = gettext_lazy("Accept the rows?")
    submit = gettext_lazy("Accept")

    def get_context_data(self, **kwargs):
        rows = self.batch.rows.filter(before__isnull=True)
        new, changed = (rows.filter(verdict=verdict).count() for verdict in (Verdict.NEW, Verdict.CHANGED))
        undecided = rows.filter(verdict=Verdict.DOUBT, decision="").count()
        consequences = [
            ngettext("%(number)d row becomes a new participant.", "%(number)d rows become new participants.", new)
            % {"number": new},
            ngettext("%(number)d row changes what is there.", "%(number)d rows change what is there.", changed)
            % {"number": changed},
            _("Rejected rows are passed over; they can be taken as a file with the reasons."),
            _("Until %(day)s the upload can be taken back.") % {"day": f"{self.batch.kept_until:%d.%m.%Y}"},
        ]
        if unread := unread_columns(self.batch):
            consequences.insert(0, _("Columns that are not read: %(columns)s.") % {"columns": ", ".join(unread)})
        if self.batch.warning:
            consequences.insert(0, self.batch.warning)
        if undecided:
            consequences.insert(
                2,
                _("Undecided rows that are perhaps already there: %(number)d. They are passed over.")
                % {"number": undecided},
            )
        return super().get_context_data(text=self.batch, consequences=consequences, **kwargs)

    def perform(self) -> None:
        imports.ask_to_accept(self.batch, **self.clock())
        go_on_soon(self.batch)


class ImportUndoView(WithinImport, ActionView):
    title = gettext_lazy("Take the upload back?")
    submit = gettext_lazy("Take back")

    def get_context_data(self, **kwargs):
        consequences = [
            _("The people whom it brought are removed, unless something has been recorded of them since."),
            _("What it changed is restored, but for what somebody has changed since."),
        ]
        return super().get_context_data(text=self.batch, consequences=consequences, danger=True, **kwargs)

    def perform(self) -> None:
        undone = imports.undo_import(self.batch, **self.clock())
        said = _("Taken back. Removed: %(removed)d, restored: %(restored)d, kept: %(kept)d.")
        messages.success(self.request, said % undone.__dict__)


class ImportAbandonView(WithinImport, ActionView):
    title = gettext_lazy("Delete the upload?")
    submit = gettext_lazy("Delete")
    success_message = gettext_lazy("The upload is deleted.")

    def get_context_data(self, **kwargs):
        consequences = [_("The file and everything read of it are deleted. The bank stays as it is.")]
        return super().get_context_data(text=self.batch, consequences=consequences, danger=True, **kwargs)

    def perform(self) -> None:
        imports.abandon_import(self.batch, **self.clock())

    def post(self, request, *args, **kwargs):
        response = super().post(request, *args, **kwargs)
        return go_to(request, reverse("participants:imports")) if self.batch.state == State.ABANDONED else response


class AboutRow(WithinImport):
    """A page about one row of an upload."""

    model = BankImportRow
    context_object_name = "row"

    def get_queryset(self):
        rows = BankImportRow.objects.visible_to(self.request.user)
        return rows.select_related("batch__organization", "batch__file", "person")

    @property
    def batch(self) -> BankImport:
        return self.object.batch

    def get_permission_object(self) -> BankImport:
        return self.batch

    def get_success_url(self) -> str:
        return f"{self.batch.get_absolute_url()}?verdict={self.object.verdict}#row-{self.object.number}"


class ImportRowView(LookMixin, AboutRow, ObjectFormView):
    """The cells of a row, to be corrected in place."""

    template_name = "participants/imports/row.html"
    form_class = RowForm
    submit = gettext_lazy("Check again")

    def get_title(self):
        return _("Row %(number)d") % {"number": self.object.number}

    def record_look(self) -> None:
        what = {"bank": self.batch.role, "upload": str(self.batch.pk)}
        record_bank_look(self.batch.organization, what=what, **self.clock())

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "row": self.object}

    def perform(self, form) -> None:
        imports.correct_row(self.object, form.cells, on=self.clock()["at"].date())


class ImportDecideView(AboutRow, ActionView):
    """One doubt decided."""

    title = gettext_lazy("Decide about the row")

    def get_context_data(self, **kwargs):
        return super().get_context_data(text=self.object.person, **kwargs)

    def perform(self) -> None:
        imports.decide_doubt(self.object, self.request.POST.get("decision", ""))


class ImportDecideAllView(WithinImport, ActionView):
    """All doubts that are left, decided at once."""

    title = gettext_lazy("Decide about the rows")

    def perform(self) -> None:
        imports.decide_doubts(self.batch, self.request.POST.get("decision", ""))
