"""Reflections of many on one page, results of a pair, awards, cases."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.forms import ComparedForm, DayField, RevisionedForm
from participants.models import Participation

from ..models import Award, CaseStory, Event, Pairing
from ..models.closing import LONGEST_ANSWER
from ..selectors.closing import Look
from ..services.closing import Said
from .people import PeopleChoice

WORDS = ("reached", "valuable", "missing")
LABELS = {
    "reached": _("What was reached"),
    "valuable": _("What was most valuable"),
    "missing": _("What was missing"),
    "goes_on": _("Ready to go on"),
}
ANSWERS = (("", "—"), ("yes", pgettext_lazy("goes on", "yes")), ("no", pgettext_lazy("goes on", "no")))

LONGEST_WORDS = 300  # what fits on a certificate


def _key(look: Look) -> str:
    return f"{look.pairing.pk}-{look.participation.pk}"


class ReflectionsForm(forms.Form):
    """Three answers and readiness to go on for everybody shown; what stays empty is not written."""

    def __init__(self, *args, looks: Sequence[Look], **kwargs):
        super().__init__(*args, **kwargs)
        self.looks = looks
        for look in looks:
            for name in WORDS:
                self.fields[f"{name}-{_key(look)}"] = forms.CharField(
                    label=LABELS[name], required=False, max_length=LONGEST_ANSWER,
                    initial=getattr(look.reflection, name, ""), widget=forms.Textarea(attrs={"rows": 2}),
                )  # fmt: skip
            said = {True: "yes", False: "no"}.get(getattr(look.reflection, "goes_on", None), "")
            self.fields[f"goes_on-{_key(look)}"] = forms.ChoiceField(
                label=LABELS["goes_on"], required=False, choices=ANSWERS, initial=said
            )

    @property
    def rows(self) -> Iterable[tuple[Look, list[forms.BoundField]]]:
        for look in self.looks:
            yield look, [self[f"{name}-{_key(look)}"] for name in (*WORDS, "goes_on")]

    @property
    def said(self) -> list[Said]:
        return [self._said(look) for look in self.looks]

    def _said(self, look: Look) -> Said:
        words = {name: self.cleaned_data[f"{name}-{_key(look)}"] for name in WORDS}
        goes_on = {"yes": True, "no": False}.get(self.cleaned_data[f"goes_on-{_key(look)}"])
        return Said(look.pairing, look.participation, **words, goes_on=goes_on)


class ResultsForm(ComparedForm, forms.Form):
    """What each of a pair has reached, as the official tables print it."""

    def __init__(self, *args, people: Sequence[Participation], **kwargs):
        super().__init__(*args, **kwargs)
        self.people = people
        for person in people:
            self.fields[f"results-{person.pk}"] = forms.CharField(
                label=f"{person.person} ({person.get_role_display()})", required=False, max_length=2000,
                initial=person.results, widget=forms.Textarea(attrs={"rows": 3}),
                help_text="" if person.role == Participation.Role.MENTOR else _("Stands in the order of completion."),
            )  # fmt: skip

    @property
    def results(self) -> dict[Participation, str]:
        return {person: self.cleaned_data[f"results-{person.pk}"] for person in self.people}


class AwardWhoForm(forms.Form):
    """Whom to award with what: the first of two steps."""

    kind = forms.ChoiceField(label=_("What"), choices=Award.Kind.choices)
    people = PeopleChoice(
        Participation.objects.none(), label=_("Whom"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one person.")},
    )  # fmt: skip

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = people


class AwardWordsForm(forms.Form):
    """The second step: the day, the words, and the name of each in the dative, to be looked through."""

    on = DayField(label=_("Date"))
    words = forms.CharField(
        label=_("What for"), max_length=LONGEST_WORDS, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("After the name: «за …»."),
    )  # fmt: skip
    event = forms.ModelChoiceField(
        Event.objects.none(), label=_("Handed over at"), required=False, empty_label=_("not said")
    )

    def __init__(self, *args, recipients, events, **kwargs):
        super().__init__(*args, **kwargs)
        self.recipients = recipients
        self.fields["event"].queryset = events
        for each in recipients:
            self.fields[f"dative-{each.participation.pk}"] = forms.CharField(
                label=str(each.participation.person),
                max_length=300,
                initial=each.dative,
                widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
            )

    @property
    def names(self) -> list[tuple[Any, forms.BoundField]]:
        return [(each, self[f"dative-{each.participation.pk}"]) for each in self.recipients]

    @property
    def datives(self) -> dict[Participation, str]:
        rows = (each.participation for each in self.recipients)
        return {row: self.cleaned_data[f"dative-{row.pk}"] for row in rows}


class AwardEditForm(ComparedForm, forms.Form):
    dative = forms.CharField(label=_("Name in the dative"), max_length=300)
    words = forms.CharField(label=_("What for"), max_length=LONGEST_WORDS, widget=forms.Textarea(attrs={"rows": 3}))


class PairChoice(forms.ModelChoiceField):
    def label_from_instance(self, pairing: Pairing) -> str:
        mentees = ", ".join(member.mentee.person.list_name for member in pairing.members)
        return f"№ {pairing.pk}: {pairing.mentor.person.list_name} — {mentees}"


class CaseForm(RevisionedForm):
    pairing = PairChoice(Pairing.objects.none(), label=_("Pair or group"), required=False, empty_label=_("not of one"))
    people = PeopleChoice(
        Participation.objects.none(), label=_("Others whom it tells of"), required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}), help_text=_("Several: hold Ctrl and click."),
    )  # fmt: skip

    class Meta:
        model = CaseStory
        fields = ["title", "text", "pairing", "people"]
        widgets = {"text": forms.Textarea(attrs={"rows": 16})}
        help_texts = {
            "text": _("The situation, what was done, what came of it, what others can take over."),
        }

    def __init__(self, *args, pairs, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["pairing"].queryset, self.fields["people"].queryset = pairs, people


class ShareForm(forms.Form):
    """The curator answers for a practice that others will read; `despite` when the search has found names in it."""

    confirmed = forms.BooleanField(
        label=_("I have read the text: nobody can be recognised in it, neither by name nor by what is told.")
    )
    despite = forms.BooleanField(
        label=_("What was found are ordinary words, not names of our people."), required=False
    )

    def __init__(self, *args, found: Sequence, **kwargs):
        super().__init__(*args, **kwargs)
        if not found:
            del self.fields["despite"]


class PublishForm(forms.Form):
    url = forms.URLField(label=_("Address of the page"), max_length=500, assume_scheme="https")
    on = DayField(label=_("Published on"))
