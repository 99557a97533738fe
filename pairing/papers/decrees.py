"""The text of the order that assigns pairs (domain.md 4.5). Russian by nature; the curator edits it as any draft."""

from collections.abc import Sequence

from core.documents import Clause, Document
from orders.models import Order
from orders.services import CONTROL_IS_MINE

from ..models import Pairing
from ..selectors.standing import BY_MENTOR, with_people
from .annex import annex_document

ASSIGNMENT = "О закреплении наставнических пар и групп"
REPLACEMENT = "О замене наставника"
EXTENSION = "О продлении работы наставнических пар (групп)"
EARLY_END = "О досрочном прекращении наставничества"
COMPLETION = "О завершении работы наставнических пар (групп)"


def assignment_clauses(pairs: Sequence[Pairing]) -> list[Clause | str]:
    begins = min(pair.starts_on for pair in pairs)
    return [
        "Закрепить наставнические пары и группы согласно приложению к настоящему приказу.",
        Clause(
            "Наставникам:",
            [
                f"Приступить к работе с наставляемыми с {begins:%d.%m.%Y}.",
                "Составить вместе с наставляемыми индивидуальные планы в течение двух недель со дня начала работы.",
                "Вести учёт встреч.",
            ],
        ),
        "Куратору программы наставничества организовать сопровождение пар и групп и не реже одного раза в месяц "
        "получать обратную связь от наставников и наставляемых.",
        CONTROL_IS_MINE,
    ]


def annexes_of(order: Order) -> list[Document]:
    """The annex with the pairs that the order names (orders/annexes.py); none when its rows were typed."""
    pairs = with_people(Pairing.objects.filter(order=order))
    pairs = list(pairs.order_by(*BY_MENTOR))
    return [annex_document(pairs, at=order.created_at)] if pairs else []
