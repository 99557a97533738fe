"""What the page of an upload tells besides its rows: columns that are not read, and what a row would change."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from organizations.models import Organization

from ..importing import columns_for, letter
from ..importing.returned import ERRORS, ROW
from ..models import BankImport, BankImportRow, MentoringForm, Participation, Person, Programme, Representative, Topic
from ..times import times_in_words

LOOKED_AT = 100  # rows, for something in a column without a title
OURS = (ERRORS, ROW)
MODELS: dict[str, type[Model]] = {
    "person": Person, "participation": Participation, "representative": Representative,
}  # fmt: skip


def unread_columns(batch: BankImport) -> list[str]:
    """«C «Соц. сеть»» for every column with a title or with something in it that will not be read."""
    unknown = {index: title for index, title in enumerate(batch.headers) if not batch.mapping.get(str(index))}
    untitled = {index for index, title in unknown.items() if not title}
    empty = untitled - _filled(batch, untitled)
    return [
        f"{letter(index)} «{title or _('without a title')}»"
        for index, title in unknown.items()
        if title not in OURS and index not in empty
    ]


def passed_over_columns(batch: BankImport) -> list[str]:
    """The columns that are known and not read, since pairs are not made by uploads."""
    passed = {field.name for field in columns_for(batch.role) if field.is_ignored} - {"number"}
    known = (int(index) for index, name in batch.mapping.items() if name in passed)
    return [f"{letter(index)} «{batch.headers[index]}»" for index in known]


def _filled(batch: BankImport, columns: set[int]) -> set[int]:
    if not columns:
        return set()
    rows = batch.rows.values_list("raw", flat=True)[:LOOKED_AT]
    return {index for raw in rows for index in columns if index < len(raw) and raw[index].strip()}


def tell_differences(rows: Iterable[BankImportRow], organization: Organization) -> None:
    """Gives each row `changes`: (what, as it is now, as it will be), in words."""
    words = Words(organization)
    for row in rows:
        row.changes = [words.change(*difference) for difference in row.differences]


class Words:
    """Columns and values as a person reads them; the titles are read when the first of them is needed."""

    ROWS = ("form", "programme", "areas", "interests")

    def __init__(self, organization: Organization):
        self.organization = organization

    @cached_property
    def titles(self) -> dict[str, dict[int, str]]:
        topics = dict(Topic.objects.usable_in(self.organization).values_list("pk", "title"))
        return {
            "form": dict(MentoringForm.objects.usable_in(self.organization).values_list("pk", "title")),
            "programme": dict(Programme.objects.filter(organization=self.organization).values_list("pk", "title")),
            "areas": topics,
            "interests": topics,
        }

    def change(self, name: str, now: Any, then: Any) -> tuple[str, str, str]:
        owner, _dot, column = name.rpartition(".")
        field = MODELS[owner or "participation"]._meta.get_field(column.removesuffix("_id"))
        what = f"{_('representative')}: {field.verbose_name}" if owner == "representative" else str(field.verbose_name)
        return what, self._said(field, now), self._said(field, then)

    def _said(self, field, value: Any) -> str:
        if value in (None, "", []):
            return ""
        if field.name == "times":
            return times_in_words(value)
        if field.name in self.ROWS:
            return "; ".join(self._titles_of(field.name, value if isinstance(value, list) else [value]))
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        return f"{date.fromisoformat(value):%d.%m.%Y}" if field.get_internal_type() == "DateField" else str(value)

    def _titles_of(self, name: str, numbers: list[int]) -> Iterator[str]:
        return (self.titles[name].get(number, "") for number in numbers)
