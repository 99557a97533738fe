"""О закреплении наставнических пар (групп). The rows come from the pairs of the product, or are typed."""

from django.utils.translation import gettext_lazy as _

from core.documents import Clause

from .base import AnnexTable, Facts, Field, OrderKind, Proposal
from .common import CURATOR, END, PAIR_COLUMNS, PAIR_WIDTHS, PAY, START

TITLE = "О закреплении наставнических пар (групп)"


def propose(facts: Facts) -> Proposal:
    clauses = [
        f"Закрепить наставнические пары (группы) {facts.period()} согласно приложению.",
        Clause(
            "Наставникам:",
            [
                f"Приступить к работе с наставляемыми с {facts.day('start')}.",
                _plans(facts),
                "Вести учёт встреч с наставляемыми.",
            ],
        ),
        Clause(
            f"Куратору реализации программы наставничества {facts.short('curator', 'dative')}:",
            [
                "Ознакомить наставников и наставляемых с настоящим приказом.",
                "Организовать сопровождение наставнических пар (групп) и не реже одного раза в месяц получать "
                "обратную связь от наставников и наставляемых.",
            ],
        ),
    ]
    if facts.has("pay"):
        clauses.append(f"Установить наставникам доплату {facts.text('pay')}.")
    return Proposal(TITLE, clauses, [pairs_table(facts, "pairs")])


def pairs_table(facts: Facts, name: str, title: str = "Состав наставнических пар (групп)") -> AnnexTable:
    """The annex of domain.md 4.5, in the nominative so that no name is declined."""
    return AnnexTable.numbered(title, PAIR_COLUMNS, facts.rows(name), widths=PAIR_WIDTHS, landscape=True)


def _plans(facts: Facts) -> str:
    by = f" в срок до {facts.day('plans_by')}" if facts.has("plans_by") else ""
    return f"Составить вместе с наставляемыми индивидуальные планы (персонализированные программы){by}."


KIND = OrderKind(
    "assign_pairs",
    (
        START,
        END,
        Field("pairs", _("Pairs and groups"), "rows", columns=PAIR_COLUMNS),
        Field("plans_by", _("Plans are due by"), "day", required=False),
        CURATOR,
        PAY,
    ),
    propose,
    purpose="организации работы наставнических пар (групп)",
)
