"""Templates of surveys: looked at, made over for one's own institution in the next version."""

from copy import copy

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.views import ActionView, FormView, PageView
from participants.models import MentoringForm

from ..forms.survey_templates import QuestionFormSet, TemplateForm
from ..models import SurveyTemplate
from ..selectors.surveys import templates_for
from ..services import survey_templates
from .survey_common import surveys_crumb

TEMPLATES = (_("Questions of surveys"), "monitoring:survey_templates")


class TemplateListView(PageView):
    permission_required = "monitoring.list_survey_templates"
    template_name = "monitoring/survey_templates.html"
    title = TEMPLATES[0]

    def get_breadcrumbs(self):
        return [surveys_crumb()]

    def get_context_data(self, **kwargs):
        own = self.request.user.acting.organization
        return super().get_context_data(templates=templates_for(own), own=own, **kwargs)


class TemplateMixin:
    """A page about a template that the organisation may use."""

    @cached_property
    def template(self) -> SurveyTemplate:
        organization = self.request.user.acting.organization if self.request.user.acting else None
        found = {one.pk: one for one in templates_for(organization)} if organization else {}
        if self.kwargs["pk"] not in found:
            raise Http404
        return found[self.kwargs["pk"]]

    def get_title(self):
        return self.template.title

    def get_breadcrumbs(self):
        return [surveys_crumb(), (TEMPLATES[0], reverse(TEMPLATES[1]))]

    def get_cancel_url(self) -> str:
        return reverse(TEMPLATES[1])

    get_success_url = get_cancel_url


class TemplateEditView(TemplateMixin, FormView):
    """The title, the words before, the questions; saved as the next version of one's own."""

    permission_required = "monitoring.change_survey_templates"
    template_name = "monitoring/survey_template_form.html"
    form_class = TemplateForm
    submit = _("Save as the next version")
    success_message = _("Saved. Surveys that are open already keep their questions.")

    def get_form_kwargs(self):
        offered = MentoringForm.objects.usable_in(self.request.user.acting.organization)
        return {**super().get_form_kwargs(), "instance": copy(self.template), "offered": offered}

    @cached_property
    def questions(self):
        return QuestionFormSet(self.request.POST or None, base=self.template, prefix="q")

    def get_context_data(self, **kwargs):
        return super().get_context_data(questions=self.questions, template=self.template, **kwargs)

    def post(self, request, *args, **kwargs):
        if not self.questions.is_valid():
            return self.form_invalid(self.get_form())
        return super().post(request, *args, **kwargs)

    def perform(self, form) -> SurveyTemplate:
        own = self.request.user.acting.organization
        return survey_templates.save_template(
            self.template, self.questions.drafts, **form.cleaned_data, organization=own, **self.clock()
        )


class TemplateReturnView(TemplateMixin, ActionView):
    """Gives up one's own questions for the common ones."""

    permission_required = "monitoring.change_survey_templates"
    model = SurveyTemplate
    title = _("Return to the common questions?")
    submit = _("Return to the common ones")
    success_message = _("The common questions are in use again.")

    def get_queryset(self):
        own = self.request.user.acting
        rows = SurveyTemplate.objects.filter(is_active=True).select_related("organization")
        return rows.filter(organization=own.organization) if own and own.organization else rows.none()

    def get_title(self):
        return self.title

    def get_context_data(self, **kwargs):
        consequences = [_("Answers given to your own questions stay with them.")]
        return super().get_context_data(text=self.object.title, consequences=consequences, **kwargs)

    def perform(self) -> None:
        survey_templates.return_to_common(self.object, **self.clock())
