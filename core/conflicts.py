"""What stands in a record now beside what was typed: shown after a stale save (core/revisions.py).

Works for any bound form; one whose fields are not named as those of the record says itself what it holds, by
`stored(current)`: the values by field.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from django import forms
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _


class Difference(NamedTuple):
    """A field, what somebody else has saved in it, and what was typed here, both in words."""

    field: forms.BoundField
    stored: str
    typed: str


def differences(form: forms.BaseForm, current: models.Model) -> Iterator[Difference]:
    """The fields of the form where the two are not the same."""
    stored = form.stored(current) if hasattr(form, "stored") else _of_row(form, current)
    for name, typed in form.cleaned_data.items():
        if name in stored and _plain(stored[name]) != _plain(typed):
            now = _display(current, name) or in_words(form.fields[name], stored[name])
            yield Difference(form[name], now, in_words(form.fields[name], typed))


def in_words(field: forms.Field, value: Any) -> str:
    """The label of a choice, yes or no for a tick, a date as people write it, a list in one line.

    A field whose values are of its own making says them itself, by `in_words(value)`.
    """
    if hasattr(field, "in_words"):
        return field.in_words(value)
    value = _plain(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return "; ".join(in_words(field, item) for item in value)
    if isinstance(value, datetime):
        return date_format(value, "d.m.Y H:i")
    if isinstance(value, date):
        return date_format(value, "d.m.Y")
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        value = dict(field.choices).get(value, value)
    return "" if value is None else str(value)


def _of_row(form: forms.BaseForm, current: models.Model) -> Mapping[str, Any]:
    return {name: getattr(current, name) for name in form.fields if hasattr(current, name)}


def _plain(value: Any) -> Any:
    """What can be compared: a list for rows that are chosen."""
    rows = value.all() if isinstance(value, models.Manager) else value
    return list(rows) if isinstance(rows, models.QuerySet | tuple) else rows


def _display(instance: models.Model, name: str) -> str:
    display = getattr(instance, f"get_{name}_display", None)
    return str(display()) if display else ""
