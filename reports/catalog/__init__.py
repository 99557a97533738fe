"""Every report there is, by its code. A new report is a module here and a line below."""

from .base import ParametersForm, Report
from .execution import ExecutionReport
from .municipal_execution import MunicipalExecutionReport
from .order_register import OrderRegisterReport
from .roadmap import RoadmapReport

REPORTS: dict[str, Report] = {
    report.code: report
    for report in (RoadmapReport(), ExecutionReport(), MunicipalExecutionReport(), OrderRegisterReport())
}

__all__ = ["REPORTS", "ParametersForm", "Report"]
