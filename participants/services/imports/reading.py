"""Reading an upload: claim it, understand every row, compare it with the bank, keep the verdicts."""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, bulk
from core.errors import Refused
from core.faults import in_log
from core.states import StateConflict, move

from ...importing import (
    Heading,
    NoTable,
    Problem,
    ReadingRefused,
    ReadRow,
    Vocabulary,
    data_rows,
    digest,
    find_heading,
    mark_repeats,
    open_file,
    read_row,
)
from ...importing.columns import heading_at
from ...importing.opening import MOST_ROWS
from ...importing.refusals import OnlyHeading, TooManyRows
from ...importing.returned import first_titles
from ...importing.values import shown
from ...judging import Verdict, is_of_other_bank, judge
from ...models import BankImport, BankImportRow, ColumnMapping, Participation
from ...selectors.bank import Bank
from ...selectors.settings import own_titles
from ...selectors.vocabulary import vocabulary_of

log = logging.getLogger(__name__)

State = BankImport.State
Clock = Callable[[], datetime]
CHUNK = 2_000  # rows between two signs of progress
CUT_OFF = timedelta(minutes=15)  # longer than a task may run (task_time_limit)
MESSAGE_TAKES = timedelta(seconds=30)  # a younger upload has its own message on the way
SAID_TWICE = "Об этом же человеке говорит другая строка файла. Оставьте одну из них."


def read_import(batch: BankImport, *, clock: Clock) -> None:
    """Reads a waiting upload, unless somebody else has claimed it. What cannot be read is refused in words."""
    try:
        move(batch, State.READING, claimed_at=clock())
    except Refused:
        return
    try:
        _read(batch, on=clock().date())
    except StateConflict:
        log.warning("upload %s was taken over by another worker", batch.pk)
    except ReadingRefused as refusal:
        _refuse(batch, str(refusal), at=clock())
    except Exception as error:
        log.error("upload %s: %s", batch.pk, in_log(error))
        _refuse(batch, _failed(), at=clock())


def take_up_abandoned(*, at: datetime) -> list[BankImport]:
    """Releases what dead workers have claimed and returns the uploads that wait: to be read, or to be written on."""
    cut_off = at - CUT_OFF
    BankImport.objects.filter(state=State.READING, claimed_at__lt=cut_off).update(state=State.WAITING)
    BankImport.objects.filter(state=State.ACCEPTING, claimed_at__lt=cut_off).update(claimed_at=None)
    waiting = BankImport.objects.filter(state=State.WAITING, created_at__lt=at - MESSAGE_TAKES)
    unfinished = BankImport.objects.filter(state=State.ACCEPTING, claimed_at=None)
    return list((waiting | unfinished).select_related("organization", "file", "created_by").order_by("created_at"))


def judge_rows(
    batch: BankImport, rows: Iterable[tuple[int, list, ReadRow]], bank: Bank, on: date
) -> Iterable[BankImportRow]:
    """The rows of an upload with their verdicts; a second row about the same participation is rejected."""
    taken: dict[tuple, int] = {}
    for number, raw, read in rows:
        row = BankImportRow(batch=batch, number=number, raw=raw)
        settle(row, read, bank, on)
        key = (row.person_id, row.participation_id or row.values.get("form"))
        known = row.person_id and row.verdict in (Verdict.CHANGED, Verdict.SAME)
        if known and taken.setdefault(key, number) != number:
            row.verdict = Verdict.REJECTED
            row.problems = [*row.problems, as_json(Problem(None, "full_name", SAID_TWICE))]
        yield row


def settle(row: BankImportRow, read: ReadRow, bank: Bank, on: date) -> None:
    """Puts what was read and what it means into the row."""
    problems, row.values = list(read.problems), read.values
    chosen, row.person_id, row.participation_id, row.differences = row.person_id, None, None, []
    if read.is_rejected:
        row.verdict = Verdict.REJECTED
    else:
        judgement = judge(read.values, bank, on, decision=row.decision, chosen=chosen)
        row.verdict, row.person_id, row.participation_id = judgement.verdict, judgement.person, judgement.participation
        row.differences = judgement.differences if row.verdict == Verdict.CHANGED else []
        problems += judgement.problems
    row.problems = [as_json(problem) for problem in problems]


def as_json(problem: Problem) -> dict:
    return {
        "column": problem.column, "field": problem.field, "message": problem.message, "note": problem.is_note,
    }  # fmt: skip


