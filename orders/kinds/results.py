"""Об итогах реализации программы наставничества; without indicators, о завершении работы пар."""

from django.utils.translation import gettext_lazy as _

from .base import AnnexTable, Facts, Field, OrderKind, Proposal, sentence
from .common import CURATOR, END, START

FINISHED = ("ФИО наставника", "ФИО наставляемого", "Форма наставничества", "Результат")
COMPLETION = "О завершении работы наставнических пар (групп)"
FIGURES = ("Показатель", "План", "Факт")


def propose(facts: Facts) -> Proposal:
    finished = AnnexTable.numbered(
        "Пары (группы), завершившие программу", FINISHED, facts.rows("finished"), widths=(4, 4, 3, 5), landscape=True
    )
    tables = [finished]
    clauses = [
        f"Признать завершённой работу наставнических пар (групп) {facts.period()} согласно приложению{_one(facts)}."
    ]
    if facts.has("figures"):
        tables.append(AnnexTable.numbered("Достигнутые показатели", FIGURES, facts.rows("figures"), widths=(6, 2, 2)))
        clauses.append("Утвердить достигнутые показатели программы наставничества (приложение № 2).")
    clauses += [sentence(f"Продолжить в новом учебном году {line}") for line in facts.lines("continued")]
    if facts.has("report_by"):
        clauses.append(
            f"Куратору {facts.short('curator', 'dative')} представить отчёт о реализации программы наставничества "
            f"{facts.text('report_to')} в срок до {facts.day('report_by')}."
        )
    title = "Об итогах реализации программы наставничества" if facts.has("figures") else COMPLETION
    return Proposal(title, clauses, tables)


def _one(facts: Facts) -> str:
    return " № 1" if facts.has("figures") else ""


KIND = OrderKind(
    "results",
    (
        START,
        END,
        Field("finished", _("Pairs that have finished"), "rows", columns=FINISHED),
        Field("figures", _("Indicators"), "rows", required=False, columns=FIGURES),
        Field(
            "continued",
            _("What goes on"),
            "lines",
            required=False,
            help=_("After «Продолжить в новом учебном году», one a line, for example: работу группы «Юный технолог»"),
        ),
        CURATOR,
        Field("report_to", _("The report goes to"), required=False, initial="в управление образования"),
        Field("report_by", _("The report is due by"), "day", required=False),
    ),
    propose,
    purpose="подведения итогов реализации программы наставничества",
)
