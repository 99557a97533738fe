"""Stale forms: a change is written only over the revision that its author saw.

A form of a `Revisioned` model carries the revision it was opened with. `save_revised` writes by a conditional
UPDATE; when somebody else was faster it raises StaleRevision with the present row, and the form shows both instead
of overwriting.
"""

from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .errors import Refused


class Revisioned(models.Model):
    """Adds the counter that every edit raises by one."""

    revision = models.PositiveIntegerField(gettext_lazy("revision"), default=1, editable=False)

    class Meta:
        abstract = True


class StaleRevision(Refused):
    """The row has been changed since the form was opened; `current` is the row, or the form over it, as it is now."""

    def __init__(self, current: Any):
        super().__init__(_("While you were editing, somebody else changed this. Compare the two and save again."))
        self.current = current


def save_revised(instance: Revisioned, *, seen: int, fields: list[str]) -> None:
    """Writes `fields` of the instance if its revision is still `seen`, and raises the revision.

    Raises StaleRevision with the present row otherwise.
    """
    model = type(instance)
    values = {name: getattr(instance, name) for name in fields}
    updated = model._base_manager.filter(pk=instance.pk, revision=seen).update(revision=seen + 1, **values)
    if not updated:
        raise StaleRevision(model._base_manager.get(pk=instance.pk))
    instance.revision = seen + 1
