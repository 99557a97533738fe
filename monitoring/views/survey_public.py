"""The page behind a link to a survey, for a telephone and without signing in."""

from functools import cached_property

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.throttling import within_limit
from core.views import PUBLIC, FormView, PageView
from organizations.selectors import zone_of

from ..forms.surveys import AnswersForm
from ..selectors.surveys import questions_of
from ..services.survey_answers import answer
from ..services.survey_links import Opened, opened_by

NOT_VALID, BUSY = "monitoring/survey_invalid.html", "participants/questionnaire_busy.html"


class FillView(FormView):
    """A link that is unknown, used, closed or too early tells nothing of anybody: all of them answer alike."""

    permission_required = PUBLIC
    template_name = "monitoring/survey_fill.html"
    form_class = AnswersForm

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not within_limit(request, "questionnaire"):
            return TemplateResponse(request, BUSY, status=429)
        if self.opened is None:
            bearable = within_limit(request, "questionnaire_unknown")
            return TemplateResponse(request, NOT_VALID, status=410 if bearable else 429)
        timezone.activate(zone_of(self.opened.survey.organization))
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "same-origin"  # with "no-referrer" no form could be sent
        response["X-Robots-Tag"] = "noindex"
        return response

    @cached_property
    def opened(self) -> Opened | None:
        return opened_by(self.kwargs["token"], at=timezone.now())

    def get_title(self):
        return self.opened.survey.title

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "questions": questions_of(self.opened.survey)}

    def get_context_data(self, **kwargs):
        invitation = self.opened.invitation
        first_name = invitation.participation.person.first_name if invitation else ""
        return super().get_context_data(survey=self.opened.survey, first_name=first_name, **kwargs)

    def perform(self, form) -> None:
        survey, invitation = self.opened.survey, self.opened.invitation
        entry, at = form.cleaned_data["entry"], timezone.localtime()
        answer(survey, form.values, invitation=invitation, entry=entry, on=at.date(), at=at)

    def get_success_url(self) -> str:
        return reverse("survey:thanks")


class ThanksView(PageView):
    permission_required = PUBLIC
    template_name = "participants/questionnaire_thanks.html"
    title = _("Thank you!")
