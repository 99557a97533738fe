"""Audit entries in words: `{% load audit %}`."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from django import template
from django.db.models import Field
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from core.audit import change_label, code_label, field_of, verb_label
from core.models import AuditEntry

register = template.Library()

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@register.filter
def in_words(verb: str) -> str | Promise:
    """The verb of an entry as a person would say it."""
    return verb_label(verb)


@register.filter
def changes_in_words(entry: AuditEntry) -> Iterator[dict[str, Any]]:
    """The changes of an entry: label, before, after. A value that is not a pair was merely noted."""
    for name, value in entry.changes.items():
        field = field_of(entry.subject_type, name)
        before, after = value if isinstance(value, list) and len(value) == 2 else (None, value)
        yield {
            "label": change_label(entry.subject_type, name),
            "before": _said(before, name, field),
            "after": _said(after, name, field),
        }


def _said(value: Any, name: str, field: Field | None) -> str | Promise:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(str(_said(one, name, field)) for one in value)
    if isinstance(value, dict):
        return " – ".join(filter(None, (str(_said(one, key, None)) for key, one in value.items())))
    if not isinstance(value, str):
        return str(value)
    if ISO_DAY.fullmatch(value):
        return date_format(date.fromisoformat(value), "d.m.Y")
    labels = dict(getattr(field, "flatchoices", None) or ())
    return labels[value] if value in labels else code_label(name, value)
