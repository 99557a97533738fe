"""О досрочном прекращении наставничества; an employee is told three working days before (Labour Code, 351.8)."""

from django.utils.translation import gettext_lazy as _

from .base import Facts, Field, OrderKind, Proposal
from .common import CURATOR

REASONS = {
    "mentor": "в связи с отказом наставника {mentor}",
    "mentee": "по инициативе наставляемого",
    "institution": "по инициативе организации",
}


def propose(facts: Facts) -> Proposal:
    day = facts.day("start")
    initiator = REASONS[facts.text("initiator")]
    if "{mentor}" in initiator:
        initiator = initiator.format(mentor=facts.short("mentor", "genitive"))
    reason = f" ({facts.text('reason')})" if facts.has("reason") else ""
    clauses = [
        f"Прекратить досрочно с {day} работу наставнической пары: наставник – {facts.person('mentor', 'nominative')}; "
        f"наставляемый – {facts.person('mentee', 'nominative')}, {initiator}{reason}.",
        f"Освободить {facts.apposed('mentor', 'accusative')} от обязанностей наставника с {day}.",
    ]
    if facts.has("notice_on"):
        clauses[0] = clauses[0].removesuffix(".") + f". Предупреждение вручено {facts.day('notice_on')}."
    if facts.has("pay"):
        clauses.append(f"Прекратить с {day} выплату {facts.short('mentor', 'dative')} доплаты {facts.text('pay')}.")
    clauses.append(f"Куратору {facts.short('curator', 'dative')} организовать подбор нового наставника наставляемому.")
    return Proposal("О досрочном прекращении наставничества", clauses)


KIND = OrderKind(
    "terminate",
    (
        Field("mentor", _("Mentor"), "person"),
        Field("mentee", _("Mentee"), "person"),
        Field("start", _("From"), "day"),
        Field(
            "initiator",
            _("Who ends it"),
            "choice",
            choices=(("mentor", _("the mentor")), ("mentee", _("the mentee")), ("institution", _("the institution"))),
        ),
        Field("reason", _("Reason"), required=False),
        Field(
            "notice_on",
            _("Notice given on"),
            "day",
            required=False,
            help=_("An employee is told in writing at least three working days before."),
        ),
        Field("pay", _("Pay that stops"), required=False),
        CURATOR,
    ),
    propose,
    purpose="упорядочения работы наставнических пар",
)
