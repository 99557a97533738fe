"""Where a warning belongs: a stable key for programs, a Russian name for people."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..drafts import ActivityDraft, RemarkDraft, RoadmapDraft, SectionDraft, StampDraft


@dataclass(frozen=True)
class LintWarning:
    """One warning. `where` is «roadmap», «stamp 2», «section 3» or «activity 3.6»; `code` is stable.

    `message` is Russian, begins with the place and says what to do.
    """

    where: str
    code: str
    message: str


@dataclass(frozen=True)
class Place:
    key: str
    label: str
    remarks: tuple[RemarkDraft, ...] = ()

    def warning(self, code: str, text: str) -> LintWarning:
        starts_with_name = text[1:2].isupper()  # «УО», «ЦМН»
        return LintWarning(
            self.key, code, f"{self.label}: {text if starts_with_name else text[:1].lower() + text[1:]}"
        )

    def remarked(self) -> Iterator[LintWarning]:
        """The stored remarks of this place as warnings."""
        return (self.warning(remark.code, remark.message) for remark in self.remarks)


def of_roadmap(draft: RoadmapDraft) -> Place:
    return Place("roadmap", "Дорожная карта", draft.remarks)


def of_stamp(ordinal: int, stamp: StampDraft) -> Place:
    return Place(f"stamp {ordinal}", f"Гриф «{stamp.wording}»" if stamp.wording else f"Гриф {ordinal}")


def of_section(ordinal: int, section: SectionDraft) -> Place:
    number = section.number or str(ordinal)
    return Place(f"section {number}", f"Раздел {number}", section.remarks)


def of_activity(section: int, row: int, activity: ActivityDraft) -> Place:
    """Without a number the row is found by its section and its order there."""
    if activity.number:
        return Place(f"activity {activity.number}", f"Мероприятие {activity.number}", activity.remarks)
    return Place(f"activity {section}/{row}", f"Строка {row} раздела {section}", activity.remarks)


class Keys:
    """The keys of the rows of one draft, taken in its order: of a number that stands twice each row has its own."""

    def __init__(self):
        self._given: set[str] = set()

    def section(self, ordinal: int, section: SectionDraft) -> str:
        return self._own(of_section(ordinal, section).key, f"{ordinal}")

    def activity(self, section: int, row: int, activity: ActivityDraft) -> str:
        return self._own(of_activity(section, row, activity).key, f"{section}/{row}")

    def _own(self, key: str, order: str) -> str:
        own = f"{key} ({order})" if key in self._given else key
        self._given.add(own)
        return own
