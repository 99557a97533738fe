"""The page where an act stands; what was seen on a site; what was mended."""

from collections.abc import Iterator, Sequence
from datetime import date

from django import forms
from django.core.validators import URLValidator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.calendar import Quarter
from core.forms import DayField, PlainTextForm, RevisionedForm

from ..models import TO_PUBLISH, PublishedAct, SiteCheck
from ..selectors.sites import Cell, SiteRow
from ..services.sites import Seen

Result = SiteCheck.Result
REMARK = pgettext_lazy("site", "Remark")
TO_EXPLAIN = (Result.OUTDATED, Result.PERSONAL)


class WebAddressField(forms.URLField):
    default_validators = [URLValidator(schemes=["http", "https"])]


class ActForm(PlainTextForm, RevisionedForm):
    """A link of the site; the address is only kept and shown, nothing is fetched from it."""

    document = forms.TypedChoiceField(
        label=_("Act"), coerce=int, choices=[(each.value, each.label) for each in TO_PUBLISH]
    )
    url = WebAddressField(
        label=_("Address of the page"),
        max_length=500,
        assume_scheme="https",
        help_text=_("The page itself or the file, as it opens for anybody: https://…"),
    )
    published_on = DayField(label=_("Published on"), required=False)

    class Meta:
        model = PublishedAct
        fields = ["document", "url", "published_on", "note"]
        labels = {"note": _("Remark")}


class MendForm(PlainTextForm, forms.Form):
    what = forms.CharField(
        label=_("What was mended"),
        max_length=300,
        help_text=_("For instance: the new version of the regulation stands at the same address."),
    )


class CheckForm(PlainTextForm, forms.Form):
    """What was seen of every act on a day; what is left empty was not looked for.

    With the button `rest_good` everything left empty that has a link is taken as published and up to date.
    """

    on = DayField(label=_("Checked on"))

    def __init__(self, *args, row: SiteRow, quarter: Quarter, today: date, **kwargs):
        self.row, self.quarter, self.day = row, quarter, min(today, quarter.ends)
        kwargs["initial"] = {"on": self.day, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        for cell in row.cells:
            self.fields[f"result_{cell.document}"] = self._result_field(cell)
            self.fields[f"remark_{cell.document}"] = self._remark_field(cell)

    def _result_field(self, cell: Cell) -> forms.ChoiceField:
        same_day = cell.check and cell.check.on == self.day and cell.check.mended_on is None
        shown = cell.check.result if same_day else Result.MISSING if not cell.check and not cell.acts else ""
        choices = [("", _("not looked for")), *Result.choices]
        widget = forms.Select(attrs={"class": "form-select form-select-sm"})
        return forms.ChoiceField(
            label=cell.document.label, choices=choices, required=False, initial=shown, widget=widget
        )

    def _remark_field(self, cell: Cell) -> forms.CharField:
        same_day = cell.check and cell.check.on == self.day
        said = cell.check.remark if same_day else ""
        widget = forms.TextInput(attrs={"class": "form-control form-control-sm", "placeholder": REMARK})
        return forms.CharField(label=REMARK, max_length=500, required=False, initial=said, widget=widget)

    @cached_property
    def lines(self) -> list[tuple]:
        """Each act with its two fields."""
        return [(cell, self[f"result_{cell.document}"], self[f"remark_{cell.document}"]) for cell in self.row.cells]

    def clean_on(self) -> date:
        on = self.cleaned_data["on"]
        if Quarter.of(on) != self.quarter:
            raise forms.ValidationError(
                _("The day lies outside the quarter: it runs from %(first)s to %(last)s."),
                params={"first": f"{self.quarter.starts:%d.%m.%Y}", "last": f"{self.quarter.ends:%d.%m.%Y}"},
            )
        return on

    def clean(self):
        for cell in self.row.cells:
            if self._result(cell) in TO_EXPLAIN and not self.cleaned_data.get(f"remark_{cell.document}"):
                asked = _("Say what is to be mended and where: the institution reads it.")
                self.add_error(f"remark_{cell.document}", asked)
        return self.cleaned_data

    def seen(self) -> Iterator[Seen]:
        """What the service records."""
        for cell in self.row.cells:
            if result := self._result(cell):
                yield Seen(cell.document, result, self.cleaned_data[f"remark_{cell.document}"])

    def _result(self, cell: Cell) -> str:
        chosen = self.cleaned_data.get(f"result_{cell.document}", "")
        rest_is_good = "rest_good" in self.data and cell.acts and not cell.check
        return chosen or (Result.GOOD if rest_is_good else "")


class PackageForm(forms.Form):
    """Which papers go out; those with words that look like names are not ticked."""

    papers = forms.MultipleChoiceField(
        label=_("Papers"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one paper.")},
    )

    def __init__(self, *args, papers: Sequence, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["papers"].choices = [(each.code, each.title) for each in papers]
        self.initial.setdefault("papers", [each.code for each in papers if not each.names])
