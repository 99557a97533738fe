"""Reading a document: claim the import, understand it, keep the rows or say why not."""

import logging
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.calendar import SchoolYear
from core.errors import Refused
from core.faults import in_log
from core.states import StateConflict, move

from ...drafts import RoadmapDraft
from ...importers import ImportRefused, SourceDocument, read_file, read_pasted, understand
from ...importers.refusals import NoRoadmap
from ...models import Roadmap, RoadmapImport
from ...worksheet import TRACK_ASSUMED, Doubt, Overview, Worksheet, overview_by_hand, overview_of, worksheet_of
from .beginning import let_go, name_of_pasted
from .undoing import take_columns_back

log = logging.getLogger(__name__)

State = RoadmapImport.State
Clock = Callable[[], datetime]
MAX_ATTEMPTS = 3
PLANNING_AHEAD = timedelta(days=120)  # from May on, a roadmap without a period is taken for the next school year's
MESSAGE_TAKES = timedelta(seconds=30)  # a younger import has its own message on the way
CUT_OFF = timedelta(minutes=15)  # longer than a task may run (task_time_limit)


def read_import(import_: RoadmapImport, *, clock: Clock) -> None:
    """Reads a waiting import, unless somebody else has claimed it. `clock` is read at the beginning and at the end.

    A document that cannot be read is refused and let go; anything unexpected puts the import back, up to MAX_ATTEMPTS.
    """
    try:
        move(import_, State.READING, claimed_at=clock(), attempts=import_.attempts + 1)
    except Refused:
        return  # claimed, or finished, by another worker
    try:
        overview, sheet = _understood(import_, _source(import_), on=clock().date())
        _keep(import_, overview, sheet)
    except StateConflict:
        log.warning("import %s was taken over by another worker", import_.pk)
    except ImportRefused as refusal:
        reason = str(refusal) if import_.file else refusal.of_text or str(refusal)
        _take_back_or_refuse(import_, reason, at=clock())
    except Exception as error:
        log.error("import %s, attempt %s: %s", import_.pk, import_.attempts, in_log(error))
        _put_back(import_, at=clock())


def take_up_unread(*, at: datetime) -> list[RoadmapImport]:
    """Releases the imports whose worker died and returns those that wait; safe to call at any time."""
    RoadmapImport.objects.filter(state=State.READING, claimed_at__lt=at - CUT_OFF).update(state=State.NEW)
    waiting = RoadmapImport.objects.filter(state=State.NEW, touched_at__lt=at - MESSAGE_TAKES)
    for exhausted in waiting.filter(attempts__gte=MAX_ATTEMPTS):
        move(exhausted, State.READING)
        _take_back_or_refuse(exhausted, _given_up(), at=at)
    return list(waiting.filter(attempts__lt=MAX_ATTEMPTS).order_by("started_at"))


def _source(import_: RoadmapImport) -> SourceDocument:
    if import_.file is None:
        return read_pasted(import_.pasted)
    with import_.file.content.open("rb") as content:
        return read_file(content.read())


def _understood(import_: RoadmapImport, source: SourceDocument, *, on: date) -> tuple[Overview, Worksheet]:
    """The document by the columns that a person has set, under the head that a person has corrected, if any."""
    roles = {int(index): role for index, role in import_.parameters.get("roles", {}).items()}
    year = SchoolYear.of(on + PLANNING_AHEAD)
    try:
        reading = understand(source, roles=roles or None, otherwise=(year.starts, year.ends))
        overview, sheet = overview_of(reading), worksheet_of(reading)
    except NoRoadmap:
        by_hand = overview_by_hand(source)
        if by_hand is None:
            raise
        overview, sheet = by_hand, _unrecognised(import_, year)
    if head := import_.parameters.get("head"):
        sheet = sheet.headed(_corrected(head))
    return overview, sheet


def _unrecognised(import_: RoadmapImport, year: SchoolYear) -> Worksheet:
    """A document with a table in which a person has yet to say which column is which."""
    head = RoadmapDraft(
        title=_("Roadmap"),
        level=import_.organization.level,
        track=Roadmap.Track.STUDENTS,
        period_from=year.starts,
        period_to=year.ends,
    )
    title = Doubt("title_assumed", _("The title was not found in the document. Enter it."))
    return Worksheet(head, doubts=(title, Doubt(TRACK_ASSUMED, _("Say whom the roadmap is for."))))


def _corrected(head: dict[str, str]) -> dict[str, Any]:
    return head | {name: date.fromisoformat(head[name]) for name in ("period_from", "period_to")}


def _keep(import_: RoadmapImport, overview: Overview, sheet: Worksheet) -> None:
    move(
        import_,
        State.READ,
        name=import_.name if import_.file else name_of_pasted(sheet.head.title),
        reading=overview.to_dict(),
        corrections=sheet.to_dict(),
        refusal="",
        revision=import_.revision + 1,
    )


def _take_back_or_refuse(import_: RoadmapImport, reason: str, *, at: datetime) -> None:
    """What was read before by other columns stands again with its corrections; only what never was is let go."""
    if not take_columns_back(import_, at=at):
        _refuse(import_, reason, at=at)


@transaction.atomic
def _refuse(import_: RoadmapImport, reason: str, *, at: datetime) -> None:
    move(import_, State.REFUSED, refusal=reason)
    let_go(import_)
    scope = import_.organization.path
    audit.record("roadmapimport.refused", import_, by=import_.by, at=at, scope=scope, changes={"reason": reason})


def _put_back(import_: RoadmapImport, *, at: datetime) -> None:
    if import_.attempts >= MAX_ATTEMPTS:
        _take_back_or_refuse(import_, _given_up(), at=at)
    else:
        move(import_, State.NEW)


def _given_up() -> str:
    return _(
        "The document could not be read because of an error in the product. Tell the administrator: it is in the log. "
        "Meanwhile copy the table into a new document and upload that."
    )
