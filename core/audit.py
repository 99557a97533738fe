"""Who did what, when: `record()` is called by services inside their transaction.

An app says its verbs in words in its AppConfig: `audit_verbs = {"roadmap.approved": _("roadmap approved")}`.
A model about people has `audit_label`, which names its subject by number. Personal data never goes into `changes`; a
service that touches such a field records its name and `MASKED`.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.functional import Promise

from . import bulk
from .models import AuditEntry

MASKED = "•••"


def record(
    verb: str,
    subject: models.Model,
    *,
    by,
    at: datetime,
    scope: str,
    changes: dict[str, Any] | None = None,
) -> AuditEntry:
    """Writes one entry.

    `verb` is "<model>.<past participle>" ("roadmap.approved"); `by` a user or None when the product acts by itself;
    `scope` the path of the organisation whose people may read the entry; `changes` JSON-ready data.
    """
    entry = _entry(verb, subject, by=by, at=at, scope=scope, changes=changes)
    entry.save()
    return entry


def record_each(
    verb: str, subjects: Iterable[models.Model], *, changes: dict[str, Any] | None = None, **where
) -> None:
    """One entry for each of many subjects, of whom the same was done; `by`, `at` and `scope` as in `record`."""
    bulk.insert([_entry(verb, subject, changes=changes, **where) for subject in subjects])


def record_pairs(verb: str, pairs: Iterable[tuple[models.Model, dict[str, Any]]], **where) -> None:
    """One entry for each of many subjects with changes of its own; `by`, `at` and `scope` as in `record`."""
    bulk.insert([_entry(verb, subject, changes=changes, **where) for subject, changes in pairs])


def _entry(verb: str, subject: models.Model, *, by, at: datetime, scope: str, changes: dict | None) -> AuditEntry:
    return AuditEntry(
        at=at,
        verb=verb,
        actor_id=getattr(by, "pk", None),
        actor_name=str(by) if by else "",
        scope=scope,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        subject_label=str(getattr(subject, "audit_label", subject))[:300],
        changes=changes or {},
    )


def differences(before: dict[str, Any], after: dict[str, Any]) -> dict[str, list[Any]]:
    """The fields that differ, each as [before, after], ready for `changes`."""
    return {key: [before.get(key), after[key]] for key in after if before.get(key) != after[key]}


@cache
def verb_labels() -> dict[str, str | Promise]:
    """Every verb that the apps have put into words (`audit_verbs` of their AppConfig)."""
    return {
        verb: label for config in apps.get_app_configs() for verb, label in getattr(config, "audit_verbs", {}).items()
    }


def verb_label(verb: str) -> str | Promise:
    """The verb in words; a verb that nobody has put into words is shown as it is."""
    return verb_labels().get(verb, verb)


def field_of(subject_type: str, name: str) -> models.Field | None:
    """The field of a subject's model that a change speaks of; None when it is no field, or no longer one."""
    try:
        return apps.get_model(subject_type)._meta.get_field(name)
    except (LookupError, ValueError, FieldDoesNotExist):
        return None
