"""The shape of what a territory sets: passports, planned values, numbers from outside, rules of counting."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.forms import DayField, PlainTextForm, RevisionedForm
from core.numbers import told, trimmed

from ..models import CountingRules, Indicator, TypedCount
from ..selectors.targets import Planned
from ..services.settings import RULES, SettingRefused, check_formula

PASSPORT = (
    "number", "brief", "title", "unit", "track", "mode", "numerator", "denominator", "source", "legal_ref",
)  # fmt: skip


class IndicatorForm(PlainTextForm, forms.ModelForm):
    """The passport of an indicator of one's own."""

    since = DayField(label=_("In force since"))

    class Meta:
        model = Indicator
        fields = [*PASSPORT, "since"]
        widgets = {"title": forms.Textarea(attrs={"rows": 3}), "numerator": forms.TextInput}
        help_texts = {
            "number": _("As in your order: 9, 5.3."),
            "title": _("Verbatim from the order."),
            "numerator": _("A formula over the names listed below: child_mentees + child_mentors."),
            "denominator": _("What the numerator is a share of. Empty: the indicator is a quantity."),
            "source": _("Where the numbers come from; printed under reports."),
        }

    def clean_numerator(self) -> str:
        return _checked(self.cleaned_data["numerator"])

    def clean_denominator(self) -> str:
        formula = self.cleaned_data["denominator"]
        return _checked(formula) if formula else formula


class IndicatorChangeForm(IndicatorForm):
    """A new wording or formula from a day on."""

    since = DayField(
        label=_("Holds from"), help_text=_("Periods with an earlier reporting date keep the old wording.")
    )


def _checked(formula: str) -> str:
    try:
        check_formula(formula)
    except SettingRefused as refusal:
        raise ValidationError(str(refusal)) from refusal
    return formula.strip()


class IndicatorEndForm(forms.Form):
    until = DayField(label=_("Asked for no longer from"))


class TargetsForm(forms.Form):
    """A field `target_<indicator>_<year>` for each cell of the grid; an empty one takes what holds above."""

    basis = forms.CharField(
        label=_("Document"), required=False, max_length=300, help_text=_("The order that sets these values.")
    )

    def __init__(self, *args, cells: list[Planned], **kwargs):
        super().__init__(*args, **kwargs)
        self.cells = cells
        for cell in cells:
            name = self.name_of(cell)
            words = f"{cell.indicator.number}, {cell.year}"
            attrs = {"inputmode": "decimal", "class": "form-control target-cell", "aria-label": words}
            if cell.above is not None:
                attrs["placeholder"] = told(cell.above)
            self.fields[name] = forms.DecimalField(
                label=words, required=False, min_value=Decimal(0), max_digits=10, decimal_places=2, localize=True,
                widget=forms.TextInput(attrs=attrs),
            )  # fmt: skip
            self.initial[name] = trimmed(cell.own)

    @staticmethod
    def name_of(cell: Planned) -> str:
        return f"target_{cell.indicator.pk}_{cell.year}"

    def rows(self) -> list[tuple[Indicator, list[dict]]]:
        """Each indicator with its cells, for the table of the page."""
        found: dict[Indicator, list[dict]] = {}
        for cell in self.cells:
            found.setdefault(cell.indicator, []).append({"planned": cell, "field": self[self.name_of(cell)]})
        return list(found.items())

    def values(self) -> dict[tuple[Indicator, int], Decimal | None]:
        return {(cell.indicator, cell.year): self.cleaned_data[self.name_of(cell)] for cell in self.cells}


class TypedCountForm(PlainTextForm, forms.ModelForm):
    class Meta:
        model = TypedCount
        fields = ["name", "value", "as_of", "source"]
        field_classes = {"as_of": DayField}
        labels = {"value": pgettext_lazy("count", "Number")}
        help_texts = {
            "source": _("The form, letter or register: «форма ОО-1», «Росстат», «отдел экономики»."),
            "as_of": _("Reports for a date take the latest number known by then."),
        }


class RulesForm(RevisionedForm):
    """How a territory counts."""

    class Meta:
        model = CountingRules
        fields = RULES
        field_classes = {"project_since": DayField}

    def clean(self):
        data = super().clean()
        for who in ("mentee", "mentor"):
            first, last = data.get(f"{who}_age_from"), data.get(f"{who}_age_to")
            if first is not None and last is not None and first > last:
                self.add_error(f"{who}_age_to", _("The oldest age is less than the youngest."))
        return data

    def validate_constraints(self):
        """Ages in order are said above, at their field; one row to a territory is the service's to keep."""
