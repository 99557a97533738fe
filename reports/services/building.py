"""Building a report: claim the run, make the document as its asker may see it, keep the file or say why not."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.documents import LONGEST_PDF, Document, Table, content_type, render
from core.errors import Refused
from core.faults import in_log
from core.files import store_bytes
from core.states import StateConflict, move

from ..catalog import REPORTS, Report
from ..models import ReportRun
from ..selectors import asker_of

log = logging.getLogger(__name__)

State = ReportRun.State
Clock = Callable[[], datetime]
MAX_ATTEMPTS = 3
MAX_PDF_ROWS = 600  # of all tables: beyond that a PDF takes a worker for longer than people wait


class ReportRefused(Refused):
    """The report cannot be made; the message goes to the person who asked."""


def build_run(run: ReportRun, *, clock: Clock) -> None:
    """Builds a waiting run, unless somebody else has claimed it. `clock` is read at the beginning and at the end.

    A refusal fails the run at once; anything unexpected puts it back for another attempt, up to MAX_ATTEMPTS.
    """
    try:
        move(run, State.RUNNING, claimed_at=clock(), attempts=run.attempts + 1)
    except Refused:
        return  # claimed, or finished, by another worker
    try:
        document, payload = _make(run)
        _keep(run, document, payload, at=clock())
    except StateConflict:
        log.warning("report run %s was taken over by another worker", run.pk)
    except Refused as refusal:
        _fail(run, str(refusal), at=clock())
    except Exception as error:
        log.error("report run %s, attempt %s: %s", run.pk, run.attempts, in_log(error))
        _put_back(run, at=clock())


def make_document(report: Report, parameters: dict[str, Any], *, user, at: datetime, format: str) -> Document:
    """The document of a report as `user` may see it.

    Raises ReportRefused when the parameters do not fit, or the document is too long for its format.
    """
    form = report.form_class(parameters, user=user, today=timezone.localdate(at))
    if not form.is_valid():
        said = "; ".join(f"{form.fields[name].label}: {' '.join(errors)}" for name, errors in form.errors.items())
        raise ReportRefused(_("These parameters do not fit: %(said)s") % {"said": said})
    document = report.build(form.cleaned_data, user, at)
    _check_length(document, format)
    return document


def _make(run: ReportRun) -> tuple[Document, bytes]:
    report, user = REPORTS.get(run.report), asker_of(run)
    if report is None:
        raise ReportRefused(_("There is no such report any more. Choose another one."))
    if user is None or not user.has_perm(report.permission):
        raise ReportRefused(_("The role in which you asked for this report has ended. Ask for it in another one."))
    document = make_document(report, run.parameters, user=user, at=timezone.localtime(run.asked_at), format=run.format)
    return document, render(document, run.format)


def _check_length(document: Document, format: str) -> None:
    tables = [len(block.rows) for block in document.blocks if isinstance(block, Table)]
    rows = sum(tables)
    if format == "pdf" and (rows > MAX_PDF_ROWS or max(tables, default=0) > LONGEST_PDF):
        raise ReportRefused(
            _("This report has %(rows)s rows: too many for a PDF that anybody would read. Ask for XLSX.")
            % {"rows": rows}
        )


@transaction.atomic
def _keep(run: ReportRun, document: Document, payload: bytes, *, at: datetime) -> None:
    scope = run.organization.path if run.organization else ""
    name = document.download_name(run.format)
    kind = content_type(run.format)
    file = store_bytes(payload, name=name, content_type=kind, scope=scope, by=run.asked_by, at=at)
    move(run, State.READY, file=file, finished_at=at, error="")
    changes = {"report": run.report, "format": run.format, "parameters": run.parameters}
    audit.record("report.built", run, by=run.asked_by, at=at, scope=scope, changes=changes)


def _fail(run: ReportRun, reason: str, *, at: datetime) -> None:
    move(run, State.FAILED, error=reason[: ReportRun._meta.get_field("error").max_length], finished_at=at)


def _put_back(run: ReportRun, *, at: datetime) -> None:
    if run.attempts >= MAX_ATTEMPTS:
        _fail(run, given_up(), at=at)
    else:
        move(run, State.WAITING)


def given_up() -> str:
    """What the person reads when every attempt has failed."""
    return _(
        "The report could not be made because of an error in the product. Tell the administrator: it is in the log."
    )
