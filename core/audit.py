"""Who did what, when: `record()` is called by services inside their transaction.

Personal data of children never goes into `changes`; a service that touches such a field records its name and `MASKED`.
"""

from datetime import datetime
from typing import Any

from django.db import models

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
    return AuditEntry.objects.create(
        at=at,
        verb=verb,
        actor_id=getattr(by, "pk", None),
        actor_name=str(by) if by else "",
        scope=scope,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        subject_label=str(subject)[:300],
        changes=changes or {},
    )


def differences(before: dict[str, Any], after: dict[str, Any]) -> dict[str, list[Any]]:
    """The fields that differ, each as [before, after], ready for `changes`."""
    return {key: [before.get(key), after[key]] for key in after if before.get(key) != after[key]}
