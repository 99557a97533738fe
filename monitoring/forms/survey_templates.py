"""The questions of an own template: a line each, in the order in which they are asked."""

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from participants.models import MentoringForm

from ..models import Question, SurveyTemplate
from ..services.survey_templates import QuestionDraft

MORE = 3  # empty lines for new questions
MOST = 60


class TemplateForm(forms.ModelForm):
    class Meta:
        model = SurveyTemplate
        fields = ["title", "form", "intro"]
        widgets = {"intro": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"form": _("With a form chosen, the questions go to pairs of that form; the common ones stay.")}

    def __init__(self, *args, offered: QuerySet[MentoringForm], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["form"].queryset = offered
        self.fields["form"].empty_label = _("all forms")


class QuestionForm(forms.Form):
    """An empty text takes the question away. What reports read by name keeps its kind."""

    key = forms.SlugField(required=False, widget=forms.HiddenInput, max_length=40)
    position = forms.IntegerField(
        label=pgettext_lazy("question", "Place"), min_value=1, max_value=999, required=False,
        widget=forms.NumberInput(attrs={"class": "form-control form-control-sm", "inputmode": "numeric"}),
    )  # fmt: skip
    text = forms.CharField(
        label=_("Question"), required=False, max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "class": "form-control form-control-sm"}),
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=pgettext_lazy("noun", "Answer"), choices=Question.Kind.choices,
        widget=forms.Select(attrs={"class": "form-select form-select-sm"}),
    )  # fmt: skip
    is_required = forms.BooleanField(label=_("must be answered"), required=False)

    def clean(self):
        data = super().clean()
        kinds = self.kinds_by_key
        if data.get("key") and data["key"] not in kinds:
            raise forms.ValidationError(_("Reload the page and fill in the form again."))
        if data.get("key") and data.get("kind") not in ("", kinds[data["key"]], None) and data.get("text"):
            self.add_error("kind", _("Reports count the answers to this question: its kind of answer stays as it is."))
        return data

    kinds_by_key: dict[str, str] = {}


class BaseQuestionFormSet(forms.BaseFormSet):
    def __init__(self, *args, base: SurveyTemplate, **kwargs):
        self.questions = list(base.questions.all())
        initial = [
            {name: getattr(one, name) for name in ("key", "text", "kind", "is_required")} | {"position": place}
            for place, one in enumerate(self.questions, start=1)
        ]
        super().__init__(*args, initial=initial, **kwargs)

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        form.kinds_by_key = {question.key: question.kind for question in self.questions if question.key}
        return form

    @property
    def drafts(self) -> list[QuestionDraft]:
        """The questions that stay, in their order; those without a place come last."""
        said = [form.cleaned_data for form in self.forms if form.cleaned_data.get("text", "").strip()]
        said.sort(key=lambda data: data.get("position") or 1000)
        return [
            QuestionDraft(
                kind=data["kind"], text=data["text"].strip(), key=data["key"], is_required=data["is_required"]
            )
            for data in said
        ]


QuestionFormSet = forms.formset_factory(
    QuestionForm, formset=BaseQuestionFormSet, extra=MORE, max_num=MOST, absolute_max=MOST
)
