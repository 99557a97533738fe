"""Verbs on a worksheet: each takes it and gives a new one, or raises RowRefused, StaleRow with words for the person.

`seen` is the revision of the row as its author saw it: a row that somebody else has changed since is not overwritten.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from core.errors import Refused

from ..importers.understanding.documents import kind_of
from .sheet import ACTIVITY, SECTION, Item, Left, Worksheet

Each = TypeVar("Each", Item, Left)


class RowRefused(Refused):
    """The row cannot be changed so."""


class StaleRow(RowRefused):
    """The row was changed since the page was opened; `current` is the row as it is now."""

    def __init__(self, current: Item):
        super().__init__(_("While you were looking, somebody else changed this row. Compare and do it once more."))
        self.current = current


@dataclass(frozen=True)
class Change:
    """A verb of this module with what it needs, to be applied to the rows as they are by then."""

    verb: Callable[..., Worksheet]
    pk: int  # of a row, or of a record that found no place
    seen: int
    fields: dict[str, Any] = field(default_factory=dict)

    def __call__(self, sheet: Worksheet) -> Worksheet:
        return self.verb(sheet, self.pk, seen=self.seen, **self.fields)

    @property
    def name(self) -> str:
        return self.verb.__name__

    def concerns(self, sheet: Worksheet) -> tuple[int | None, str]:
        """The row with its name, or no row and the text that is placed."""
        if text := self.fields.get("text"):
            return None, text
        item = sheet.item(self.pk)
        return self.pk, item.name if item else ""


def taken_back(sheet: Worksheet, before: Worksheet) -> Worksheet:
    """The worksheet as it was `before`. What differs bears a new revision: forms opened meanwhile are stale."""
    items = tuple(_risen(each, sheet.item(each.pk)) for each in before.items)
    left = tuple(_risen(each, sheet.left_record(each.pk)) for each in before.left)
    return replace(before, items=items, left=left)


def _risen(each: Each, now: Each | None) -> Each:
    return each if now in (each, None) else replace(each, revision=now.revision + 1)


def edit(sheet: Worksheet, pk: int, *, seen: int, settled: bool = False, **fields: Any) -> Worksheet:
    """Writes `fields` of a row, which is looked at thereby; its remarks on the source go when declared settled."""
    item = _seen(sheet, pk, seen)
    if "result" in fields and fields["result"] != item.result:
        fields["document_kind"] = kind_of(fields["result"])
    if settled:
        fields["remarks"] = ()
    return _with(sheet, _changed(item, looked=True, **fields))


def settle(sheet: Worksheet, pk: int, *, seen: int) -> Worksheet:
    """A person has looked at the row and found it right."""
    return _with(sheet, _changed(_seen(sheet, pk, seen), looked=True))


def remove(sheet: Worksheet, pk: int, *, seen: int) -> Worksheet:
    return _with(sheet, _changed(_seen(sheet, pk, seen), removed=True))


def restore(sheet: Worksheet, pk: int, *, seen: int) -> Worksheet:
    """Brings a row back. The row it was joined to gives its words up again, unless it was changed since."""
    item = _seen(sheet, pk, seen)
    if upper := joined_to(sheet, item):
        sheet = _with(sheet, replace(item.upper, revision=upper.revision + 1))
    return _with(sheet, _changed(item, removed=False, joined=None, upper=None))


def joined_to(sheet: Worksheet, item: Item) -> Item | None:
    """The row that a removed one was joined to, while it is still what the join made of it."""
    upper = sheet.item(item.joined) if item.upper else None
    if upper is None or upper != replace(_absorbed(item.upper, item), revision=upper.revision):
        return None
    return upper


def turn(sheet: Worksheet, pk: int, *, seen: int) -> Worksheet:
    """An activity becomes a section, a section an activity."""
    item = _seen(sheet, pk, seen)
    if not item.is_section:
        return _with(sheet, _changed(item, kind=SECTION, looked=True))
    return _with(sheet, _changed(item, kind=ACTIVITY, note=_joined(item.note, item.goal), goal="", looked=True))


def merge(sheet: Worksheet, pk: int, *, seen: int) -> Worksheet:
    """Joins the row to the one above it: it was torn by the end of a page. The row itself stays among the removed."""
    item = _seen(sheet, pk, seen)
    upper = row_above(sheet, pk)
    if upper is None:
        raise RowRefused(_("There is no row above to join this one to."))
    if upper.is_section and not item.is_section:
        raise RowRefused(_("Above stands a section. Make this row a section first, or join it to an activity."))
    return _with(_with(sheet, _absorbed(upper, item)), _changed(item, removed=True, joined=upper.pk, upper=upper))


def row_above(sheet: Worksheet, pk: int) -> Item | None:
    """The kept row before this one."""
    above = None
    for item in sheet.kept:
        if item.pk == pk:
            return above
        above = item
    return None


def place(sheet: Worksheet, pk: int, *, seen: int, kind: str, after: int | None, text: str) -> Worksheet:
    """Puts a record that found no place behind the row `after` (None: at the top), as a row of its own."""
    left = _left(sheet, pk, seen)
    new = Item(
        pk=max((item.pk for item in sheet.items), default=0) + 1, kind=kind, title=text, where=left.where, looked=True
    )
    at = next((index for index, item in enumerate(sheet.items, 1) if item.pk == after), 0)
    items = (*sheet.items[:at], new, *sheet.items[at:])
    return replace(sheet, items=items, left=_taken(sheet, left, new.pk))


def attach(sheet: Worksheet, pk: int, *, seen: int, after: int, text: str) -> Worksheet:
    """Adds the text of a record that found no place to the row it continues."""
    left = _left(sheet, pk, seen)
    upper = sheet.item(after)
    if upper is None or upper.removed:
        raise RowRefused(_("There is no such row any more. Choose another one."))
    grown = _with(sheet, _absorbed(upper, Item(pk=0, kind=upper.kind, title=text, where=left.where)))
    return replace(grown, left=_taken(sheet, left, upper.pk))


def _seen(sheet: Worksheet, pk: int, seen: int) -> Item:
    item = sheet.item(pk)
    if item is None:
        raise RowRefused(_("There is no such row any more. Reload the page."))
    if item.revision != seen:
        raise StaleRow(item)
    return item


def _left(sheet: Worksheet, pk: int, seen: int) -> Left:
    left = sheet.left_record(pk)
    if left is None or left.revision != seen or left.placed is not None:
        raise RowRefused(_("This text has been placed already. Reload the page and look where it stands."))
    return left


def _changed(item: Item, **fields: Any) -> Item:
    return replace(item, **fields, revision=item.revision + 1)


def _with(sheet: Worksheet, item: Item) -> Worksheet:
    return replace(sheet, items=tuple(item if each.pk == item.pk else each for each in sheet.items))


def _taken(sheet: Worksheet, left: Left, pk: int) -> tuple[Left, ...]:
    taken = replace(left, placed=pk, revision=left.revision + 1)
    return tuple(taken if each.pk == left.pk else each for each in sheet.left)


def _absorbed(upper: Item, lower: Item) -> Item:
    """The upper row with every cell of the lower one behind its own."""
    own_steps = bool(upper.steps)
    return _changed(
        upper,
        title=upper.title if own_steps else _joined(upper.title, lower.title),
        steps=(*upper.steps, *([lower.title] if own_steps and lower.title else []), *lower.steps),
        goal=_joined(upper.goal, lower.goal),
        deadline=_joined(upper.deadline, lower.deadline),
        place=_joined(upper.place, lower.place),
        responsible=tuple(dict.fromkeys((*upper.responsible, *lower.responsible))),
        result=_joined(upper.result, lower.result),
        document_kind=upper.document_kind or lower.document_kind,
        note=_joined(upper.note, lower.note),
        where=", ".join(filter(None, (upper.where, lower.where))),
        looked=True,
    )


def _joined(upper: str, lower: str) -> str:
    return " ".join(filter(None, (upper, lower)))
