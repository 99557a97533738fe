"""What a channel is, and how it says that it could not send."""

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from datetime import date
from typing import Protocol

from django.utils.functional import Promise

from ..models import Delivery, Notification


class NotSent(Exception):
    """This delivery did not go out. `reason` is in words for the administrator and holds nothing personal."""

    def __init__(self, reason: str | Promise):
        super().__init__(str(reason))
        self.reason = str(reason)


class ChannelDown(NotSent):
    """Nothing goes out by this channel now: the other deliveries need not be tried either."""


# Sends the notifications as one message on the recipient's own day. Raises NotSent.
Send = Callable[[Delivery, list[Notification], date], None]


class Channel(Protocol):
    """A way out of the product. It keeps nothing between calls: several threads use the same one."""

    code: str
    label: str | Promise
    by_default: bool  # whether people who have said nothing hear by it

    def reaches(self, recipients: Collection[int]) -> set[int]:
        """Those of the people whom it can reach; a fixed number of queries."""

    def opened(self) -> AbstractContextManager[Send]:
        """Connected while a batch is sent, so that one connection serves all of it. Raises ChannelDown."""
