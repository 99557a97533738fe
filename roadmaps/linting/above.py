"""What the roadmap of the organisation above says of the same activity."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Above:
    """`dues` are the dates that `deadline` gives in the roadmap of `organization`."""

    organization: str
    deadline: str
    dues: tuple[date, ...]
