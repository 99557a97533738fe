"""The one door through which a state changes.

A model has a `TextChoices` field and a table of moves; `move()` is a conditional UPDATE that repeats the state it
read, so two clicks, two workers or a retry move once, on SQLite and PostgreSQL alike.
"""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from .errors import Refused

Moves = Mapping[str, frozenset[str] | set[str] | tuple[str, ...]]


class ForbiddenMove(Refused):
    """The table of moves does not lead from the present state to the wanted one."""


class StateConflict(Refused):
    """Somebody else moved the row between our reading and our writing."""


def can_move(instance: models.Model, to: str, *, field: str = "state") -> bool:
    """Whether the model's table of moves (`MOVES`) leads from the present state to `to`."""
    return to in type(instance).MOVES.get(getattr(instance, field), ())


def move(
    instance: models.Model, to: str, *, field: str = "state", repeats: Collection[str] = (), **changes: Any
) -> None:
    """Moves the row to the state `to` and sets `changes` in the same UPDATE; the instance is brought up to date.

    `repeats` names further fields that must still be as we read them, where the state alone may have come back.
    Raises ForbiddenMove when the table does not allow it, StateConflict when the row is no longer where we read it.
    """
    seen = getattr(instance, field)
    model = type(instance)
    if not can_move(instance, to, field=field):
        label = dict(model._meta.get_field(field).flatchoices)
        raise ForbiddenMove(
            _("This cannot be done: the state is now «%(now)s».") % {"now": label.get(seen, seen)},
        )
    values = {field: to, **changes}
    as_read = {field: seen} | {name: getattr(instance, name) for name in repeats}
    updated = model._base_manager.filter(pk=instance.pk, **as_read).update(**values)
    if not updated:
        raise StateConflict(_("Somebody has just changed this. Reload the page and look at the present state."))
    for name, value in values.items():
        setattr(instance, name, value)
