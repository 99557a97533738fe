"""The questionnaire that a person fills through a personal link (domain.md 1.9), worded for its age."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PlainTextForm
from organizations.models import Organization

from ..models import Participation, Topic
from ..times import time_choices
from .people import TopicsField

AREAS, INTERESTS = "areas", "interests"
MENTEE = (AREAS, "request", INTERESTS, "interests_text", "times", "mode")
MENTOR = (
    AREAS, "request", "achievements", INTERESTS, "interests_text", "wished_age_from", "wished_age_to", "capacity",
    "hours_a_week", "times", "mode",
)  # fmt: skip
CONTACTS = ("phone", "email")  # asked of adults only

YOUNG_MENTEE = {
    AREAS: _("What would you like help with? Tick everything that suits you."),
    "request": _("Tell about it in your own words: what you want to learn, what does not work out yet"),
}
YOUNG_MENTOR = {
    AREAS: _("What can you help others with? Tick everything that suits you."),
    "request": _("Tell about it in your own words: what you do well"),
    "achievements": _("What are you proud of? Competitions, projects, sport"),
    "wished_age_from": _("How old should the one you help be? From"),
    "capacity": _("How many people can you help at once?"),
    "hours_a_week": _("How many hours a week can you give to it?"),
}
YOUNG = {
    INTERESTS: _("What are you interested in?"),
    "interests_text": _("Something else that you like"),
    "times": _("When can you meet?"),
    "mode": _("How is it easier for you to meet?"),
}
ADULT_MENTEE = {
    AREAS: _("What help would you like to receive?"),
    "request": _("Your request in your own words"),
}
ADULT_MENTOR = {
    AREAS: _("What can you help with?"),
    "request": _("Your competences in your own words"),
    "achievements": _("Achievements and experience of mentoring that matter for the programme"),
    "wished_age_from": _("Wished age of the mentee: from"),
    "capacity": _("How many mentees at a time, at most"),
    "hours_a_week": _("Hours a week for mentoring"),
}
ADULT = {
    INTERESTS: _("Your interests"),
    "interests_text": _("Other interests"),
    "times": _("When you can meet"),
    "mode": _("How you would like to meet"),
}
WORDS = {
    (Participation.Role.MENTEE, True): YOUNG_MENTEE | YOUNG,
    (Participation.Role.MENTOR, True): YOUNG_MENTOR | YOUNG,
    (Participation.Role.MENTEE, False): ADULT_MENTEE | ADULT,
    (Participation.Role.MENTOR, False): ADULT_MENTOR | ADULT,
}


class QuestionnaireForm(PlainTextForm, forms.Form):
    """Nothing of what the bank holds is shown: who holds the link learns nothing from it."""

    areas = TopicsField(Topic.objects.none(), required=False)
    request = forms.CharField(required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    achievements = forms.CharField(required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    interests = TopicsField(Topic.objects.none(), required=False)
    interests_text = forms.CharField(required=False, max_length=500)
    wished_age_from = forms.IntegerField(required=False, min_value=3, max_value=99)
    wished_age_to = forms.IntegerField(label=_("and up to"), required=False, min_value=3, max_value=99)
    capacity = forms.IntegerField(required=False, min_value=1, max_value=50)
    hours_a_week = forms.DecimalField(required=False, min_value=0, max_value=40, decimal_places=1, max_digits=4)
    times = forms.MultipleChoiceField(required=False, choices=time_choices, widget=forms.CheckboxSelectMultiple)
    mode = forms.ChoiceField(required=False, choices=Participation.Mode.choices, widget=forms.RadioSelect)
    phone = forms.CharField(label=_("Telephone"), required=False, max_length=50)
    email = forms.EmailField(label=_("E-mail"), required=False)

    def __init__(self, *args, role: str, track: str, young: bool, organization: Organization, **kwargs):
        super().__init__(*args, **kwargs)
        kept = MENTOR if role == Participation.Role.MENTOR else MENTEE
        kept = kept if young else (*kept, *CONTACTS)
        self.fields = {name: self.fields[name] for name in kept}
        for name, words in WORDS[Participation.Role(role), young].items():
            self.fields[name].label = words
        topics = Topic.objects.usable_in(organization).fit_for(track)
        for name, kind in ((AREAS, Topic.Kind.AREA), (INTERESTS, Topic.Kind.INTEREST)):
            self.fields[name].queryset = topics.filter(kind=kind)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if AREAS not in self.errors and not data.get(AREAS) and not data.get("request", "").strip():
            self.add_error(AREAS, _("Tick at least one item here, or write in your own words below."))
        youngest, oldest = data.get("wished_age_from"), data.get("wished_age_to")
        if youngest and oldest and oldest < youngest:
            self.add_error("wished_age_to", _("The oldest age is below the youngest. Check the two."))
        return data

    @property
    def answers(self) -> dict[str, Any]:
        """What was filled, as services.questionnaires.answer takes it."""
        lists = {name: tuple(self.cleaned_data[name]) for name in (AREAS, INTERESTS)}
        texts = {name: value.strip() for name, value in self.cleaned_data.items() if isinstance(value, str)}
        return {**self.cleaned_data, **texts, **lists}
