"""Verbs: draft, send, take back, return, sign, register from paper, acknowledge, cancel; number, configure.

    order = draft_order(organization=school, kind="appoint_curator", data=answers, by=curator, at=now)
    send_to_sign(order, by=curator, at=now)
    sign_draft(order, by=director, at=now)          # number None: the next one in turn

    sign_order(organization=school, kind=…, title=…, clauses=[…], signer=director, …)      # without a draft

Everything refused is an `OrderRefused` with words for the person.
"""

from ..proposing import CONTROL_IS_MINE
from .acknowledging import acknowledge, mark_acknowledged
from .cancelling import cancel_order
from .drafts import (
    change_data,
    change_draft,
    discard_draft,
    draft_order,
    return_order,
    send_to_sign,
    take_back,
)
from .errors import OrderRefused
from .names import confirm_names, forget_names
from .registering import attach_scan, register_paper_order
from .series import configure_series, default_series, give_number, suggest_number
from .signing import sign_draft, sign_on_paper, sign_order

__all__ = [
    "CONTROL_IS_MINE",
    "OrderRefused",
    "acknowledge",
    "attach_scan",
    "cancel_order",
    "change_data",
    "change_draft",
    "configure_series",
    "confirm_names",
    "default_series",
    "discard_draft",
    "draft_order",
    "forget_names",
    "give_number",
    "mark_acknowledged",
    "register_paper_order",
    "return_order",
    "send_to_sign",
    "sign_draft",
    "sign_on_paper",
    "sign_order",
    "suggest_number",
    "take_back",
]
