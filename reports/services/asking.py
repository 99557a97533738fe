"""Asking for a report: a row that says who wants what, and as whom."""

from datetime import datetime

from django.db import transaction

from organizations.models import User

from ..catalog import ParametersForm, Report
from ..models import ReportRun


@transaction.atomic
def ask_report(report: Report, form: ParametersForm, *, format: str, by: User, at: datetime) -> ReportRun:
    """Makes the run from the report's valid form; the same wish that is still unfinished is not made twice."""
    wish = {
        "report": report.code,
        "format": format,
        "parameters": form.stored(),
        "asked_by": by,
        "membership_id": by.acting.pk,
    }
    unfinished = ReportRun.objects.unfinished().filter(**wish).first()
    return unfinished or ReportRun.objects.create(
        **wish,
        title=_title(report, form),
        organization=by.acting.organization,
        asked_at=at,
    )


def _title(report: Report, form: ParametersForm) -> str:
    return f"{report.title}: {report.subject(form.cleaned_data)}"[: ReportRun._meta.get_field("title").max_length]
