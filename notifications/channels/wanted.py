"""By which channels a person hears of a kind.

What everybody must hear comes by the channels that nobody had to ask for, whatever the person has said.
"""

from collections.abc import Collection, Mapping

from ..kinds import Kind
from .base import Channel
from .registry import OUTWARD, channel_of

Choices = Mapping[tuple[int, str, str], bool]  # (person, kind, channel) -> what they have said


def wanted_channels(person: int, kind: Kind, *, choices: Choices, reached: Mapping[str, Collection[int]]) -> list[str]:
    """Codes of the channels that reach the person and by which they hear of the kind."""
    return [
        channel.code
        for channel in OUTWARD
        if person in reached[channel.code]
        and (_is_duty(kind, channel) or choices.get((person, kind.code, channel.code), channel.by_default))
    ]


def refused(person: int, kind: Kind, channel: str, *, choices: Choices) -> bool:
    """Whether the person has switched the kind off, perhaps after it was planned."""
    return choices.get((person, kind.code, channel)) is False and not _is_duty(kind, channel_of(channel))


def _is_duty(kind: Kind, channel: Channel) -> bool:
    return channel.by_default and not kind.optional
