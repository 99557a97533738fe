"""Acceptance of an upload: the valid rows are written, a fixed number of queries for each chunk."""

import logging
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from core import audit, bulk
from core.faults import in_log
from core.states import StateConflict, move

from ...importing import Problem
from ...judging import Verdict, judge
from ...models import BankImport, BankImportRow
from ...selectors.bank import Bank
from .beginning import ImportNotPossible
from .reading import SAID_TWICE, Clock, as_json
from .writing import Writer

log = logging.getLogger(__name__)

State = BankImport.State
CHUNK = 5_000
ACCEPTED = (Verdict.NEW, Verdict.CHANGED)
WANTED = Q(verdict__in=ACCEPTED) | Q(verdict=Verdict.DOUBT, decision__in=("new", "update"))


@transaction.atomic
def ask_to_accept(batch: BankImport, *, by, at: datetime) -> None:
    """Says that the valid rows are to be written; a worker does it. Raises ImportNotPossible, StateConflict.

    Of an upload that was accepted already, those are written that have been mended since.
    """
    total = batch.rows.filter(WANTED, before__isnull=True).count()
    if not total:
        raise ImportNotPossible(_("There is nothing to accept: no row is new or changed."))
    move(batch, State.ACCEPTING, claimed_at=None, rows_total=total, rows_done=0)
    audit.record("bankimport.confirmed", batch, by=by, at=at, scope=batch.organization.path, changes={"rows": total})


def accept_import(batch: BankImport, *, by, clock: Clock) -> None:
    """Writes the rows of a claimed upload chunk by chunk; a chunk that was written stays when the next one fails."""
    claimed = BankImport.objects.filter(pk=batch.pk, state=State.ACCEPTING, claimed_at=None)
    if not claimed.update(claimed_at=clock()):
        return
    batch.refresh_from_db(fields=["state", "claimed_at", "rows_done"])
    try:
        while _write_chunk(batch, by=by, at=clock()):
            pass
        _finish(batch, by=by, at=clock())
    except StateConflict:
        log.warning("upload %s was taken over by another worker", batch.pk)
    except Exception as error:
        log.error("upload %s: %s", batch.pk, in_log(error))
        _give_up(batch, by=by, at=clock())


@bulk.uncollected()
@transaction.atomic
def _write_chunk(batch: BankImport, *, by, at: datetime) -> bool:
    """Judges the next rows anew, since the bank may have changed, and writes them; False when none is left."""
    rows = list(batch.rows.filter(WANTED, before__isnull=True).defer("raw")[:CHUNK])
    if not rows:
        return False
    on = at.date()
    bank = Bank.of(batch.organization, batch.role)
    writer = Writer(batch, by=by, at=at)
    for row in rows:
        judgement = judge(row.values, bank, on, decision=row.decision, chosen=row.person_id)
        if judgement.verdict in ACCEPTED and writer.takes(row, judgement):
            writer.add(row, judgement, bank)
        else:
            _leave(row, judgement)
    writer.write()
    done = batch.rows_done + len(rows)
    BankImport.objects.filter(pk=batch.pk).update(rows_done=done)
    batch.rows_done = done
    return True


def _leave(row: BankImportRow, judgement) -> None:
    """The bank has changed since the preview: the row is the same by now, doubtful, or no longer possible."""
    problems = [as_json(problem) for problem in judgement.problems]
    if judgement.verdict in ACCEPTED:
        judgement.verdict = Verdict.REJECTED
        problems = [as_json(Problem(None, "full_name", SAID_TWICE))]
    row.verdict, row.decision, row.person_id = judgement.verdict, "", judgement.person
    row.problems = [*row.problems, *problems]
    row.save()


@transaction.atomic
def _finish(batch: BankImport, *, by, at: datetime) -> None:
    written = batch.rows.filter(before__isnull=False)
    new = written.filter(verdict=Verdict.NEW).count()
    move(batch, State.ACCEPTED, accepted_at=at, problem="")
    changes = {"new": new, "changed": written.count() - new}
    audit.record("bankimport.accepted", batch, by=by, at=at, scope=batch.organization.path, changes=changes)


@transaction.atomic
def _give_up(batch: BankImport, *, by, at: datetime) -> None:
    """Nothing was written: the upload can be accepted once more. Some was: it is accepted as far as it came, so that
    it can be taken back; the same file uploaded again writes the rest."""
    if batch.rows.filter(before__isnull=False).exists():
        _finish(batch, by=by, at=at)
        BankImport.objects.filter(pk=batch.pk).update(problem=_cut_off())
    else:
        BankImport.objects.filter(pk=batch.pk, state=State.ACCEPTING).update(state=State.READ, problem=_failed())


def _cut_off() -> str:
    return _(
        "Only a part of the rows was written because of an error in the product. Upload the file again for the rest."
    )


def _failed() -> str:
    return _("The rows could not be written because of an error in the product. Tell the administrator.")
