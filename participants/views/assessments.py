"""Assessments: parameters and averages of the institution, the grid of marks, the marks of one participant."""

from django.core.paginator import Paginator
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.views import ActionView, FormView, ObjectFormView, PageView, number_in, words_in

from ..forms.assessments import MarksForm, ParameterForm
from ..models import Assessment, AssessmentParameter, Participation
from ..selectors.assessments import averages, marks_of, parameters_of
from ..selectors.counts import FEW
from ..services import assessments
from .common import ParticipationMixin

TITLE = _("Assessments")
ON_A_PAGE = 30
Role, Wave = Participation.Role, Assessment.Wave


class AssessmentsView(PageView):
    """What the institution assesses by, and the mean change; no average of fewer than five people."""

    permission_required = "participants.assess_people"
    template_name = "participants/assessments.html"
    title = TITLE

    def get_context_data(self, **kwargs):
        organization = self.request.user.acting.organization
        return super().get_context_data(
            groups=[(role, averages(organization, role)) for role in Role],
            unused=AssessmentParameter.objects.filter(organization=organization, is_active=False),
            waves=Wave,
            few=FEW,
            **kwargs,
        )


class ParameterAddView(FormView):
    permission_required = "participants.change_parameters"
    form_class = ParameterForm
    title = _("New parameter of assessment")
    success_message = _("The parameter is added.")

    def get_breadcrumbs(self):
        return [(TITLE, reverse("participants:assessments"))]

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": AssessmentParameter()}

    def perform(self, form) -> AssessmentParameter:
        organization = self.request.user.acting.organization
        return assessments.add_parameter(form.instance, organization=organization, **self.clock())

    def get_success_url(self) -> str:
        return reverse("participants:assessments")

    get_cancel_url = get_success_url


class ParametersReadyView(FormView):
    """Takes over the ready list by one click."""

    permission_required = "participants.change_parameters"
    title = _("Ready parameters of assessment")

    def get(self, request, *args, **kwargs):
        raise Http404

    def post(self, request, *args, **kwargs):
        assessments.take_ready_parameters(request.user.acting.organization, **self.clock())
        return self.form_valid(None)

    def get_success_url(self) -> str:
        return reverse("participants:assessments")


class ParameterSwitchView(ActionView):
    permission_required = "participants.change_parameters"
    model = AssessmentParameter
    success_message = _("Saved.")

    def get_queryset(self):
        return super().get_queryset().select_related("organization")

    def get_title(self):
        return _("Take the parameter out of use?") if self.object.is_active else _("Use the parameter again?")

    def get_context_data(self, **kwargs):
        consequences = [_("Marks that were given by it stay on the cards.")]
        return super().get_context_data(text=self.object, consequences=consequences, **kwargs)

    def perform(self) -> None:
        assessments.switch_parameter(self.object, **self.clock())

    def get_success_url(self) -> str:
        return reverse("participants:assessments")


class GridView(FormView):
    """Marks of many at once: `?role=mentee&wave=input&group=8 «А»`."""

    permission_required = "participants.assess_people"
    template_name = "participants/assessment_grid.html"
    form_class = MarksForm
    success_message = _("The marks are saved.")

    @property
    def role(self) -> str:
        return Role.MENTOR if self.request.GET.get("role") == Role.MENTOR else Role.MENTEE

    @property
    def wave(self) -> str:
        return Wave.FINAL if self.request.GET.get("wave") == Wave.FINAL else Wave.INPUT

    def get_title(self):
        return Wave(self.wave).label.capitalize()

    def get_breadcrumbs(self):
        return [(TITLE, reverse("participants:assessments"))]

    @cached_property
    def people(self):
        rows = Participation.objects.visible_to(self.request.user).kept().filter(role=self.role, left_on=None)
        return rows.select_related("person__organization")

    @property
    def group(self) -> str:
        return words_in(self.request, "group")

    @cached_property
    def page(self):
        rows = self.people.filter(person__class_group=self.group) if self.group else self.people
        return Paginator(rows, ON_A_PAGE).get_page(self.request.GET.get("page"))

    @cached_property
    def parameters(self) -> list[AssessmentParameter]:
        return parameters_of(self.request.user.acting.organization, self.role)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "rows": self.rows, "parameters": self.parameters}

    @cached_property
    def rows(self) -> list[Participation]:
        """Those on the page; once it comes back, those who stood on it, whoever has joined or left meanwhile."""
        if self.request.method != "POST":
            return list(self.page.object_list)
        shown = {number_in(value) for value in self.request.POST.getlist("row")[:ON_A_PAGE]} - {None}
        return list(self.people.filter(pk__in=shown))

    def get_initial(self):
        held = marks_of(self.rows, self.wave)
        marks = {f"mark-{row}-{parameter}": value for (row, parameter), value in held.items()}
        return {"on": timezone.localdate(), **marks}

    def get_context_data(self, **kwargs):
        groups = self.people.order_by().exclude(person__class_group="").values_list("person__class_group", flat=True)
        return super().get_context_data(
            role=self.role,
            wave=self.wave,
            roles=Role,
            waves=Wave,
            page=self.page,
            parameters=self.parameters,
            groups=sorted(groups.distinct()),
            group=self.group,
            **kwargs,
        )

    def perform(self, form) -> int:
        data = form.cleaned_data
        return assessments.assess(form.marks, wave=self.wave, on=data["on"], assessor=data["assessor"], **self.clock())

    def get_success_url(self) -> str:
        return self.request.get_full_path()


class AssessView(ParticipationMixin, ObjectFormView):
    """The marks of one participant in one wave."""

    permission_required = "participants.assess_people"
    template_name = "participants/assess.html"
    form_class = MarksForm
    success_message = _("The marks are saved.")

    @property
    def wave(self) -> str:
        if self.kwargs["wave"] not in Wave.values:
            raise Http404
        return self.kwargs["wave"]

    def get_title(self):
        return Wave(self.wave).label.capitalize()

    @cached_property
    def parameters(self) -> list[AssessmentParameter]:
        return parameters_of(self.object.organization, self.object.role)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "rows": [self.object], "parameters": self.parameters}

    def get_initial(self):
        found = self.object.assessments.filter(wave=self.wave).first()
        held = marks_of([self.object], self.wave)
        marks = {f"mark-{row}-{parameter}": value for (row, parameter), value in held.items()}
        said = {"on": found.on, "assessor": found.assessor} if found else {"on": timezone.localdate()}
        return {**said, **marks}

    def get_context_data(self, **kwargs):
        return super().get_context_data(parameters=self.parameters, **kwargs)

    def perform(self, form) -> int:
        data = form.cleaned_data
        return assessments.assess(form.marks, wave=self.wave, on=data["on"], assessor=data["assessor"], **self.clock())
