"""Any other order: its title and clauses are typed."""

from django.utils.translation import gettext_lazy as _

from .base import Facts, Field, OrderKind, Proposal, sentence


def propose(facts: Facts) -> Proposal:
    return Proposal(facts.text("subject"), [sentence(line) for line in facts.lines("clauses")])


KIND = OrderKind(
    "other",
    (
        Field("subject", _("Title"), help=_("«О …», without a final dot")),
        Field("clauses", _("Clauses"), "lines", help=_("One a line; they are numbered by themselves.")),
    ),
    propose,
    acts=(),
)