@bulk.uncollected()
def _read(batch: BankImport, *, on: date) -> None:
    heading = _heading(batch)
    mapping = _mapping(batch, heading)
    rows = list(data_rows(replace(heading, mapping=mapping)))
    if not rows:
        raise OnlyHeading
    if len(rows) > MOST_ROWS:
        raise TooManyRows
    _tell(batch, rows_total=len(rows), rows_done=0)
    vocabulary, bank = vocabulary_of(batch.organization), Bank.of(batch.organization, batch.role)
    read = _read_rows(rows, mapping, vocabulary, on)
    judged = list(judge_rows(batch, read, bank, on))
    with transaction.atomic():
        BankImportRow.objects.filter(batch=batch).delete()
        bulk.insert(judged)
        move(
            batch,
            State.READ,
            sheet=heading.sheet.name[:100],
            header_row=heading.last_row,
            headers=list(heading.titles),
            mapping={str(index): name for index, name in mapping.items()},
            problem="",
            warning=_warning(heading.titles, judged, bank, on),
            rows_done=len(judged),
        )


def _read_rows(rows, mapping: dict[int, str], vocabulary: Vocabulary, on: date) -> list[tuple[int, list, ReadRow]]:
    marked = mark_repeats([(number, read_row(cells, mapping, vocabulary, on)) for number, cells in rows])
    raw = ([_trimmed(cell) for cell in cells] for _number, cells in rows)
    return [(number, cells, read) for (number, read), cells in zip(marked, raw, strict=True)]


def _trimmed(cell) -> str:
    return shown(cell)[:4000]


def _heading(batch: BankImport) -> Heading:
    with batch.file.content.open("rb") as content:
        sheets = open_file(content.read())
    own = own_titles(batch.organization, batch.role)
    heading = find_heading(sheets, batch.role, own)
    chosen = next((sheet for sheet in sheets if batch.header_row and sheet.name == batch.sheet), None)
    if chosen and (heading is None or heading.last_row != batch.header_row or heading.sheet != chosen):
        place = min(batch.header_row - chosen.first, len(chosen.rows) - 1)
        return heading_at(chosen, max(place, 0), batch.role, own)
    return heading or heading_at(sheets[0], _first_filled(sheets[0]), batch.role)


def _first_filled(sheet) -> int:
    """The first row with more than one cell filled: what a person is shown to say what is what."""
    filled = (index for index, row in enumerate(sheet.rows) if sum(1 for cell in row if cell not in ("", None)) > 1)
    return next(filled, 0)


def _keep_likeliest(batch: BankImport, heading: Heading) -> None:
    batch.sheet, batch.headers = heading.sheet.name[:100], list(heading.titles)
    batch.header_row = heading.last_row
    batch.mapping = {str(index): name for index, name in heading.mapping.items()}
    batch.save(update_fields=["sheet", "headers", "header_row", "mapping"])


def _mapping(batch: BankImport, heading: Heading) -> dict[int, str]:
    """As a person has set the columns, now or the last time for the same heading; otherwise by synonyms."""
    titles, moved = first_titles(heading.titles)
    remembered = ColumnMapping.objects.filter(
        organization=batch.organization, role=batch.role, headers_digest=digest(titles)
    ).first()
    mapping = dict(heading.mapping)
    if remembered:
        mapping = {int(index) + moved: name for index, name in remembered.mapping.items()}
    if not replace(heading, mapping=mapping).has_names:
        _keep_likeliest(batch, heading)
        raise NoTable
    return mapping


def _tell(batch: BankImport, **progress: int) -> None:
    BankImport.objects.filter(pk=batch.pk).update(**progress)
    for name, value in progress.items():
        setattr(batch, name, value)


@transaction.atomic
def _refuse(batch: BankImport, reason: str, *, at: datetime) -> None:
    move(batch, State.REFUSED, problem=reason)
    scope = batch.organization.path
    audit.record("bankimport.refused", batch, by=batch.created_by, at=at, scope=scope, changes={"reason": reason})


def _warning(titles: Sequence[str], rows: list[BankImportRow], bank: Bank, on: date) -> str:
    if not is_of_other_bank(titles, [row.values for row in rows], bank, on):
        return ""
    if bank.role == Participation.Role.MENTOR:
        return _(
            "This looks like a list of mentees: accepted, these rows become mentors. If that is a slip, delete this "
            "upload and upload the file as «Mentees»."
        )
    return _(
        "This looks like a list of mentors: accepted, these rows become mentees. If that is a slip, delete this "
        "upload and upload the file as «Mentors»."
    )


def _failed() -> str:
    return _(
        "The file could not be read because of an error in the product. Tell the administrator: it is in the log."
    )
