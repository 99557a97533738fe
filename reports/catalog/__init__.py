"""Every report there is, by its code. A new report is a module here and a line below."""

from .analytic_note import AnalyticNoteReport
from .base import ParametersForm, Report
from .consolidated import ConsolidatedReport
from .elsewhere import ELSEWHERE
from .execution import ExecutionReport
from .indicators import IndicatorsReport
from .municipal_execution import MunicipalExecutionReport
from .order_register import OrderRegisterReport
from .readiness import ReadinessReport
from .roadmap import RoadmapReport
from .site_monitoring import SiteMonitoringReport
from .stage_note import StageNoteReport

REPORTS: dict[str, Report] = {
    report.code: report
    for report in (
        RoadmapReport(),
        ExecutionReport(),
        MunicipalExecutionReport(),
        OrderRegisterReport(),
        ConsolidatedReport(),
        IndicatorsReport(),
        ReadinessReport(),
        SiteMonitoringReport(),
        AnalyticNoteReport(),
        StageNoteReport(),
    )
}

__all__ = ["ELSEWHERE", "REPORTS", "ParametersForm", "Report"]
