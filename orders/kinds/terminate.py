"""О досрочном прекращении наставничества; an employee is told three working days before (Labour Code, 351.8)."""

from django.utils.translation import gettext_lazy as _

from .base import Facts, Field, OrderKind, Proposal, sentence
from .common import CURATOR

REASONS = {
    "mentor": "в связи с отказом наставника {mentor}",
    "mentee": "по инициативе наставляемого",
    "institution": "по инициативе организации",
}
NOTICE = "не менее чем за три рабочих дня (статья 351.8 Трудового кодекса Российской Федерации)"


def propose(facts: Facts) -> Proposal:
    day, several = facts.day("start"), len(facts.data["mentees"]) > 1
    whose, mentees = ("группы", "наставляемые") if several else ("пары", "наставляемый")
    clauses = [
        sentence(
            f"Прекратить досрочно с {day} работу наставнической {whose}: наставник – "
            f"{facts.person('mentor', 'nominative')}; {mentees} – {'; '.join(facts.people('mentees', 'nominative'))}; "
            f"{_because(facts)}"
        ),
        f"Освободить {facts.apposed('mentor', 'accusative')} от обязанностей наставника указанной {whose} с {day}.",
    ]
    if facts.has("notice_on"):
        clauses.append(f"Письменное предупреждение вручено {facts.day('notice_on')}, {NOTICE}.")
    if facts.has("agreement"):
        said = (
            f"Прекратить с {day} действие дополнительного соглашения {facts.text('agreement')} к трудовому договору "
            f"с {facts.short('mentor', 'instrumental')}"
            f"{' и выплату доплаты ' + facts.text('pay') if facts.has('pay') else ''}"
        )
        clauses.append(sentence(said))
    elif facts.has("pay"):
        clauses.append(f"Прекратить с {day} выплату {facts.short('mentor', 'dative')} доплаты {facts.text('pay')}.")
    clauses.append(
        f"Куратору {facts.short('curator', 'dative')} организовать подбор нового наставника "
        f"{'наставляемым' if several else 'наставляемому'}."
    )
    return Proposal("О досрочном прекращении наставничества", clauses)


def _because(facts: Facts) -> str:
    words = REASONS[facts.text("initiator")]
    if "{mentor}" in words:
        words = words.format(mentor=facts.short("mentor", "genitive"))
    return f"{words} ({facts.text('reason')})" if facts.has("reason") else words


KIND = OrderKind(
    "terminate",
    (
        Field("mentor", _("Mentor"), "person"),
        Field("mentees", _("Mentees"), "people"),
        Field("start", _("From"), "day", help=_("The first day without the mentor.")),
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
        Field(
            "agreement",
            _("Additional agreement that ends"),
            required=False,
            help=_("For example: от 01.10.2026 № 3"),
        ),
        Field("pay", _("Pay that stops"), required=False),
        CURATOR,
    ),
    propose,
    purpose="упорядочения работы наставнических пар",
)
