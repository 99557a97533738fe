"""What the roadmap of the organisation above says of the same activity."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ..drafts import ActivityDraft

FEWEST_WORDS = 3  # «Мониторинг», «Круглый стол» are no activity in particular


@dataclass(frozen=True)
class Above:
    """`dues` are the dates that `deadline` gives in the roadmap of `organization`."""

    organization: str
    deadline: str
    dues: tuple[date, ...]


def wording_of(title: str) -> str:
    """By what an activity that was not adopted is known again in another roadmap; "" where too little is said."""
    words = re.findall(r"\w+", title.lower().replace("ё", "е"))
    return " ".join(words) if sum(map(str.isalpha, words)) >= FEWEST_WORDS else ""


def found_above(activity: ActivityDraft, above: Mapping[str, Above]) -> Above | None:
    """What `above`, by uid and by wording, says of an activity."""
    return above.get(activity.uid) or above.get(wording_of(activity.title))
