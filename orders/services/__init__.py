"""Verbs: number, sign, register from paper, cancel.

    order = sign_order(
        organization=school, kind=Order.Kind.APPROVE_ROADMAP, title="Об утверждении дорожной карты",
        preamble="В целях …", clauses=["Утвердить …", CONTROL_IS_MINE], signer=director, signer_position="Директор",
        signed_on=day, number=None, annexes=[roadmap_document(roadmap)], at=now,
    )

Everything refused is an `OrderRefused` with words for the person.
"""

from .cancelling import cancel_order
from .errors import OrderRefused
from .registering import attach_scan, register_paper_order
from .series import configure_series, default_series, give_number, suggest_number
from .signing import CONTROL_IS_MINE, sign_order

__all__ = [
    "CONTROL_IS_MINE",
    "OrderRefused",
    "attach_scan",
    "cancel_order",
    "configure_series",
    "default_series",
    "give_number",
    "register_paper_order",
    "sign_order",
    "suggest_number",
]
