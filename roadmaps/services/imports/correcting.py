"""Corrections of what was read: each is written at once over the revision it was made from."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from core.revisions import save_revised
from core.states import move
from organizations.models import User

from ...models import RoadmapImport
from ...worksheet.editing import Change
from ..drafting import check_period
from .beginning import require_editable

State = RoadmapImport.State


@transaction.atomic
def correct_import(import_: RoadmapImport, change: Change, *, by: User, at: datetime) -> RoadmapImport:
    """Applies a verb of roadmaps.worksheet.editing to the rows and returns the import as it is now.

    Rows bear revisions of their own, so two people correct different rows at once. Raises ImportNotPossible when the
    import is not being corrected, and whatever the verb refuses.
    """
    current = _locked(import_)
    current.corrections = change(current.sheet).to_dict()
    _save(current, ["corrections"])
    if current.state == State.READ:
        move(current, State.CORRECTED)
    return RoadmapImport.objects.get(pk=current.pk)


@transaction.atomic
def set_head(import_: RoadmapImport, head: dict[str, Any], *, by: User, at: datetime) -> None:
    """Title, track and period as the person has corrected them; deadlines are read within the new period."""
    current = _locked(import_)
    check_period(head["period_from"], head["period_to"])
    current.parameters = {**current.parameters, "head": _stored(head)}
    current.corrections = replace(current.sheet, head=replace(current.sheet.head, **head)).to_dict()
    _save(current, ["parameters", "corrections"])


@transaction.atomic
def set_roles(
    import_: RoadmapImport, roles: dict[int, str], head: dict[str, Any], *, seen: int, by: User, at: datetime
) -> None:
    """Puts the import back to be read by other columns; corrections of rows are lost, the head is kept.

    `seen` is the import's revision when the columns were shown. Raises StaleRevision, ImportNotPossible.
    """
    current = _locked(import_)
    check_period(head["period_from"], head["period_to"])
    current.parameters = {"roles": {str(index): role for index, role in roles.items()}, "head": _stored(head)}
    save_revised(current, seen=seen, fields=["parameters"])
    move(current, State.NEW, attempts=0, started_at=at)
    import_.refresh_from_db()


def _locked(import_: RoadmapImport) -> RoadmapImport:
    current = RoadmapImport.objects.select_for_update().get(pk=import_.pk)
    require_editable(current)
    return current


def _save(current: RoadmapImport, fields: list[str]) -> None:
    save_revised(current, seen=current.revision, fields=fields)


def _stored(head: dict[str, Any]) -> dict[str, str]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in head.items()}
