"""Channels: the ways by which what people are told leaves the product. Adding one is a module here and a place in
registry.OUTWARD.

The inbox is none of them: a notification stands there by being a row.
"""

from .base import Channel, ChannelDown, NotSent
from .registry import EMAIL, OUTWARD, channel_of
from .wanted import Choices, refused, wanted_channels

__all__ = [
    "EMAIL",
    "OUTWARD",
    "Channel",
    "ChannelDown",
    "Choices",
    "NotSent",
    "channel_of",
    "refused",
    "wanted_channels",
]
