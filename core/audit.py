"""Who did what, when: `record()` is called by services inside their transaction.

An app says its verbs in words in its AppConfig: `audit_verbs = {"roadmap.approved": _("roadmap approved")}`. A key of
`changes` is a field of the subject or of another model of its app, or stands in `audit_words = {"files": _("files")}`;
codes that are no choices of a field stand in `audit_codes = {"bank": {"mentor": _("mentors")}}`.

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


@cache
def _words() -> dict[str, str | Promise]:
    return {
        key: label for config in apps.get_app_configs() for key, label in getattr(config, "audit_words", {}).items()
    }


@cache
def _codes() -> dict[str, dict[str, str | Promise]]:
    told: dict[str, dict[str, str | Promise]] = {}
    for config in apps.get_app_configs():
        for key, labels in getattr(config, "audit_codes", {}).items():
            told.setdefault(key, {}).update(labels)
    return told


def change_label(subject_type: str, name: str) -> str | Promise:
    """A key of `changes` in words; one that nobody has put into words is shown as it is."""
    return getattr(field_of(subject_type, name), "verbose_name", None) or _words().get(name, name)


def code_label(name: str, code: str) -> str | Promise:
    """A noted value in words, by the `audit_codes` of its key; several codes stand with commas between them."""
    labels = _codes().get(name)
    if labels is None:
        return code
    return ", ".join(str(labels.get(one, one)) for one in code.split(", "))


def field_of(subject_type: str, name: str) -> models.Field | None:
    """The field that a change speaks of: of the subject's model, else of another model of its app.

    The hours of a session, say, are noted of its course. None for what has words of its own or is no field any more.
    """
    app = subject_type.partition(".")[0]
    own = _field(subject_type, name)
    if own or name in _words():
        return own
    models_beside = (model for model in apps.get_models() if model._meta.app_label == app)
    return next(filter(None, (_field(model._meta.label, name) for model in models_beside)), None)


def _field(model: str, name: str) -> models.Field | None:
    try:
        field = apps.get_model(model)._meta.get_field(name)
    except (LookupError, ValueError, FieldDoesNotExist):
        return None
    return None if field.auto_created and not field.concrete else field
