"""The access matrix of monitoring: figures of an institution, read above it only once they are handed in."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from monitoring.models import ExchangeFormat, Figure, Indicator, ReportingPeriod, Submission
from monitoring.selectors.exchange import Wanted
from monitoring.services.freezing import frozen_figures, hash_of
from monitoring.services.sendings import send
from monitoring.services.templates import add_template, fill_template

from .access_row import Row
from .factories import NOW, World
from .monitoring.factories import make_quarter

State = Submission.State
TEMPLATE = settings.BASE_DIR / "fixtures" / "demo" / "kirovsk_template.xlsx"
MEMBERS = "302 403 200 403 200 200 200 200 200"  # everybody who keeps a programme
ASKS = "302 403 403 403 403 403 200 200 403"  # who asks for figures
READS = "302 403 200 403 200 200 200 200 403"  # who keeps a programme in an organisation of the tree
PASSPORT = "302 404 404 403 200 200 200 200 403"  # of an indicator of the municipality
OWN_FORM = "302 404 404 404 404 404 200 403 403"  # a template belongs to the municipality alone
UNFINISHED = "302 404 404 403 200 200 404 404 404"  # nobody above sees it, wherever it stands

ROWS = {
    # anonymous nobody stranger executor curator director methodologist coordinator administrator
    "monitoring:periods": Row(MEMBERS),
    "monitoring:period_add": Row(ASKS),
    "monitoring:period": Row("302 404 404 403 302 302 200 200 200", "period"),
    "monitoring:submission_begin": Row("302 404 404 403 200 200 403 403 403", "period"),
    "monitoring:period_days": Row("302 404 404 403 403 403 200 403 403", "period"),
    "monitoring:period_extend": Row("302 404 404 403 403 403 200 403 403", "period", other="school"),
    "monitoring:submission": Row("302 404 404 403 200 200 200 200 200", "submitted_figures"),
    "monitoring:figures": Row(UNFINISHED, "begun_figures"),
    "monitoring:submission_count": Row(UNFINISHED, "begun_figures"),
    "monitoring:submission_send": Row(UNFINISHED, "begun_figures"),
    "monitoring:submission_take_back": Row(UNFINISHED, "figures_to_sign"),
    "monitoring:submission_sign": Row("302 404 404 403 403 200 404 404 404", "figures_to_sign"),
    "monitoring:submission_accept": Row("302 404 404 403 403 403 200 403 403", "submitted_figures"),
    "monitoring:submission_return": Row("302 404 404 403 403 403 200 403 403", "submitted_figures"),
    "monitoring:submission_correct": Row("302 404 404 403 200 200 403 403 403", "submitted_figures"),
    "monitoring:remark_answer": Row("302 404 404 403 200 200 403 403 403", "figure_remark"),
    "monitoring:values": Row(READS),
    "monitoring:value": Row(PASSPORT, "own_indicator"),
    "monitoring:charts": Row(READS),
    "monitoring:indicators": Row("302 403 200 403 200 200 200 200 200"),
    "monitoring:indicator_add": Row("302 403 403 403 403 403 200 200 200"),
    "monitoring:indicator": Row("302 404 404 403 200 200 200 200 200", "own_indicator"),
    "monitoring:indicator_change": Row("302 404 404 403 403 403 200 403 403", "own_indicator"),
    "monitoring:indicator_end": Row("302 404 404 403 403 403 200 403 403", "own_indicator"),
    "monitoring:targets": Row(READS),
    "monitoring:counts": Row(READS),
    "monitoring:rules": Row(ASKS),
    "monitoring:exchange": Row(READS),
    "monitoring:exchange_format_add": Row(ASKS),
    "monitoring:exchange_format_build": Row(ASKS, extra={"dataset": "institutions"}),
    "monitoring:exchange_format": Row("302 404 404 403 200 200 200 200 403", "exchange_format"),
    "monitoring:exchange_format_change": Row("302 404 404 403 403 403 200 403 403", "exchange_format"),
    "monitoring:exchange_format_copy": Row("302 404 404 403 403 403 200 200 403", "exchange_format"),
    "monitoring:exchange_format_archive": Row("302 404 404 403 403 403 200 403 403", "exchange_format"),
    "monitoring:exchange_send": Row("302 404 404 403 200 200 200 403 403", "exchange_format"),
    "monitoring:sendings": Row(READS),
    "monitoring:sending_file": Row("302 404 404 403 200 200 200 200 403", "sending"),
    "monitoring:sending_loaded": Row("302 404 404 403 200 200 403 403 403", "sending"),
    "monitoring:templates": Row("302 403 403 403 403 403 200 200 403"),
    "monitoring:template_add": Row(ASKS),
    "monitoring:template": Row(OWN_FORM, "report_template"),
    "monitoring:template_bind": Row(OWN_FORM, "report_template"),
    "monitoring:template_replace": Row(OWN_FORM, "report_template"),
    "monitoring:template_archive": Row(OWN_FORM, "report_template"),
    "monitoring:template_fill": Row(OWN_FORM, "report_template"),
    "monitoring:template_file": Row(OWN_FORM, "report_template"),
    "monitoring:filled_file": Row(OWN_FORM, "filled_template"),
}


def monitoring_subjects(world: World) -> dict[str, Any]:
    """Four quarters of the municipality, each with the answer of school a1 in another state."""
    quarters = [make_quarter(world.north, by=world.methodologist, number=number) for number in (1, 2, 3)]
    before = make_quarter(world.north, by=world.methodologist, year=2025, number=4)
    returned = _answer(world, before, State.RETURNED)
    indicator = Indicator.objects.create(
        organization=world.north, code="north-1", number="9", brief="Пары на учреждение", title="Пары на учреждение",
        numerator="pairs", unit="pieces", since=date(2026, 1, 1),
    )  # fmt: skip
    return {
        **exchange_subjects(world, quarters[0]),
        "own_indicator": indicator,
        "period": quarters[2],
        "begun_figures": _answer(world, quarters[2], State.DRAFT),
        "figures_to_sign": _answer(world, quarters[1], State.TO_SIGN),
        "submitted_figures": _submitted(_answer(world, quarters[0], State.DRAFT)),
        "figure_remark": returned.remarks.create(
            figure=returned.figures.first(), text="Сверьте с приказом", by="Методист", at=NOW
        ),
    }


def _answer(world: World, period: ReportingPeriod, state: str) -> Submission:
    submission = Submission.objects.create(period=period, organization=world.a1, state=state, created_at=NOW)
    Figure.objects.bulk_create(
        Figure(submission=submission, indicator=indicator, numerator=1, counted_numerator=1)
        for indicator in period.indicators.all()[:2]
    )
    return submission


def _submitted(submission: Submission) -> Submission:
    frozen = frozen_figures(submission)
    Submission.objects.filter(pk=submission.pk).update(
        state=State.SUBMITTED, submitted_at=NOW, frozen=frozen, sha256=hash_of(frozen)
    )
    return submission


def exchange_subjects(world: World, period: ReportingPeriod) -> dict[str, Any]:
    """A format of the municipality by which school a1 has sent its figures; a form of the municipality, filled."""
    columns = [{"field": "short_name", "title": "Учреждение"}, {"field": "count.pairs", "title": "Пар"}]
    how = ExchangeFormat.objects.create(
        organization=world.north, title="Платформа", dataset="institutions", columns=columns, format="csv"
    )
    wanted = Wanted(period.as_of, period)
    template = add_template(
        world.north, title="Свод", upload=SimpleUploadedFile("свод.xlsx", TEMPLATE.read_bytes()),
        by=world.methodologist, at=NOW,
    )  # fmt: skip
    return {
        "exchange_format": how,
        "sending": send(how, world.a1, wanted=wanted, by=world.curator, at=NOW),
        "report_template": template,
        "filled_template": fill_template(template, period, by=world.methodologist, at=NOW),
    }
