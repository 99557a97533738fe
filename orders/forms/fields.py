"""Fields of the forms of kinds: people and tables typed or pasted line by line."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _

LONGEST = 20_000
LONGEST_TABLE = 500_000  # some two thousand rows: every pair of a large institution
_SPACES = re.compile(r"[ \t]+")


class LinesField(forms.CharField):
    """One item a line; `cleaned_data` holds a list of strings."""

    def in_words(self, value: Any) -> str:
        """For the eye beside another version (core/conflicts.py)."""
        return self.prepare_value(value) or ""

    def __init__(self, *, longest: int = LONGEST, **kwargs):
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 4}))
        super().__init__(max_length=longest, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]


class PeopleField(LinesField):
    """«Фамилия Имя Отчество, должность», one person a line; `cleaned_data` holds {"name", "position"} of each."""

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        return "\n".join(", ".join(filter(None, [person["name"], person.get("position")])) for person in value)

    def clean(self, value: Any) -> list[dict[str, str]]:
        people = []
        for line in super().clean(value):
            name, _comma, position = line.partition(",")
            people.append({"name": " ".join(name.split()), "position": " ".join(position.split())})
        return people


class RowsField(LinesField):
    """Rows of a table, one a line, cells between «;» or, as Excel copies them, tabs; `cleaned_data` holds lists."""

    def __init__(self, *, columns: tuple[str, ...], **kwargs):
        self.columns = columns
        super().__init__(longest=LONGEST_TABLE, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """A cell that holds «;» itself is told from the next one by tabs."""
        if not isinstance(value, list):
            return value
        between = "\t" if any(";" in cell for row in value for cell in row) else "; "
        return "\n".join(between.join(row) for row in value)

    def clean(self, value: Any) -> list[list[str]]:
        text = forms.CharField.clean(self, value)
        lines = [line for line in text.splitlines() if line.strip()]
        return [self._row(line, number) for number, line in enumerate(lines, start=1)]

    def _row(self, line: str, number: int) -> list[str]:
        cells = [_SPACES.sub(" ", cell).strip() for cell in line.split("\t" if "\t" in line else ";")]
        if len(cells) > len(self.columns):
            said = _("Line %(line)s has more cells than the table has columns (%(count)s).")
            raise forms.ValidationError(said % {"line": number, "count": len(self.columns)})
        if not cells[0]:
            raise forms.ValidationError(_("Line %(line)s has an empty first cell.") % {"line": number})
        return cells + [""] * (len(self.columns) - len(cells))
