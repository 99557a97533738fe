"""Steps of a correction: each is remembered with how the import stood before it, and the latest can be undone."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core.revisions import save_revised
from core.states import move
from organizations.models import User

from ...models import ImportStep, RoadmapImport
from ...worksheet import COLUMNS_TAKEN_BACK, Doubt, Worksheet
from ...worksheet.editing import taken_back
from .beginning import ImportNotPossible, require_editable

MOST_STEPS = 50  # that can be undone
LONGEST_ABOUT = 80  # characters of a row's name


def locked(import_: RoadmapImport) -> RoadmapImport:
    """The import as it is now, held until the transaction ends. Raises ImportNotPossible when it is not corrected."""
    current = RoadmapImport.objects.select_for_update().get(pk=import_.pk)
    require_editable(current)
    return current


def save(current: RoadmapImport, fields: list[str], *, at: datetime) -> None:
    current.touched_at = at
    save_revised(current, seen=current.revision, fields=[*fields, "touched_at"])


def remember(
    current: RoadmapImport,
    verb: ImportStep.Verb,
    fields: list[str],
    *,
    row: int | None = None,
    about: str = "",
    by: User,
    at: datetime,
) -> None:
    """Keeps how `fields` stand before the step. The oldest steps beyond MOST_STEPS are forgotten."""
    before = {name: getattr(current, name) for name in ("state", *fields)}
    about = about if len(about) <= LONGEST_ABOUT else f"{about[:LONGEST_ABOUT].rstrip()}…"
    ImportStep.objects.create(of=current, verb=verb, row=row, about=about, before=before, by=by, at=at)
    oldest = current.steps.values_list("pk", flat=True)[MOST_STEPS:]
    ImportStep.objects.filter(pk__in=list(oldest)).delete()


@transaction.atomic
def undo_step(import_: RoadmapImport, *, step: int, by: User, at: datetime) -> ImportStep:
    """Restores how the import stood before its latest step, which is `step`, and returns that step.

    Raises ImportNotPossible when another step is the latest by now, so that no click undoes what it did not show.
    """
    current = locked(import_)
    last = current.steps.first()
    if last is None or last.pk != step:
        raise ImportNotPossible(_("The rows have changed meanwhile. Look at them, then undo again if need be."))
    _restore(current, last, at=at)
    last.delete()
    return last


@transaction.atomic
def take_columns_back(import_: RoadmapImport, *, at: datetime) -> bool:
    """Where the columns that a person has set give no row: those by which it was read before, and a word of it.

    False when it was not read before.
    """
    step = import_.steps.filter(verb=ImportStep.Verb.COLUMNS).first()
    if step is None:
        return False
    _restore(import_, step, at=at)
    message = _("By the columns that you have set no row could be read. They stand as they were before.")
    sheet = Worksheet.from_dict(import_.corrections)
    others = tuple(doubt for doubt in sheet.doubts if doubt.code != COLUMNS_TAKEN_BACK)
    import_.corrections = replace(sheet, doubts=(Doubt(COLUMNS_TAKEN_BACK, message), *others)).to_dict()
    import_.save(update_fields=["corrections"])
    step.delete()
    return True


def _restore(current: RoadmapImport, step: ImportStep, *, at: datetime) -> None:
    before = dict(step.before)
    state = before.pop("state")
    if current.corrections:
        earlier = Worksheet.from_dict(before["corrections"])
        before["corrections"] = taken_back(Worksheet.from_dict(current.corrections), earlier).to_dict()
    for name, value in before.items():
        setattr(current, name, value)
    save(current, list(before), at=at)
    if current.state != state:
        move(current, state)
