"""Audit entries in words: `{% load audit %}`."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from core.audit import field_of, verb_label
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
            "label": getattr(field, "verbose_name", name),
            "before": _said(before, field),
            "after": _said(after, field),
        }


def _said(value: Any, field) -> str | Promise:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, str) and ISO_DAY.fullmatch(value):
        return date_format(date.fromisoformat(value), "d.m.Y")
    labels = dict(getattr(field, "flatchoices", None) or ())
    return labels.get(value, value) if isinstance(value, str) else str(value)
