"""О проведении мониторинга."""

from django.utils.translation import gettext_lazy as _

from core.documents import Clause

from .base import Facts, Field, OrderKind, Proposal, sentence
from .common import RESPONSIBLE, START

TOOLS = "анкеты удовлетворённости наставников и наставляемых\nSWOT-анализ реализуемой программы"


def propose(facts: Facts) -> Proposal:
    wave = facts.text("wave")
    clauses = [
        f"Провести {facts.period()} мониторинг реализации программы наставничества ({wave}).",
        Clause("Использовать при проведении мониторинга:", [sentence(line) for line in facts.lines("tools")]),
        f"Назначить ответственным за проведение мониторинга {facts.person('responsible', 'accusative')}.",
        f"{facts.short('responsible', 'dative')} представить {facts.text('report')} "
        f"в срок до {facts.day('report_by')}.",
    ]
    return Proposal("О проведении мониторинга реализации программы наставничества", clauses)


KIND = OrderKind(
    "monitoring",
    (
        Field("wave", _("Stage"), initial="промежуточный этап"),
        START,
        Field("end", _("To"), "day"),
        Field("tools", _("Questionnaires and tools"), "lines", initial=TOOLS),
        RESPONSIBLE,
        Field("report", _("What is handed in"), initial="аналитическую справку по итогам мониторинга"),
        Field("report_by", _("Due by"), "day"),
    ),
    propose,
    purpose="оценки хода и результатов реализации программы наставничества",
)
