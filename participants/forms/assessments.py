"""Marks of one wave for several participants, and a parameter of the institution's own."""

from collections.abc import Iterator

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.forms import ComparedForm, DayField

from ..models import AssessmentParameter, Participation

BOTH = pgettext_lazy("parameter", "both roles")


class ParameterForm(forms.ModelForm):
    class Meta:
        model = AssessmentParameter
        fields = ["title", "role", "lowest", "highest", "less_is_better"]
        help_texts = {"less_is_better": _("For anxiety, burnout and the like: a fall is a success.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", BOTH), *Participation.Role.choices]


class MarksForm(ComparedForm, forms.Form):
    """A number for each participant and parameter; `lines` gives them as rows of a grid."""

    on = DayField(label=_("Date of the assessment"))
    assessor = forms.CharField(label=_("Who assessed"), required=False, max_length=200)

    def __init__(self, *args, rows: list[Participation], parameters: list[AssessmentParameter], **kwargs):
        super().__init__(*args, **kwargs)
        self.rows, self.parameters = rows, parameters
        for row in rows:
            for parameter in parameters:
                self.fields[_name(row, parameter)] = _mark_field(row, parameter)

    @property
    def head(self) -> list[forms.BoundField]:
        return [self["on"], self["assessor"]]

    @property
    def lines(self) -> Iterator[tuple[Participation, list[forms.BoundField]]]:
        for row in self.rows:
            yield row, [self[_name(row, parameter)] for parameter in self.parameters]

    @property
    def marks(self) -> dict[Participation, dict[AssessmentParameter, int | None]]:
        return {row: {one: self.cleaned_data[_name(row, one)] for one in self.parameters} for row in self.rows}


def _name(row: Participation, parameter: AssessmentParameter) -> str:
    return f"mark-{row.pk}-{parameter.pk}"


def _mark_field(row: Participation, parameter: AssessmentParameter) -> forms.IntegerField:
    return forms.IntegerField(
        label=f"{row.person}: {parameter}",
        required=False,
        min_value=parameter.lowest,
        max_value=parameter.highest,
        widget=forms.NumberInput(attrs={"class": "form-control form-control-sm", "inputmode": "numeric"}),
    )
