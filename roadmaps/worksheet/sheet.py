"""The rows of an import as plain data: sections and activities in one list, as they follow in the document."""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import Any

from ..drafts import ActivityDraft, RemarkDraft, RoadmapDraft, SectionDraft
from ..responsible import recognise

SECTION, ACTIVITY = "section", "activity"
UNNAMED_SECTION = "Мероприятия"
COLUMNS_TAKEN_BACK = "columns_taken_back"  # a doubt: those that a person has set gave no row
TRACK_ASSUMED = "track_assumed"
OF_HEAD = frozenset(("title_assumed", "period_assumed", TRACK_ASSUMED, COLUMNS_TAKEN_BACK))


@dataclass(frozen=True)
class Doubt:
    code: str
    message: str


@dataclass(frozen=True)
class Item:
    """A row. Every change raises `revision`; `looked` says that a person has seen it; a removed one stays listed.

    A section uses `number`, `title`, `goal`, `result`; the rest waits, should it be turned back into an activity.
    """

    pk: int
    kind: str
    number: str = ""
    title: str = ""
    goal: str = ""
    steps: tuple[str, ...] = ()
    deadline: str = ""
    place: str = ""
    responsible: tuple[str, ...] = ()
    result: str = ""
    document_kind: str = ""
    note: str = ""
    remarks: tuple[RemarkDraft, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    where: str = ""  # in the document
    looked: bool = False
    removed: bool = False
    joined: int | None = None  # a removed row: the one that took over its words
    upper: "Item | None" = None  # that one as it was before
    revision: int = 1

    @property
    def is_section(self) -> bool:
        return self.kind == SECTION

    @property
    def shows_number(self) -> bool:
        """The number is not said by the title already: «Этап 1. Подготовка»."""
        return bool(self.number) and not re.match(rf"(?:\w+\s+)?{re.escape(self.number)}(?!\d)", self.title)

    @property
    def name(self) -> str:
        """How the row is called in a list of choices."""
        return f"{self.number} {self.title}".strip() if self.shows_number else self.title

    @property
    def unused(self) -> list[str]:
        """What an activity says and a section does not: it waits, should the section become an activity again."""
        return [each for each in (*self.steps, self.deadline, *self.responsible, self.place) if each]

    @property
    def section(self) -> SectionDraft:
        return SectionDraft(self.number, self.title, self.goal, self.result, remarks=self.remarks)

    @property
    def activity(self) -> ActivityDraft:
        return ActivityDraft(
            number=self.number,
            title=self.title,
            deadline=self.deadline,
            place=self.place,
            steps=self.steps,
            responsible=tuple(map(recognise, self.responsible)),
            result=self.result,
            document_kind=self.document_kind,
            note=self.note,
            remarks=self.remarks,
        )


@dataclass(frozen=True)
class Left:
    """A record of the document that found no place; `after` is the row before it, `placed` where it went."""

    pk: int
    where: str
    text: str
    reason: str
    after: int | None = None
    placed: int | None = None
    revision: int = 1


@dataclass(frozen=True)
class Worksheet:
    """`head` is the roadmap without its sections; `doubts` are those about the whole of it."""

    head: RoadmapDraft
    items: tuple[Item, ...] = ()
    left: tuple[Left, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def kept(self) -> list[Item]:
        return [item for item in self.items if not item.removed]

    @property
    def activities(self) -> list[Item]:
        return [item for item in self.kept if not item.is_section]

    def headed(self, fields: dict[str, Any]) -> "Worksheet":
        """With the heading that a person has confirmed: what was doubtful in it is answered."""
        left = tuple(doubt for doubt in self.doubts if doubt.code not in OF_HEAD)
        return replace(self, head=replace(self.head, **fields), doubts=left)

    def doubts_that(self, code: str) -> bool:
        """Whether the whole of it is doubtful in this way."""
        return any(doubt.code == code for doubt in self.doubts)

    @property
    def unplaced(self) -> list[Left]:
        return [each for each in self.left if each.placed is None]

    @cached_property
    def _by_pk(self) -> dict[int, Item]:
        return {item.pk: item for item in self.items}

    def item(self, pk: int) -> Item | None:
        return self._by_pk.get(pk)

    def left_record(self, pk: int) -> Left | None:
        return next((each for each in self.left if each.pk == pk), None)

    def groups(self) -> Iterator[tuple[Item | None, list[Item]]]:
        """The kept sections with their activities; None stands for the section that rows at the top do not have."""
        section: Item | None = None
        rows: list[Item] = []
        for item in self.kept:
            if item.is_section:
                if section or rows:
                    yield section, rows
                section, rows = item, []
            else:
                rows.append(item)
        if section or rows:
            yield section, rows

    def draft(self, level: str) -> RoadmapDraft:
        """The roadmap as it will be, for an organisation of this level."""
        sections = (
            replace(
                section.section if section else SectionDraft("", UNNAMED_SECTION),
                activities=tuple(item.activity for item in rows),
            )
            for section, rows in self.groups()
        )
        return replace(self.head, level=level, sections=tuple(sections))

    def to_dict(self) -> dict[str, Any]:
        return {
            "head": self.head.to_dict(),
            "items": [asdict(item) for item in self.items],
            "left": [asdict(each) for each in self.left],
            "doubts": [asdict(doubt) for doubt in self.doubts],
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "Worksheet":
        """Reads what `to_dict` writes, also after it has been through JSON."""
        return cls(
            RoadmapDraft.from_dict(data["head"]),
            tuple(map(_item, data["items"])),
            tuple(Left(**each) for each in data["left"]),
            _doubts(data["doubts"]),
        )


def _item(data: dict[str, Any]) -> Item:
    return Item(
        **{
            **data,
            "steps": tuple(data["steps"]),
            "responsible": tuple(data["responsible"]),
            "remarks": tuple(RemarkDraft(**each) for each in data["remarks"]),
            "doubts": _doubts(data["doubts"]),
            "upper": _item(data["upper"]) if data.get("upper") else None,
        }
    )


def _doubts(data: list[dict[str, str]]) -> tuple[Doubt, ...]:
    return tuple(Doubt(**each) for each in data)
