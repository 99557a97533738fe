"""О проведении итогового мероприятия."""

from django.utils.translation import gettext_lazy as _

from core.documents import Clause

from .base import AnnexTable, Facts, Field, OrderKind, Proposal
from .common import RESPONSIBLE

TASKS = ("Мероприятие", "Срок", "Ответственный")
COMMISSION = ("Фамилия, имя, отчество", "Должность")


def propose(facts: Facts) -> Proposal:
    clauses = [
        f"Провести {facts.day('day')} {facts.text('event')}. Место проведения: {facts.text('place')}.",
        f"Назначить ответственным за подготовку и проведение мероприятия {facts.person('responsible', 'accusative')}.",
        "Утвердить план подготовки мероприятия (приложение № 1).",
    ]
    tables = [AnnexTable.numbered("План подготовки мероприятия", TASKS, facts.rows("tasks"), widths=(6, 2, 4))]
    if facts.has("commission"):
        clauses.append("Утвердить состав комиссии по награждению участников (приложение № 2).")
        members = facts.rows("commission")
        tables.append(AnnexTable.numbered("Состав комиссии по награждению", COMMISSION, members, widths=(5, 5)))
    else:
        clauses[-1] = "Утвердить план подготовки мероприятия (приложение)."
    clauses.append(
        Clause(
            f"{facts.short('responsible', 'dative')}:",
            [
                "Обеспечить приглашение участников, партнёров и родителей (законных представителей).",
                "Размещать фотографии и сведения об участниках только при наличии их согласий на распространение "
                "персональных данных.",
            ],
        )
    )
    return Proposal("О проведении итогового мероприятия программы наставничества", clauses, tables)


KIND = OrderKind(
    "final_event",
    (
        Field(
            "event", _("Event"), initial="итоговое мероприятие программы наставничества", help=_("In the accusative.")
        ),
        Field("day", _("Date"), "day"),
        Field("place", _("Place")),
        RESPONSIBLE,
        Field("tasks", _("Plan of preparation"), "rows", columns=TASKS),
        Field("commission", _("Awards commission"), "rows", required=False, columns=COMMISSION),
    ),
    propose,
    purpose="подведения итогов и распространения лучших практик наставничества",
)
