"""The shape of what is entered into a submission: a line for each figure."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import RevisionedForm
from organizations.signature import SignatureForm

from ..models import Figure, Submission
from ..services.filling import Entry

COMMENT, REASON = (Figure._meta.get_field(name).max_length for name in ("comment", "override_reason"))


LABELS = {
    "numerator": _("Numerator"),
    "denominator": _("Denominator"),
    "reason": _("Why another number"),
    "comment": _("Comment"),
}


def _plain(number: Decimal | None) -> Decimal | None:
    """Without noughts behind the comma."""
    return number if number is None else Decimal(f"{number.normalize():f}")


def number_field() -> forms.DecimalField:
    attrs = {"inputmode": "decimal", "class": "figure-number"}
    return forms.DecimalField(
        required=False, min_value=Decimal(0), max_digits=11, decimal_places=2, localize=True,
        widget=forms.TextInput(attrs=attrs),
    )  # fmt: skip


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
        self.fields[names["numerator"]] = number_field()
        self.initial[names["numerator"]] = _plain(figure.numerator)
        if figure.indicator.is_share:
            self.fields[names["denominator"]] = number_field()
            self.initial[names["denominator"]] = _plain(figure.denominator)
        self.fields[names["reason"]] = forms.CharField(required=False, max_length=REASON, widget=forms.TextInput)
        self.initial[names["reason"]] = figure.override_reason
        self.fields[names["comment"]] = forms.CharField(required=False, max_length=COMMENT, widget=forms.TextInput)
        self.initial[names["comment"]] = figure.comment
        for part, label in LABELS.items():
            if field := self.fields.get(names[part]):
                field.label = label
                field.widget.attrs["aria-label"] = f"{figure.indicator.number}: {label}"

    @staticmethod
    def names(figure: Figure) -> dict[str, str]:
        return {part: f"{part}_{figure.pk}" for part in ("numerator", "denominator", "reason", "comment")}

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
            self.fields[f"remark_{figure.pk}"] = forms.CharField(
                label=figure.indicator.number, required=False, max_length=1000,
                widget=forms.TextInput(attrs={"aria-label": f"{_('Remark')}, {figure.indicator.number}"}),
            )  # fmt: skip

    def rows(self) -> list[dict]:
        return [{"figure": figure, "remark": self[f"remark_{figure.pk}"]} for figure in self.figures]

    def by_figure(self) -> dict[int, str]:
        return {figure.pk: self.cleaned_data[f"remark_{figure.pk}"] for figure in self.figures}


class CorrectionForm(forms.Form):
    reason = forms.CharField(label=_("Why the figures are corrected"), max_length=500)


class AnswerForm(forms.Form):
    answer = forms.CharField(label=_("Answer"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


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
