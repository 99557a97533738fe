"""The account of a document: every record is either placed or listed as not placed, and says where it went."""

from collections.abc import Collection
from dataclasses import dataclass

from ..source import Paragraph, Row


@dataclass(frozen=True)
class Placed:
    """A record that found its place. `purpose` is title, stamp, header, section, activity, continuation, …"""

    where: str
    purpose: str
    target: str = ""  # the key of the section or activity, as in linting.places


@dataclass(frozen=True)
class NotPlaced:
    """A record that did not: kept as it is, with the reason in Russian."""

    where: str
    text: str
    reason: str


OTHER_TABLE = "Таблица не похожа на таблицу дорожной карты."
OUTSIDE = "Текст вне таблицы дорожной карты."
UNTITLED = "В строке нет названия мероприятия."
NOTHING_ABOVE = "Не найдено мероприятие, к которому относится эта строка."


class Ledger:
    """`target` may be any object until the draft is finished; it is named then."""

    def __init__(self):
        self.placed: list[tuple[Row | Paragraph, str, object]] = []
        self.not_placed: list[NotPlaced] = []

    def place(self, record: Row | Paragraph, purpose: str, target: object = None) -> None:
        self.placed.append((record, purpose, target))

    def take_back(self, targets: Collection[object], reason: str) -> None:
        """Lists what was placed at these targets as not placed."""
        back = [record for record, _purpose, target in self.placed if target in targets]
        self.placed = [each for each in self.placed if each[2] not in targets]
        for record in back:
            self.leave(record, reason)

    def leave(self, record: Row | Paragraph, reason: str) -> None:
        self.not_placed.append(NotPlaced(record.where, record.text, reason))
