"""Verbs: ask for a report, build it, take up again what was left unfinished.

A run is a row before anything happens; whoever claims it builds it, so a lost message costs a minute and a message
that comes twice costs nothing.
"""

from .asking import ask_report
from .building import ReportRefused, build_run, make_document
from .resuming import take_up_unfinished

__all__ = ["ReportRefused", "ask_report", "build_run", "make_document", "take_up_unfinished"]
