"""A round of matching: what it is for, its goal, the weights of the factors; reasons; the choice of a mentor."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import ComparedForm, DayField
from organizations.models import Organization
from participants.models import MentoringForm, MentoringKind

from ..matching import DEFAULT_WEIGHTS, FACTORS
from ..models import MatchRound
from ..selectors.choices import Choice

PERCENT = 100


class GoalForm(ComparedForm, forms.Form):
    """The goal, and the weight of each factor from 0 to 100; weights that were not sent stay as they were."""

    goal = forms.ChoiceField(label=_("Goal"), choices=MatchRound.Goal.choices, widget=forms.RadioSelect)

    def __init__(self, *args, weights: dict[str, float] | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.present = {**DEFAULT_WEIGHTS, **(weights or {})}
        for factor in FACTORS:
            self.fields[f"weight_{factor.code}"] = forms.IntegerField(
                label=factor.title,
                min_value=0,
                max_value=PERCENT,
                required=False,
                initial=round(self.present[factor.code] * PERCENT),
            )

    @property
    def weight_fields(self) -> Iterator[forms.BoundField]:
        return (self[f"weight_{factor.code}"] for factor in FACTORS)

    @property
    def plain_fields(self) -> Iterator[forms.BoundField]:
        return (self[name] for name in self.fields if not name.startswith("weight_"))

    @property
    def weights(self) -> dict[str, float]:
        given = {code: self.cleaned_data.get(f"weight_{code}") for code in self.present}
        return {code: self.present[code] if value is None else value / PERCENT for code, value in given.items()}


class RoundForm(GoalForm):
    """Which form of mentoring, for which period."""

    form = forms.ModelChoiceField(
        MentoringForm.objects.none(), label=_("Form of mentoring"), required=False, empty_label=_("all forms")
    )
    starts_on = DayField(label=_("Pairs from"))
    ends_on = DayField(label=_("Pairs to"))
    field_order = ["form", "goal", "starts_on", "ends_on"]

    def __init__(self, *args, organization: Organization, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["form"].queryset = MentoringForm.objects.usable_in(organization)


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Seen by the curator and the director only."),
    )  # fmt: skip


class MentorForm(ReasonForm):
    """The choice of a mentor among those shown; the page shows also those who cannot be chosen, and why."""

    def __init__(self, *args, choices: Sequence[Choice], **kwargs):
        super().__init__(*args, **kwargs)
        self.choices = choices
        self.fields["mentor"] = forms.TypedChoiceField(
            label=_("Mentor"),
            choices=[(choice.mentor.pk, choice.mentor.person) for choice in choices],
            coerce=int,
            initial=next((choice.mentor.pk for choice in choices if choice.is_present), None),
            error_messages={"required": _("Choose a mentor."), "invalid_choice": _("Choose a mentor of the list.")},
        )

    @property
    def chosen(self) -> str:
        return str(self["mentor"].value() or "")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        data["mentor"] = next((c.mentor for c in self.choices if c.mentor.pk == data.get("mentor")), None)
        return data


class PairsOfRoundForm(forms.Form):
    """How the proposals become pairs."""

    together = forms.ChoiceField(
        label=_("A mentor with several mentees"),
        choices=[("pairs", _("separate pairs")), ("groups", _("one group"))],
        widget=forms.RadioSelect,
        initial="pairs",
    )
    kind = forms.ModelChoiceField(
        MentoringKind.objects.none(), label=_("Kind of mentoring"), required=False, empty_label=_("not given")
    )

    def __init__(self, *args, organization: Organization, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].queryset = MentoringKind.objects.usable_in(organization)
