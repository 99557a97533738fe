"""Orders as the services make them."""

from datetime import date

from orders.models import Order
from orders.services import register_paper_order, sign_order

from ..factories import NOW, TODAY


def make_order(world, **fields) -> Order:
    """An order of school `a1`, signed by its director today."""
    given = {
        "organization": world.a1,
        "kind": Order.Kind.APPROVE_ROADMAP,
        "title": "Об утверждении дорожной карты",
        "preamble": "В целях реализации целевой модели наставничества",
        "clauses": ["Утвердить дорожную карту.", "Контроль оставляю за собой."],
        "signer": world.director,
        "signer_position": "Директор",
        "signed_on": TODAY,
        "number": None,
        "at": NOW,
    }
    return sign_order(**{**given, **fields})


def make_paper_order(organization, **fields) -> Order:
    """An order from the past, entered by nobody in particular."""
    given = {"number": "14-а", "signed_on": date(2022, 3, 31), "title": "О рабочей группе", "by": None, "at": NOW}
    return register_paper_order(organization=organization, **{**given, **fields})
