"""Step 3: the rows, those with doubts first; each is corrected where it stands."""

from collections.abc import Callable
from functools import cached_property

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.revisions import StaleRevision
from core.views import ActionView, DetailView, ObjectFormView, number_in

from ...deadlines import parse
from ...forms.imports import ActivityRowForm, SectionRowForm
from ...periods import stored_period
from ...services import imports
from ...worksheet import Item, editing
from .common import ImportMixin, StepMixin

SHOWN = ("doubtful", "all", "left")
UNDO_FROM = ("import_columns", "import_rows", "import_check")


class ImportRowsView(StepMixin, DetailView):
    """`?show=` doubtful (where there are any), all, left: what found no place."""

    template_name = "roadmaps/imports/rows.html"
    partial_template_name = "roadmaps/imports/_rows.html"
    step = "import_rows"

    def get_context_data(self, **kwargs):
        return super().get_context_data(rows=self.rows, show=self._show(), **kwargs)

    def _show(self) -> str:
        asked = self.request.GET.get("show")
        if asked in SHOWN:
            return asked
        return "doubtful" if self.rows.doubtful else "all"


class ImportUndoView(StepMixin, ActionView):
    """The latest step is taken back: the page itself posts which one it showed."""

    step = "import_rows"
    submit = gettext_lazy("Undo")

    def get_title(self):
        return _("Undo the latest step?")

    def get_context_data(self, **kwargs):
        return super().get_context_data(text=self.last_step or _("There is nothing to undo."), **kwargs)

    def perform(self):
        seen = number_in(self.request.POST.get("step")) or getattr(self.last_step, "pk", 0)
        undone = imports.undo_step(self.object, step=seen, **self.clock())
        messages.success(self.request, _("Undone: %(step)s") % {"step": undone})
        return undone

    def get_success_url(self):
        """Back to where the button was pressed."""
        name = self.request.POST.get("back")
        url = reverse(f"roadmaps:{name if name in UNDO_FROM else 'import_rows'}", args=[self.object.pk])
        show = self.request.POST.get("show")
        if name != "import_rows":
            return url
        row = getattr(getattr(self, "result", None), "row", None)
        return f"{url}{f'?show={show}' if show in SHOWN else ''}{f'#row-{row}' if row else ''}"


class RowMixin(StepMixin):
    """A page about one row of the worksheet; to htmx it answers with the row, and what else has changed beside it."""

    step = "import_rows"

    @cached_property
    def item(self) -> Item:
        item = self.object.sheet.item(self.kwargs["row"])
        if item is None:
            raise Http404
        return item

    def get_context_data(self, **kwargs):
        item = self.object.sheet.item(self.item.pk)
        return super().get_context_data(**{**kwargs, "rows": self.rows, "row": self.rows.row(item)})

    def get_success_url(self):
        return f"{reverse('roadmaps:import_rows', args=[self.object.pk])}?show=all#row-{self.item.pk}"

    def changed(self, *others: Item) -> HttpResponse:
        """The row as it is now with `others` that changed along with it, and the counts above the rows."""
        self.read_again()
        beside = [self.rows.row(self.object.sheet.item(item.pk)) for item in others]
        context = self.get_context_data(beside=beside)
        return self.response_class(self.request, ["roadmaps/imports/_changed.html"], context)


class ImportRowView(RowMixin, ObjectFormView):
    """The row as a form: in its place by htmx, otherwise on a page of its own."""

    template_name = "roadmaps/imports/row.html"
    partial_template_name = "roadmaps/imports/_row_form.html"

    def get_form_class(self):
        return SectionRowForm if self.item.is_section else ActivityRowForm

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "item": self.item}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        phrase = "" if self.item.is_section else str(context["form"]["deadline"].value() or "")
        return {**context, "schedule": parse(phrase, period=self.rows.period) if phrase.strip() else None}

    def perform(self, form):
        change = editing.Change(editing.edit, self.item.pk, form.cleaned_data["seen"], form.changes)
        try:
            return imports.correct_import(self.object, change, **self.clock())
        except editing.StaleRow as stale:
            raise StaleRevision(stale.current) from stale

    def form_valid(self, form):
        return self.changed() if self.request.htmx else super().form_valid(form)


class RowActionView(RowMixin, ActionView):
    """One verb of roadmaps.worksheet.editing on one row; the page itself posts the revision that it showed."""

    change: Callable

    def perform(self):
        seen = number_in(self.request.POST.get("seen")) or self.item.revision
        change = editing.Change(self.change, self.item.pk, seen)
        return imports.correct_import(self.object, change, **self.clock())

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        before = self.others()
        response = super().post(request, *args, **kwargs)
        return self.changed(*before) if request.htmx and getattr(self, "result", None) else response

    def others(self) -> list[Item]:
        """The other rows that the verb changes, of those on the page."""
        return []

    def shown(self, row: Item | None) -> list[Item]:
        return [row] if row and str(row.pk) in self.request.POST.getlist("shown") else []

    def get_context_data(self, **kwargs):
        return super().get_context_data(text=self.item.name, **kwargs)


class RowSettleView(RowActionView):
    change = staticmethod(editing.settle)
    title = gettext_lazy("Is the row right as it is?")
    submit = gettext_lazy("It is right")


class RowRemoveView(RowActionView):
    change = staticmethod(editing.remove)
    title = gettext_lazy("Leave this row out?")
    submit = gettext_lazy("Leave out")


class RowRestoreView(RowActionView):
    change = staticmethod(editing.restore)
    title = gettext_lazy("Bring the row back?")
    submit = gettext_lazy("Bring the row back")

    def others(self):
        return self.shown(editing.joined_to(self.object.sheet, self.item))


class RowTurnView(RowActionView):
    change = staticmethod(editing.turn)
    submit = gettext_lazy("Change")

    def get_title(self):
        return _("Make this section an activity?") if self.item.is_section else _("Make this row a section?")


class RowMergeView(RowActionView):
    change = staticmethod(editing.merge)
    title = gettext_lazy("Join this row to the one above?")
    submit = gettext_lazy("Join")

    def others(self):
        return self.shown(editing.row_above(self.object.sheet, self.item.pk))


class ImportDeadlineView(ImportMixin, DetailView):
    """How the phrase in `?deadline=` is understood within the period of the document; asked for while one types."""

    template_name = "roadmaps/_deadline_reading.html"

    def get_context_data(self, **kwargs):
        phrase = self.request.GET.get("deadline", "")[:500]
        if not self.object.is_editable:
            raise Http404
        head = self.object.sheet.head
        period = stored_period(head.period_from, head.period_to)
        schedule = parse(phrase, period=period) if phrase.strip() else None
        return super().get_context_data(schedule=schedule, **kwargs)
