"""A participation: its card, leaving, and what is done with many at once."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DayField, RevisionedForm
from organizations.models import Organization

from ..drafts import ParticipationDraft
from ..models import MentoringForm, Participation, Programme
from ..times import time_choices
from .people import Grouped, TopicsField, offer_choices

REASONS = [choice for choice in Participation.Leaving.choices if choice[0] != Participation.Leaving.MERGED]
MENTORS_ONLY = ("achievements", "wished_age_from", "wished_age_to", "capacity", "certificate_seen_on")


class ParticipationForm(Grouped, RevisionedForm):
    """A row of the bank; fields that only a mentor has are not shown for a mentee."""

    joined_on = DayField(label=_("In the programme since"))
    questionnaire_on = DayField(
        label=_("Questionnaire filled on"), required=False, help_text=_("Empty: it is still to be filled.")
    )
    certificate_seen_on = DayField(
        label=_("Certificate of no criminal record seen on"), required=False,
        help_text=_("For adults from outside the institution: Labour Code, article 351.1."),
    )  # fmt: skip
    times = forms.MultipleChoiceField(
        label=_("When they can meet"), required=False, choices=time_choices, widget=forms.CheckboxSelectMultiple
    )
    case_url = forms.URLField(
        label=_("Link to the case or testimonial"), required=False, max_length=500, assume_scheme="https"
    )

    groups = (
        (_("Participation"), ("form", "programme", "joined_on", "questionnaire_on", "certificate_seen_on")),
        (_("Questionnaire"), ("request", "areas", "interests", "interests_text", "achievements")),
        (_("For the matching"),
         ("wished_age_from", "wished_age_to", "capacity", "hours_a_week", "mode", "language", "times")),
        (_("Outcome"), ("results", "case_url", "completed_mark")),
    )  # fmt: skip

    class Meta:
        model = Participation
        fields = [
            "form", "programme", "joined_on", "questionnaire_on", "certificate_seen_on", "times", "request", "areas",
            "interests", "interests_text", "achievements", "wished_age_from", "wished_age_to", "capacity",
            "hours_a_week", "mode", "language", "results", "case_url", "completed_mark",
        ]  # fmt: skip
        field_classes = {"areas": TopicsField, "interests": TopicsField}
        widgets = {
            "request": forms.Textarea(attrs={"rows": 3}),
            "achievements": forms.Textarea(attrs={"rows": 2}),
            "results": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args, organization: Organization, role: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.role = role
        self.fields["form"].required = True
        offer_choices(self, organization, role)
        if role != Participation.Role.MENTOR:
            for name in MENTORS_ONLY:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        youngest, oldest = data.get("wished_age_from"), data.get("wished_age_to")
        if youngest and oldest and oldest < youngest:
            self.add_error("wished_age_to", _("The oldest age is below the youngest. Check the two."))
        joined, left = data.get("joined_on"), self.instance.left_on
        if joined and left and joined > left:
            self.add_error("joined_on", _("The person left before this day. Check the day of joining."))
        return data

    @property
    def draft(self) -> ParticipationDraft:
        """What was typed over what there was: a field that is not shown keeps its value."""
        kept = ParticipationDraft.of(self.instance).__dict__ if self.instance.pk else {}
        given = {name: self.cleaned_data[name] for name in self.fields if name != "seen"}
        topics = {name: tuple(given[name]) for name in ParticipationDraft.TOPICS}
        return ParticipationDraft(**{**kept, **given, **topics, "role": self.role})


class LeavingForm(forms.Form):
    """When and why somebody leaves the programme."""

    on = DayField(label=_("Left on"))
    leaving = forms.ChoiceField(label=_("Why"), choices=[("", _("choose")), *REASONS])
    note = forms.CharField(
        label=_("Remark"), required=False, max_length=Participation._meta.get_field("leaving_note").max_length
    )


class QuestionnairesForm(forms.Form):
    """One day for the questionnaires of many."""

    on = DayField(label=_("Questionnaire filled on"), help_text=_("Only for those who have no such day yet."))


class ProgrammeChoiceForm(forms.Form):
    """One form and programme for many."""

    form = forms.ModelChoiceField(MentoringForm.objects.none(), label=_("Form of mentoring"))
    programme = forms.ModelChoiceField(Programme.objects.none(), label=_("Programme"), required=False)

    def __init__(self, *args, organization: Organization, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["form"].queryset = MentoringForm.objects.usable_in(organization)
        self.fields["programme"].queryset = Programme.objects.filter(organization=organization, closed_on=None)
