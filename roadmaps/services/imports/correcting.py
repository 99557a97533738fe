"""Corrections of what was read: each is written at once over the revision it was made from, and can be taken back."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from core.revisions import StaleRevision, save_revised
from core.states import move
from organizations.models import User

from ...models import ImportStep, RoadmapImport
from ...worksheet.editing import Change
from ..drafting import check_period
from .undoing import locked, remember, save

State = RoadmapImport.State
Verb = ImportStep.Verb


@transaction.atomic
def correct_import(import_: RoadmapImport, change: Change, *, by: User, at: datetime) -> RoadmapImport:
    """Applies a verb of roadmaps.worksheet.editing to the rows and returns the import as it is now.

    Rows bear revisions of their own, so two people correct different rows at once. Raises ImportNotPossible when the
    import is not being corrected, and whatever the verb refuses.
    """
    current = locked(import_)
    changed = change(current.sheet)
    row, about = change.concerns(current.sheet)
    remember(current, Verb(change.name), ["corrections"], row=row, about=about, by=by, at=at)
    current.corrections = changed.to_dict()
    save(current, ["corrections"], at=at)
    if current.state == State.READ:
        move(current, State.CORRECTED)
    return RoadmapImport.objects.get(pk=current.pk)


@transaction.atomic
def set_head(import_: RoadmapImport, head: dict[str, Any], *, seen: int, by: User, at: datetime) -> None:
    """Title, track and period as the person has corrected them; deadlines are read within the new period.

    `seen` is the import's revision when the heading was shown. Raises StaleRevision when it stands otherwise by now.
    """
    current = locked(import_)
    check_period(head["period_from"], head["period_to"])
    sheet = current.sheet
    if any(getattr(sheet.head, name) != value for name, value in head.items()):
        if current.revision != seen:
            raise StaleRevision(current)
        remember(current, Verb.HEAD, ["parameters", "corrections"], by=by, at=at)
    current.parameters = {**current.parameters, "head": _stored(head)}
    current.corrections = sheet.headed(head).to_dict()
    save(current, ["parameters", "corrections"], at=at)


@transaction.atomic
def set_roles(
    import_: RoadmapImport, roles: dict[int, str], head: dict[str, Any], *, seen: int, by: User, at: datetime
) -> None:
    """Puts the import back to be read by other columns; corrections of rows are lost, the head is kept.

    `seen` is the import's revision when the columns were shown. Raises StaleRevision, ImportNotPossible.
    """
    current = locked(import_)
    check_period(head["period_from"], head["period_to"])
    remember(current, Verb.COLUMNS, ["parameters", "reading", "corrections"], by=by, at=at)
    current.parameters = {"roles": {str(index): role for index, role in roles.items()}, "head": _stored(head)}
    current.touched_at = at
    save_revised(current, seen=seen, fields=["parameters", "touched_at"])
    move(current, State.NEW, attempts=0)
    import_.refresh_from_db()


def _stored(head: dict[str, Any]) -> dict[str, str]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in head.items()}
