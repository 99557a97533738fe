"""Об организации «Школы наставников»."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .base import AnnexTable, Facts, Field, OrderKind, Proposal
from .common import END, RESPONSIBLE, START

SESSIONS = ("Дата", "Тема занятия", "Часы", "Ведущий")
TRAINEES = ("Фамилия, имя, отчество", "Должность / класс / место работы")


def propose(facts: Facts) -> Proposal:
    place = f" Место проведения: {facts.text('place')}." if facts.has("place") else ""
    clauses = [
        f"Организовать {facts.period()} работу «Школы наставников».{place}",
        f"Утвердить программу «{facts.text('programme')}» и график занятий (приложение № 1).",
        "Утвердить список слушателей «Школы наставников» (приложение № 2).",
        f"Назначить ответственным за работу «Школы наставников» {facts.person('responsible', 'accusative')}.",
        f"{facts.short('responsible', 'dative')} вести учёт посещаемости и представить отчёт по итогам обучения.",
    ]
    tables = [
        AnnexTable.numbered(
            "График занятий «Школы наставников»", SESSIONS, facts.rows("sessions"), widths=(2, 6, 1.4, 4)
        ),
        AnnexTable.numbered("Список слушателей «Школы наставников»", TRAINEES, facts.rows("trainees"), widths=(5, 5)),
    ]
    return Proposal("Об организации «Школы наставников»", clauses, tables)


KIND = OrderKind(
    "mentor_school",
    (
        START,
        END,
        Field("place", _("Place"), required=False),
        Field("programme", _("Title of the programme"), initial="Школа наставников"),
        Field("sessions", pgettext_lazy("course", "Sessions"), "rows", columns=SESSIONS),
        Field("trainees", _("Trainees"), "rows", columns=TRAINEES),
        RESPONSIBLE,
    ),
    propose,
    purpose="подготовки наставников",
)
