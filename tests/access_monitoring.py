"""The access matrix of monitoring: figures of an institution, read above it only once they are handed in."""

from datetime import date
from typing import Any

from monitoring.models import Figure, Indicator, ReportingPeriod, Submission
from monitoring.services.freezing import frozen_figures, hash_of

from .access_row import Row
from .factories import NOW, World
from .monitoring.factories import make_quarter

State = Submission.State
MEMBERS = "302 403 200 403 200 200 200 200 200"  # everybody who keeps a programme
ASKS = "302 403 403 403 403 403 200 200 403"  # who asks for figures
READS = "302 403 200 403 200 200 200 200 403"  # who keeps a programme in an organisation of the tree
PASSPORT = "302 404 404 403 200 200 200 200 403"  # of an indicator of the municipality
UNFINISHED = "302 404 404 403 200 200 404 404 404"  # nobody above sees it, wherever it stands

ROWS = {
    # anonymous nobody stranger executor curator director methodologist coordinator administrator
    "monitoring:periods": Row(MEMBERS),
    "monitoring:period_add": Row(ASKS),
    "monitoring:period": Row("302 404 404 403 302 302 200 200 200", "period"),
    "monitoring:submission_begin": Row("302 404 404 403 200 200 403 403 403", "period"),
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
    "monitoring:indicators": Row(READS),
    "monitoring:indicator_add": Row(ASKS),
    "monitoring:indicator": Row(PASSPORT, "own_indicator"),
    "monitoring:indicator_change": Row("302 404 404 403 403 403 200 403 403", "own_indicator"),
    "monitoring:indicator_end": Row("302 404 404 403 403 403 200 403 403", "own_indicator"),
    "monitoring:targets": Row(READS),
    "monitoring:counts": Row(READS),
    "monitoring:rules": Row(ASKS),
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
