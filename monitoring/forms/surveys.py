"""What is entered of a survey: when it is open, answers on a telephone, sheets of paper one by one or many at once."""

import uuid
from collections.abc import Iterator, Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DayField, RevisionedForm
from participants.models import Participation

from ..models import Question, Survey, SurveyTemplate, SwotCard
from ..selectors.survey_results import SCALES
from ..services.survey_answers import Sheet, Values
from ..services.surveys import SurveyDraft

Kind = Question.Kind
YES_NO = ((1, _("yes")), (0, _("no")))
CONDITIONS = ((0, _("0 — not shown")), (1, _("1 — partly")), (2, _("2 — fully")))
LINKED, ANONYMOUS = "linked", "anonymous"


class TemplateChoice(forms.ModelChoiceField):
    def label_from_instance(self, template: SurveyTemplate) -> str:
        return f"{template.title} ({template.get_audience_display()})"


class SurveyForm(forms.Form):
    template = TemplateChoice(SurveyTemplate.objects.none(), label=_("Questions"))
    title = forms.CharField(
        label=_("Title"), max_length=200, required=False, help_text=_("Leave empty to take that of the questions.")
    )
    opens_on = DayField(label=_("Opens"))
    closes_on = DayField(label=_("Closes"))
    manner = forms.ChoiceField(
        label=_("Answers"),
        choices=[
            (LINKED, _("linked: a personal link for each, before and after can be compared")),
            (ANONYMOUS, _("anonymous: one link for all, nobody knows who has answered what")),
        ],
        widget=forms.RadioSelect,
        initial=LINKED,
    )

    def __init__(self, *args, templates: Sequence[SurveyTemplate], **kwargs):
        super().__init__(*args, **kwargs)
        numbers = [template.pk for template in templates]
        self.fields["template"].queryset = SurveyTemplate.objects.filter(pk__in=numbers)

    @property
    def draft(self) -> SurveyDraft:
        data = self.cleaned_data
        return SurveyDraft(
            template=data["template"],
            title=data["title"].strip() or data["template"].title,
            opens_on=data["opens_on"],
            closes_on=data["closes_on"],
            is_anonymous=data["manner"] == ANONYMOUS,
        )


class ProlongForm(forms.Form):
    closes_on = DayField(label=_("Last day"))


class SwotForm(RevisionedForm):
    class Meta:
        model = SwotCard
        fields = ["strengths", "weaknesses", "opportunities", "threats"]
        widgets = dict.fromkeys(fields, forms.Textarea(attrs={"rows": 8}))
        help_texts = dict.fromkeys(fields, _("One statement on a line, without last names of children."))


class SwotDayForm(forms.Form):
    on = DayField(label=_("As of"))


def field_for(question: Question, *, typed: bool) -> forms.Field:
    """`typed`: by a keyboard from paper, where an answer may be missing; otherwise to be touched on a telephone."""
    required = question.is_required and not typed
    if question.kind == Kind.TEXT:
        look = {"rows": 1, "class": "form-control form-control-sm"} if typed else {"rows": 3, "class": "form-control"}
        widget = forms.Textarea(attrs=look)
        return forms.CharField(label=question.text, required=required, max_length=2000, widget=widget)
    if typed and question.kind != Kind.YES_NO:
        marks = SCALES[question.kind]
        widget = forms.NumberInput(attrs={"class": "form-control form-control-sm", "inputmode": "numeric"})
        return forms.IntegerField(
            label=question.text, required=False, min_value=marks[0], max_value=marks[-1], widget=widget
        )
    choices = {Kind.YES_NO: YES_NO, Kind.CONDITION: CONDITIONS}.get(question.kind, [(m, str(m)) for m in range(1, 11)])
    offered = [("", "—"), *choices] if typed else choices
    widget = forms.Select(attrs={"class": "form-select form-select-sm"}) if typed else forms.RadioSelect
    return forms.TypedChoiceField(
        label=question.text, required=required, choices=offered, coerce=int, empty_value=None, widget=widget,
        error_messages={"required": _("Choose an answer.")},
    )  # fmt: skip


class AnswersForm(forms.Form):
    """The questions of a survey; `entry` is made when the page is opened, so that answers sent twice are one."""

    entry = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, questions: Sequence[Question], typed: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("entry", uuid.uuid4())
        self.questions = questions
        for question in questions:
            self.fields[f"q{question.pk}"] = field_for(question, typed=typed)

    @property
    def lines(self) -> Iterator[tuple[Question, forms.BoundField]]:
        for question in self.questions:
            yield question, self[f"q{question.pk}"]

    @property
    def values(self) -> Values:
        return {question: self.cleaned_data[f"q{question.pk}"] for question in self.questions}


class PersonChoice(forms.ModelChoiceField):
    def label_from_instance(self, participation: Participation) -> str:
        place = participation.person.class_group
        return f"{participation.person}, {place}" if place else str(participation.person)


class SheetForm(AnswersForm):
    """One sheet of paper; `people` are those who have not answered, or None when nobody is named."""

    person = PersonChoice(Participation.objects.none(), label=_("Whose sheet"))
    filled_on = DayField(label=_("Filled on"))

    field_order = ["person", "filled_on"]

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, typed=True, **kwargs)
        if people is None:
            del self.fields["person"]
        else:
            self.fields["person"].queryset = people

    def clean(self):
        data = super().clean()
        if not self.errors and all(value in (None, "") for value in self.values.values()):
            raise forms.ValidationError(_("The sheet is empty. Enter at least one answer."))
        return data

    @property
    def sheet(self) -> Sheet:
        return Sheet(self.cleaned_data["entry"], self.values, self.cleaned_data.get("person"))


class GridForm(forms.Form):
    """Many sheets: a line for each person, or so many lines without names; empty lines are passed over."""

    filled_on = DayField(label=_("Filled on"))

    def __init__(self, *args, questions: Sequence[Question], rows: Sequence[Participation | int], **kwargs):
        super().__init__(*args, **kwargs)
        self.questions, self.rows = questions, rows
        for row in rows:
            name = _row_name(row)
            self.fields[f"{name}-entry"] = forms.UUIDField(widget=forms.HiddenInput)
            self.initial.setdefault(f"{name}-entry", uuid.uuid4())
            for question in questions:
                self.fields[f"{name}-{question.pk}"] = self._cell(question, row)

    def _cell(self, question: Question, row: Participation | int) -> forms.Field:
        field = field_for(question, typed=True)
        whose = row.person if isinstance(row, Participation) else _("sheet %(number)d") % {"number": row}
        field.label = f"{whose}: {question.text}"
        return field

    @property
    def lines(self) -> Iterator[tuple[Participation | int, forms.BoundField, list[forms.BoundField]]]:
        for row in self.rows:
            name = _row_name(row)
            yield row, self[f"{name}-entry"], [self[f"{name}-{question.pk}"] for question in self.questions]

    @property
    def sheets(self) -> list[Sheet]:
        found = []
        for row in self.rows:
            name = _row_name(row)
            values = {question: self.cleaned_data[f"{name}-{question.pk}"] for question in self.questions}
            if any(value not in (None, "") for value in values.values()):
                person = row if isinstance(row, Participation) else None
                found.append(Sheet(self.cleaned_data[f"{name}-entry"], values, person))
        return found


def _row_name(row: Participation | int) -> str:
    return f"p{row.pk}" if isinstance(row, Participation) else f"n{row}"


def may_be_linked(survey: Survey) -> bool:
    """Whether its sheets are of people with names."""
    return not survey.is_anonymous and survey.template.audience != SurveyTemplate.Audience.CURATOR
