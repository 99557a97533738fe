"""Uploads of a bank: the file, what its columns mean, the cells of a row; the columns of the official tables."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import ComparedForm
from core.revisions import Revisioned

from ..importing import columns_for, letter
from ..models import BankImport, BankImportRow, BankSettings, Participation
from ..official import available_columns, columns_of
from ..services.exports import FORMATS_OF, FULL, OFFICIAL

BANKS = [(Participation.Role.MENTEE, gettext_lazy("Mentees")), (Participation.Role.MENTOR, gettext_lazy("Mentors"))]
SPREADSHEETS = ".xlsx,.ods,.csv,.txt"


class UploadForm(forms.Form):
    """The file is taken as it is: what is wrong with it is said after reading, in its own words."""

    role = forms.ChoiceField(label=gettext_lazy("Whom the table lists"), choices=BANKS, widget=forms.RadioSelect)
    file = forms.FileField(
        label=gettext_lazy("Table"),
        help_text=gettext_lazy("XLSX, ODS or CSV, at most 20 MB. The heading may stand in any row."),
        widget=forms.ClearableFileInput(attrs={"accept": SPREADSHEETS}),
    )


class ColumnsForm(ComparedForm, forms.Form):
    """A choice of meaning for every column of the file."""

    header_row = forms.IntegerField(
        label=gettext_lazy("Heading in row"),
        min_value=1,
        max_value=20_000,
        help_text=gettext_lazy("As the file counts. With another row the columns are recognised anew."),
    )

    def __init__(self, *args, batch: BankImport, **kwargs):
        super().__init__(*args, **kwargs)
        self.batch = batch
        self.initial["header_row"] = batch.header_row or 1
        meanings = [("", _("do not read")), *((field.name, field.title) for field in columns_for(batch.role))]
        for index, title in enumerate(batch.headers):
            self.fields[f"column_{index}"] = forms.ChoiceField(
                label=f"{letter(index)}. {title or _('without a title')}",
                choices=meanings,
                required=False,
                initial=batch.mapping.get(str(index), ""),
            )

    @property
    def mapping(self) -> dict[int, str]:
        chosen = ((index, self.cleaned_data[f"column_{index}"]) for index in range(len(self.batch.headers)))
        return {index: name for index, name in chosen if name}

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        names = [data.get(f"column_{index}") for index in range(len(self.batch.headers))]
        for index, name in enumerate(names):
            if name and name in names[:index]:
                self.add_error(f"column_{index}", _("Another column has this meaning already. Choose one of the two."))
        return data


class RowForm(ComparedForm, forms.Form):
    """The cells of a row as texts."""

    def __init__(self, *args, row: BankImportRow, **kwargs):
        super().__init__(*args, **kwargs)
        for cell in row.cells:
            if cell.index is None or not cell.field or cell.field == "number":
                continue
            long = len(cell.text) > 80
            self.fields[f"cell_{cell.index}"] = forms.CharField(
                label=cell.title,
                required=False,
                initial=cell.text,
                max_length=4000,
                help_text=" ".join(problem["message"] for problem in cell.problems),
                widget=forms.Textarea(attrs={"rows": 3}) if long else forms.TextInput(attrs={"autocomplete": "off"}),
            )

    @property
    def cells(self) -> dict[int, str]:
        return {int(name.removeprefix("cell_")): text for name, text in self.cleaned_data.items()}


class ExportForm(forms.Form):
    role = forms.ChoiceField(label=gettext_lazy("Table of"), choices=BANKS, widget=forms.RadioSelect)
    file = forms.ChoiceField(
        label=gettext_lazy("Which table"),
        choices=[
            (words, [(f"{table}-{name}", name.upper()) for name in FORMATS_OF[table]])
            for table, words in (
                (OFFICIAL, gettext_lazy("official: for the folder of papers and reports")),
                (FULL, gettext_lazy("all data, each in a column of its own: to change in Excel and upload again")),
            )
        ],
        widget=forms.RadioSelect,
    )
    with_gone = forms.BooleanField(
        label=gettext_lazy("With those who have completed the programme or left"), required=False, initial=True
    )

    @property
    def wanted(self) -> dict[str, Any]:
        """What `services.exports.export_bank` takes."""
        table, _dash, format = self.cleaned_data["file"].partition("-")
        given = {name: self.cleaned_data[name] for name in ("role", "with_gone")}
        return {**given, "table": table, "format": format}


class TableColumnsForm(forms.Form):
    """Which columns an official table has, in which order and under which titles."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000)

    def __init__(self, *args, settings: BankSettings, role: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen"] = settings.revision
        chosen = columns_of(settings, role)
        titles = {column.field: column.title for column in chosen}
        places = {column.field: place for place, column in enumerate(chosen, start=1)}
        columns = sorted(available_columns(role), key=lambda column: places.get(column.field, 1000))
        self.names = [column.field for column in columns]
        for column in columns:
            self.fields[f"place_{column.field}"] = forms.IntegerField(
                required=False, min_value=1, max_value=99, initial=places.get(column.field),
                widget=forms.NumberInput(attrs=_look(_("Place of «%(title)s»") % {"title": column.title})),
            )  # fmt: skip
            self.fields[f"title_{column.field}"] = forms.CharField(
                max_length=150, initial=titles.get(column.field, column.title),
                widget=forms.TextInput(attrs=_look(_("Title of «%(title)s»") % {"title": column.title})),
            )  # fmt: skip

    @property
    def lines(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"place_{name}"], self[f"title_{name}"]) for name in self.names]

    @property
    def columns(self) -> list[dict[str, str]]:
        """The columns that have a place, in the order of their places."""
        places = {name: self.cleaned_data.get(f"place_{name}") for name in self.names}
        chosen = sorted((name for name in self.names if places[name]), key=lambda name: places[name])
        return [{"field": name, "title": self.cleaned_data[f"title_{name}"].strip()} for name in chosen]

    def catch_up(self, current: Revisioned) -> None:
        """After a refusal: the author has now been shown `current`, so that saving again is saving over it."""
        self.data = self.data.copy()
        self.data["seen"] = str(current.revision)


def _look(label: str) -> dict[str, str]:
    return {"class": "form-control", "aria-label": label}
