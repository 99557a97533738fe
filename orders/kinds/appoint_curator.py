"""О назначении куратора."""

from django.utils.translation import gettext_lazy as _

from core.documents import Clause

from .base import Facts, Field, OrderKind, Proposal, sentence
from .common import CURATOR, END, PAY, START

DUTIES = (
    "сбор и работа с базами наставников и наставляемых\n"
    "организация обучения наставников\n"
    "контроль за проведением встреч наставнических пар и групп\n"
    "участие в оценке вовлечённости и результатов программы\n"
    "мониторинг реализации и подготовка отчётности"
)


def propose(facts: Facts) -> Proposal:
    curator = facts.person("curator", "accusative")
    clauses = [
        f"Назначить куратором реализации программы наставничества {curator}, {facts.period()}.",
        Clause("Возложить на куратора следующие обязанности:", [sentence(line) for line in facts.lines("duties")]),
    ]
    if facts.has("substitute"):
        substitute = facts.person("substitute", "accusative")
        clauses.append(f"Возложить исполнение обязанностей куратора на время его отсутствия на {substitute}.")
    if facts.has("pay"):
        clauses.append(f"Установить {facts.short('curator', 'dative')} доплату {facts.text('pay')}.")
    return Proposal("О назначении куратора реализации программы наставничества", clauses)


KIND = OrderKind(
    "appoint_curator",
    (
        CURATOR,
        START,
        END,
        Field("duties", _("Duties"), "lines", initial=DUTIES),
        Field("substitute", _("Who stands in"), "person", required=False),
        PAY,
    ),
    propose,
)
