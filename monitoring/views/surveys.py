"""Surveys: the list, the card of one, opened, prolonged, closed; its results."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.documents import Document
from core.views import ActionView, DetailView, FormView, ListView, ObjectFormView

from ..forms.surveys import ProlongForm, SurveyForm, may_be_linked
from ..models import Survey
from ..papers.surveys import results_document, rule_in_words, spread_chart
from ..selectors.before_after import answers_compared, earlier_survey
from ..selectors.survey_results import results_of
from ..selectors.surveys import invitations_of, templates_for, with_numbers
from ..services import surveys
from ..services.survey_links import common_address
from ..tables.surveys import SurveyTable
from .downloads import DownloadableMixin
from .survey_common import SURVEYS, SurveyMixin, surveys_crumb

USUAL_LENGTH = timedelta(days=14)


class SurveyListView(ListView):
    """Those of one's institution; for those above, of every institution below, in numbers."""

    permission_required = "monitoring.list_surveys"
    model = Survey
    table_class = SurveyTable
    template_name = "monitoring/survey_list.html"
    title = SURVEYS[0]
    filterset_fields = ["template__audience", "template__wave"]

    def get_queryset(self):
        return with_numbers(super().get_queryset()).select_related("organization", "template")

    def get_table_kwargs(self):
        several = not self.request.user.has_perm("monitoring.open_survey")
        return {**super().get_table_kwargs(), "on": timezone.localdate(), "several": several}


class SurveyAddView(FormView):
    permission_required = "monitoring.open_survey"
    form_class = SurveyForm
    title = _("New survey")
    submit = _("Open the survey")

    def get_breadcrumbs(self):
        return [surveys_crumb()]

    def get_cancel_url(self) -> str:
        return reverse(SURVEYS[1])

    def get_initial(self):
        today = timezone.localdate()
        return {"opens_on": today, "closes_on": today + USUAL_LENGTH, "template": self.request.GET.get("template")}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "templates": templates_for(self.request.user.acting.organization)}

    def perform(self, form) -> Survey:
        organization = self.request.user.acting.organization
        return surveys.open_survey(form.draft, organization=organization, **self.clock())

    def get_success_url(self) -> str:
        return self.result.get_absolute_url()


class SurveyView(SurveyMixin, DetailView):
    """For the institution: who has answered, the ways to the survey. For those above: numbers."""

    permission_required = "monitoring.view_survey"
    template_name = "monitoring/survey_detail.html"

    def get_breadcrumbs(self):
        return [surveys_crumb()]

    def get_title(self):
        return self.object.title

    def get_context_data(self, **kwargs):
        survey, today = self.object, timezone.localdate()
        context = {"today": today, "has_ended": survey.has_ended_by(today), "by_name": may_be_linked(survey)}
        context |= {"asked": survey.invitations.count(), "answered": survey.responses.count()}
        if self.is_inside:
            context["may_change"] = True
            context["invitations"] = invitations_of(survey) if context["by_name"] else []
            context["address"] = common_address(survey) if survey.is_anonymous else ""
        return super().get_context_data(**context, **kwargs)


class SurveyChangeMixin(SurveyMixin):
    permission_required = "monitoring.change_survey"


class SurveyProlongView(SurveyChangeMixin, ObjectFormView):
    form_class = ProlongForm
    title = _("Another last day")
    success_message = _("The last day is moved.")

    def get_initial(self):
        return {"closes_on": self.object.closes_on}

    def perform(self, form) -> None:
        surveys.prolong_survey(self.object, form.cleaned_data["closes_on"], **self.clock())


class SurveyCloseView(SurveyChangeMixin, ActionView):
    title = _("Close the survey?")
    submit = _("Close")
    success_message = _("The survey is closed: the links open nothing any more.")

    def get_context_data(self, **kwargs):
        consequences = [_("Answers are not taken any more. Sheets of paper can still be entered.")]
        return super().get_context_data(text=self.object.title, consequences=consequences, **kwargs)

    def perform(self) -> None:
        surveys.close_survey(self.object, **self.clock())


class SurveyInviteView(SurveyChangeMixin, ActionView):
    title = _("Invite newcomers?")
    submit = _("Invite")

    def get_context_data(self, **kwargs):
        text = _("Everybody who has come into pairs since the survey was opened will be asked too.")
        return super().get_context_data(text=text, **kwargs)

    def perform(self) -> int:
        return surveys.invite_newcomers(self.object, **self.clock())

    @property
    def success_message(self) -> str:
        if not self.result:
            return _now("There are no newcomers: everybody in pairs is asked already.")
        words = ngettext("%(number)d person is invited.", "%(number)d people are invited.", self.result)
        return words % {"number": self.result}


class ResultsView(DownloadableMixin, SurveyMixin, DetailView):
    """Response rate, satisfaction, every question as a chart with its table; `?download=pdf|docx|xlsx`."""

    permission_required = "monitoring.view_survey"
    template_name = "monitoring/survey_results.html"
    title = _("Results")

    @cached_property
    def results(self):
        return results_of(self.object, inside=self.is_inside)

    @cached_property
    def earlier(self) -> Survey | None:
        return earlier_survey(self.object) if self.is_inside else None

    @cached_property
    def compared(self) -> list:
        return answers_compared(self.object, self.earlier) if self.earlier else []

    def get_document(self) -> Document:
        return results_document(self.results, self.compared, self.earlier, at=timezone.localtime())

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            results=self.results,
            spreads=[(spread, spread_chart(spread)) for spread in self.results.spreads],
            rule=rule_in_words(self.results.rules),
            earlier=self.earlier,
            compared=self.compared,
            is_inside=self.is_inside,
            **kwargs,
        )
