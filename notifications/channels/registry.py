"""The channels there are, in the order in which people are offered them."""

from .base import Channel
from .email import Email
from .webhook import Webhooks

OUTWARD: tuple[Channel, ...] = (Email(), Webhooks())
EMAIL = Email.code

_by_code = {channel.code: channel for channel in OUTWARD}


def channel_of(code: str) -> Channel:
    """The channel with the code. Raises KeyError."""
    return _by_code[code]
