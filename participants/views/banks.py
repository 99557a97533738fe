"""The two banks on screen, and what is done with many of their rows at once."""

from typing import Any

from django.http import Http404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.listing import PARAMETER
from core.views import FormView, ListView, number_in

from ..filters import BankFilter
from ..forms.participation import LeavingForm, ProgrammeChoiceForm
from ..models import Participation, Person
from ..selectors.settings import forbids_without_consent
from ..selectors.stages import MENTEE_PATH, MENTOR_PATH, Stage, count_by_stage
from ..services import participation as taking_part
from ..services.people import record_export
from ..tables import BankTable
from .common import MENTEES, MENTORS, bank_crumb

MOST_CHOSEN = 200


class BankView(ListView):
    """One bank: a strip of counts by stage, the rows of the stage that is chosen."""

    permission_required = "participants.list_people"
    model = Participation
    table_class = BankTable
    filterset_class = BankFilter
    template_name = "participants/bank_list.html"
    partial_template_name = "participants/_bank_results.html"
    names_leave = True
    role: str
    path: tuple[Stage, ...]

    def get_queryset(self):
        rows = super().get_queryset().kept().filter(role=self.role)
        return rows.select_related("person", "form", "programme")

    def get_filterset_kwargs(self, filterset_class) -> dict[str, Any]:
        return {**super().get_filterset_kwargs(filterset_class), "on": timezone.localdate()}

    def get_table_data(self):
        """A file leaves out those without a consent, unless the institution only wants to be warned."""
        rows = super().get_table_data()
        leaving = self.request.GET.get(PARAMETER) and forbids_without_consent(self.request.user.acting.organization)
        return rows.filter(lacks_consent=False) if leaving else rows

    def before_download(self, format: str, rows: int) -> None:
        people = Person.objects.filter(participations__in=self.get_table_data())
        organization = self.request.user.acting.organization
        record_export(people, organization=organization, what={"bank": self.role, "format": format}, **self.clock())

    def get_context_data(self, **kwargs):
        counts = count_by_stage(self.filterset.counted)
        strip = [(stage, counts[stage]) for stage in (*self.path, Stage.LEFT) if counts[stage] or stage in self.path]
        return super().get_context_data(
            role=self.role,
            leaves_out=forbids_without_consent(self.request.user.acting.organization),
            strip=strip,
            taking_part=sum(number for stage, number in strip if stage not in (Stage.COMPLETED, Stage.LEFT)),
            chosen_stage=self.filterset.form.cleaned_data.get("stage", ""),
            **kwargs,
        )


class MenteesView(BankView):
    role = Participation.Role.MENTEE
    path = MENTEE_PATH
    title = MENTEES[0]


class MentorsView(BankView):
    role = Participation.Role.MENTOR
    path = MENTOR_PATH
    title = MENTORS[0]


class ChosenView(FormView):
    """Something done with the rows whose boxes were ticked: `?pk=1&pk=2`, then a form about them all."""

    permission_required = "participants.change_person"
    template_name = "participants/chosen.html"

    @cached_property
    def rows(self) -> list[Participation]:
        numbers = {number_in(value) for value in self.request.GET.getlist("pk")[:MOST_CHOSEN]} - {None}
        rows = Participation.objects.visible_to(self.request.user).kept().filter(pk__in=numbers)
        return list(rows.select_related("person__organization", "form", "programme"))

    def get_breadcrumbs(self):
        return [bank_crumb(self.rows[0].role if self.rows else Participation.Role.MENTEE)]

    def get_context_data(self, **kwargs):
        return super().get_context_data(rows=self.rows, **kwargs)

    def get_cancel_url(self) -> str:
        return self.get_success_url()

    def get_success_url(self) -> str:
        return self.get_breadcrumbs()[0][1]

    def post(self, request, *args, **kwargs):
        if not self.rows:
            raise Http404
        return super().post(request, *args, **kwargs)


class ChosenProgrammeView(ChosenView):
    form_class = ProgrammeChoiceForm
    title = _("Set the form and the programme")
    success_message = _("The form and the programme are set.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "organization": self.request.user.acting.organization}

    def perform(self, form) -> int:
        return taking_part.set_programme(self.rows, **form.cleaned_data, **self.clock())


class ChosenLeaveView(ChosenView):
    form_class = LeavingForm
    title = _("Record the leaving")
    submit = _("Record the leaving")

    def get_initial(self):
        return {"on": timezone.localdate()}

    @property
    def success_message(self) -> str:
        return ngettext("%(number)d person has left.", "%(number)d people have left.", self.result) % {
            "number": self.result
        }

    def perform(self, form) -> int:
        return taking_part.leave_many(self.rows, **form.cleaned_data, **self.clock())
