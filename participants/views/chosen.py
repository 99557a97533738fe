"""Questionnaires that many have filled in on paper: a bank that came from Excel is ready for matching at once."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ..forms.participation import QuestionnairesForm
from ..services import participation as taking_part
from .banks import ChosenView


class ChosenQuestionnairesView(ChosenView):
    form_class = QuestionnairesForm
    title = _("Mark the questionnaires as filled in")
    submit = _("Mark the questionnaires as filled in")

    def get_initial(self):
        return {"on": timezone.localdate()}

    @property
    def success_message(self) -> str:
        return ngettext(
            "%(number)d questionnaire is marked.", "%(number)d questionnaires are marked.", self.result
        ) % {"number": self.result}

    def perform(self, form) -> int:
        return taking_part.mark_questionnaires(self.rows, **form.cleaned_data, **self.clock())
