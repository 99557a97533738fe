"""The shape of what is entered into a submission: a line for each figure."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.forms import RevisionedForm
from core.numbers import trimmed
from organizations.signature import SignatureForm

from ..models import Figure, Submission
from ..services.filling import Entry

COMMENT, REASON = (Figure._meta.get_field(name).max_length for name in ("comment", "override_reason"))
REMARK = pgettext_lazy("on a figure", "Remark")

LABELS = {
    "numerator": _("Numerator"),
    "denominator": _("Denominator"),
    "reason": _("Why another number"),
    "comment": _("Comment"),
}


class NumberField(forms.DecimalField):
    """A number as people type or paste it: «1 000», «3,5»."""

    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "figure-number"})
        super().__init__(min_value=Decimal(0), max_digits=11, decimal_places=2, localize=True, widget=widget, **kwargs)

    def to_python(self, value):
        return super().to_python("".join(value.split()) if isinstance(value, str) else value)


class FiguresForm(RevisionedForm):
    """Every figure of a submission as fields `numerator_<pk>`, `denominator_<pk>`, `reason_<pk>`, `comment_<pk>`."""

    class Meta:
        model = Submission
        fields = ["problems"]
        widgets = {"problems": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, figures: list[Figure], **kwargs):
        super().__init__(*args, **kwargs)
        self.figures = figures
        for figure in figures:
            self._add(figure)

    def _add(self, figure: Figure) -> None:
        names = self.names(figure)
        self.fields[names["numerator"]] = NumberField(required=False)
        self.initial[names["numerator"]] = trimmed(figure.numerator)
        if figure.indicator.is_share:
            self.fields[names["denominator"]] = NumberField(required=False)
            self.initial[names["denominator"]] = trimmed(figure.denominator)
        self.fields[names["reason"]] = forms.CharField(required=False, max_length=REASON, widget=forms.TextInput)
        self.initial[names["reason"]] = figure.override_reason
        self.fields[names["comment"]] = forms.CharField(required=False, max_length=COMMENT, widget=forms.TextInput)
        self.initial[names["comment"]] = figure.comment
        labels = LABELS if figure.indicator.is_share else {**LABELS, "numerator": _("Value")}
        for part, label in labels.items():
            if field := self.fields.get(names[part]):
                field.label = f"{figure.indicator.number}. {label}"

    @staticmethod
    def names(figure: Figure) -> dict[str, str]:
        return {part: f"{part}_{figure.pk}" for part in ("numerator", "denominator", "reason", "comment")}

    def stored(self, current: Submission) -> dict:
        """What the submission holds now, by field: shown beside what was typed after a stale save."""
        names = (name for figure in self.figures for name in self.names(figure).values())
        return {name: self.initial[name] for name in names if name in self.fields} | {"problems": current.problems}

    def rows(self) -> list[dict]:
        """Each figure with its bound fields, for the table of the page."""
        return [
            {
                "figure": figure,
                **{part: self[name] for part, name in self.names(figure).items() if name in self.fields},
            }
            for figure in self.figures
        ]

    def entries(self) -> list[Entry]:
        """What was typed; an emptied number means the counted one."""
        data = self.cleaned_data
        return [
            Entry(
                figure.pk,
                data[names["numerator"]],
                data.get(names["denominator"]),
                data[names["reason"]],
                data[names["comment"]],
            )
            for figure in self.figures
            for names in [self.names(figure)]
        ]


class ReturnForm(forms.Form):
    """A remark on the whole and one on each figure; at least one of them."""

    remark = forms.CharField(
        label=_("Remark on the whole"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, figures: list[Figure], **kwargs):
        super().__init__(*args, **kwargs)
        self.figures = figures
        for figure in figures:
            heard = f"{REMARK}, {figure.indicator.number}. {figure.indicator.brief}"
            self.fields[f"remark_{figure.pk}"] = forms.CharField(
                label=figure.indicator.number, required=False, max_length=1000,
                widget=forms.Textarea(attrs={"rows": 2, "class": "form-control", "aria-label": heard}),
            )  # fmt: skip

    def rows(self) -> list[dict]:
        return [{"figure": figure, "remark": self[f"remark_{figure.pk}"]} for figure in self.figures]

    def by_figure(self) -> dict[int, str]:
        return {figure.pk: self.cleaned_data[f"remark_{figure.pk}"] for figure in self.figures}


class TakeBackForm(forms.Form):
    remark = forms.CharField(
        label=_("What is to be corrected"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Who filled the figures in will read it."),
    )  # fmt: skip


class CorrectionForm(forms.Form):
    reason = forms.CharField(label=_("Why the figures are corrected"), max_length=500)


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=pgettext_lazy("noun", "Answer"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class SubmitForm(SignatureForm):
    """The director's signature; a municipality says why it submits without some institutions."""

    without = forms.CharField(
        label=_("Why without those named above"), required=False, max_length=500,
        help_text=_("Printed under the table of the municipality."),
    )  # fmt: skip
    field_order = ["without", "password", "code"]

    def __init__(self, *args, missing: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not missing:
            del self.fields["without"]
