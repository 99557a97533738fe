"""Sheets of paper: one by one, or many lines at once."""

from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.views import ObjectFormView, number_in
from participants.models import Participation

from ..forms.surveys import GridForm, SheetForm, may_be_linked
from ..selectors.surveys import open_to_answer, questions_of
from ..services.survey_answers import enter_sheets
from .surveys import SurveyChangeMixin

ON_A_PAGE = 20
WITHOUT_NAMES = 10


class EntryView(SurveyChangeMixin, ObjectFormView):
    def get_initial(self):
        return {"filled_on": min(timezone.localdate(), self.object.closes_on)}

    @cached_property
    def questions(self):
        return questions_of(self.object)

    @cached_property
    def waiting(self):
        """Those who have not answered; None where sheets have no names."""
        if not may_be_linked(self.object):
            return None
        people = Participation.objects.filter(pk__in=open_to_answer(self.object).values("participation"))
        return people.select_related("person")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "questions": self.questions}

    def get_success_url(self) -> str:
        return self.request.get_full_path()

    def get_cancel_url(self) -> str:
        return self.object.get_absolute_url()


class SheetView(EntryView):
    """One sheet with every question; the page comes back for the next one."""

    template_name = "monitoring/survey_sheet.html"
    form_class = SheetForm
    title = _("A sheet of paper")
    submit = _("Save and go on to the next")
    success_message = _("The sheet is entered.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "people": self.waiting}

    def perform(self, form) -> int:
        return enter_sheets(self.object, [form.sheet], on=form.cleaned_data["filled_on"], **self.clock())


class GridView(EntryView):
    """Many sheets: a line each."""

    template_name = "monitoring/survey_grid.html"
    form_class = GridForm
    title = _("Many sheets of paper")
    submit = _("Save the sheets")

    @cached_property
    def page(self):
        rows = self.waiting if self.waiting is not None else range(1, WITHOUT_NAMES + 1)
        return Paginator(rows, ON_A_PAGE).get_page(self.request.GET.get("page"))

    @cached_property
    def rows(self) -> list[Participation | int]:
        """Those on the page; once it comes back, those who stood on it, whoever has answered meanwhile."""
        if self.waiting is None or self.request.method != "POST":
            return list(self.page.object_list)
        shown = {number_in(value) for value in self.request.POST.getlist("row")[:ON_A_PAGE]} - {None}
        asked = self.object.invitations.filter(participation__in=shown).values("participation")
        return list(Participation.objects.filter(pk__in=asked).select_related("person"))

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "rows": self.rows}

    def get_context_data(self, **kwargs):
        return super().get_context_data(page=self.page, by_name=self.waiting is not None, **kwargs)

    def perform(self, form) -> int:
        return enter_sheets(self.object, form.sheets, on=form.cleaned_data["filled_on"], **self.clock())

    @property
    def success_message(self) -> str:
        words = ngettext("%(number)d sheet is entered.", "%(number)d sheets are entered.", self.result)
        return words % {"number": self.result}
