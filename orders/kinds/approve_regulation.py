"""Об утверждении Положения о наставничестве."""

from django.utils.translation import gettext_lazy as _

from .base import Facts, Field, OrderKind, Proposal
from .common import RESPONSIBLE, SITE_KEEPER, published


def propose(facts: Facts) -> Proposal:
    subject = facts.text("subject")
    clauses = [
        f"Утвердить Положение {subject}{_adopted(facts)} (прилагается).",
        f"Ввести Положение {subject} в действие с {facts.day('start')}.",
    ]
    if facts.has("previous_text"):
        clauses.append(f"Признать утратившим силу приказ {facts.text('previous_text')}.")
    clauses.append(
        f"Возложить на {facts.apposed('responsible', 'accusative')} ознакомление работников с Положением "
        f"в срок до {facts.day('read_by')}."
    )
    return Proposal(f"Об утверждении Положения {subject}", [*clauses, *published(facts)])


def _adopted(facts: Facts) -> str:
    return f", принятое педагогическим советом ({facts.text('protocol')})" if facts.has("protocol") else ""


KIND = OrderKind(
    "approve_regulation",
    (
        Field("subject", _("The regulation on what"), initial="о наставничестве", help=_("«о наставничестве в …»")),
        Field("protocol", _("Minutes"), required=False, help=_("«протокол от 30.08.2026 № 1»")),
        Field("start", _("In force from"), "day"),
        Field(
            "previous",
            _("Earlier order that becomes void"),
            "order",
            required=False,
        ),
        RESPONSIBLE,
        Field("read_by", _("Staff read it by"), "day"),
        SITE_KEEPER,
    ),
    propose,
    purpose="нормативного обеспечения программы наставничества",
)
