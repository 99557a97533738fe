"""A template of one's own: the file, what its names are bound to, the period to be filled."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from core.forms import PlainTextForm, RevisionedForm

from ..models import ReportTemplate
from ..selectors.template_figures import FigureGroup
from ..workbooks.naming import Named

FILE = forms.ClearableFileInput(attrs={"accept": ".xlsx"})


class TemplateFileForm(forms.Form):
    """The file is taken as it is: what is wrong with it is said after reading, in its own words."""

    upload = forms.FileField(
        label=gettext_lazy("XLSX file"), max_length=255, widget=FILE,
        help_text=gettext_lazy("Without macros, at most 5 MB. The cells to be filled have names."),
    )  # fmt: skip


class TemplateAddForm(PlainTextForm, TemplateFileForm):
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    field_order = ["title", "upload"]


class BindForm(RevisionedForm):
    """A choice of a figure for every name of the file; a list is offered only where its shape can hold one."""

    class Meta:
        model = ReportTemplate
        fields: list[str] = []

    def __init__(self, *args, names: list[Named], groups: list[FigureGroup], **kwargs):
        super().__init__(*args, **kwargs)
        self.names = {f"name_{number}": each for number, each in enumerate(names)}
        choices = [("", gettext_lazy("— leave as it is")), *_choices(groups)]
        for field, named in self.names.items():
            self.fields[field] = forms.ChoiceField(
                label=named.name, choices=choices, required=False, initial=self.instance.bindings.get(named.key, ""),
                widget=forms.Select(attrs={"class": "form-select"}),
            )  # fmt: skip

    @property
    def lines(self) -> Iterable[tuple[Named, forms.BoundField, bool]]:
        """Each name, its choice, and whether nobody has said yet what it is."""
        for field, named in self.names.items():
            yield named, self[field], named.key not in self.instance.bindings

    @property
    def bindings(self) -> dict[str, str]:
        return {named.key: self.cleaned_data[field] for field, named in self.names.items()}


class FillForm(forms.Form):
    period = forms.ChoiceField(label=gettext_lazy("Period"))

    def __init__(self, *args, periods: dict[str, str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["period"].choices = list(periods.items())


def _choices(groups: list[FigureGroup]) -> list[tuple[str, list[tuple[str, str]]]]:
    return [(group.title, [(figure.code, figure.title) for figure in group.figures]) for group in groups]
