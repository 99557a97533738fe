"""What the linter says of a worksheet, by row; and which rows a person should look at."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..linting import Above, collect_warnings
from ..linting.places import of_activity, of_section
from .sheet import Item, Worksheet


@dataclass(frozen=True)
class Warned:
    """One warning; `item` is the number of its row, None when it concerns the whole roadmap."""

    code: str
    message: str
    item: int | None = None

    @property
    def said_in_place(self) -> str:
        """The message without the place it begins with, for use beside the row itself."""
        _place, _colon, said = self.message.partition(": ")
        return said[:1].upper() + said[1:] if said else self.message


@dataclass(frozen=True)
class Findings:
    warnings: list[Warned]
    by_item: dict[int, list[Warned]] = field(default_factory=dict)

    def of(self, item: Item) -> list[Warned]:
        """The warnings of a row that its own doubts do not say already."""
        said = {doubt.code for doubt in item.doubts}
        return [each for each in self.by_item.get(item.pk, []) if ALREADY.get(each.code, each.code) not in said]

    @property
    def of_all(self) -> list[Warned]:
        """What concerns the whole roadmap and no single row."""
        return [each for each in self.warnings if each.item is None]

    def is_doubtful(self, item: Item) -> bool:
        """The row wants a look: something is doubtful in it, and nobody has looked yet."""
        return not (item.looked or item.removed) and bool(item.doubts or self.of(item))


ALREADY = {"torn_row": "row_torn"}  # the importer's word for what the linter finds too


def findings_of(sheet: Worksheet, level: str, *, above: Mapping[str, Above] | None = None) -> Findings:
    """The linter's warnings of the roadmap as it stands; `above` as the linter takes it."""
    places = _places(sheet)
    warnings = [
        Warned(each.code, each.message, places.get(each.where))
        for each in collect_warnings(sheet.draft(level), above=above, in_force=False)
    ]
    by_item = defaultdict(list)
    for each in warnings:
        if each.item is not None:
            by_item[each.item].append(each)
    return Findings(warnings, dict(by_item))


def _places(sheet: Worksheet) -> dict[str, int]:
    """The places that warnings name with the rows they are; the first of two equal numbers."""
    places: dict[str, int] = {}
    for ordinal, (section, rows) in enumerate(sheet.groups(), 1):
        if section:
            places.setdefault(of_section(ordinal, section.section).key, section.pk)
        for position, item in enumerate(rows, 1):
            places.setdefault(of_activity(ordinal, position, item.activity).key, item.pk)
    return places
