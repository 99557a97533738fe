"""Participations of a person: entering another role, changing, leaving, coming back."""

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views import ActionView, EditView, ObjectFormView

from ..forms.participation import LeavingForm, ParticipationForm
from ..models import Participation
from ..services import participation as taking_part
from .common import ParticipationMixin, PersonMixin


class ParticipationAddView(PersonMixin, ObjectFormView):
    permission_required = "participants.change_person"
    template_name = "participants/grouped_form.html"
    form_class = ParticipationForm
    submit = gettext_lazy("Enter into the bank")
    success_message = gettext_lazy("Entered into the bank.")

    @property
    def role(self) -> str:
        if self.kwargs["role"] not in Participation.Role.values:
            raise Http404
        return self.kwargs["role"]

    def get_title(self):
        return _("Enter as a mentor") if self.role == Participation.Role.MENTOR else _("Enter as a mentee")

    def get_initial(self):
        return {"joined_on": timezone.localdate()}

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        return {**kwargs, "organization": self.object.organization, "role": self.role}

    def perform(self, form) -> Participation:
        return taking_part.enter(self.object, form.draft, **self.clock())


class ParticipationEditView(ParticipationMixin, EditView):
    permission_required = "participants.change_person"
    template_name = "participants/grouped_form.html"
    form_class = ParticipationForm
    success_message = gettext_lazy("Saved.")

    def get_title(self):
        mentor = self.object.role == Participation.Role.MENTOR
        return _("Participation as a mentor") if mentor else _("Participation as a mentee")

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        return {**kwargs, "organization": self.object.organization, "role": self.object.role}

    def perform(self, form) -> None:
        taking_part.change_participation(self.object, form.draft, seen=form.cleaned_data["seen"], **self.clock())


class ParticipationLeaveView(ParticipationMixin, ObjectFormView):
    permission_required = "participants.change_person"
    form_class = LeavingForm
    template_name = "confirm.html"
    title = gettext_lazy("Record the leaving")
    submit = gettext_lazy("Record the leaving")
    success_message = gettext_lazy("The leaving is recorded.")

    def get_initial(self):
        return {"on": timezone.localdate()}

    def get_context_data(self, **kwargs):
        consequences = [
            _("From this day on the person is no longer counted among those who take part."),
            _("The card, the consents and the history stay; the leaving can be taken back."),
        ]
        return super().get_context_data(text=self.object, consequences=consequences, **kwargs)

    def perform(self, form) -> None:
        taking_part.leave(self.object, **form.cleaned_data, **self.clock())


class ParticipationReturnView(ParticipationMixin, ActionView):
    permission_required = "participants.change_person"
    title = gettext_lazy("Take the leaving back?")
    submit = gettext_lazy("Takes part again")
    success_message = gettext_lazy("The person takes part again.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(text=self.object, **kwargs)

    def perform(self) -> None:
        taking_part.reenter(self.object, **self.clock())
