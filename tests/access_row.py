"""A row of the access matrix."""

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any


@dataclass(frozen=True)
class Row:
    """`subject` names a row of access_world whose number goes into the URL; `other` a second one, for pages about two;
    `extra` holds its other arguments."""

    answers: str
    subject: str = ""
    method: str = "get"
    extra: dict[str, Any] = field(default_factory=dict)
    other: str = ""

    @property
    def statuses(self) -> list[int]:
        return [int(answer) for answer in self.answers.split()]

    def kwargs(self, subjects: SimpleNamespace) -> dict[str, Any]:
        named = {"pk": self.subject, "other": self.other}
        numbers = {key: getattr(subjects, name).pk for key, name in named.items() if name}
        return numbers | self.extra
