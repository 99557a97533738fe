"""What has changed between two plans, readable: rows are matched by `uid`, wordings compared word by word."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .. import hand_dates
from ..drafts import ActivityDraft, RoadmapDraft, SectionDraft
from ..models import Activity, ApprovalStamp, DocumentKind, Roadmap, Section
from ..wording import Piece, side_by_side


@dataclass(frozen=True)
class Change:
    """One field: what was written and what is written now."""

    label: str | Promise
    old: str
    new: str

    @property
    def sides(self) -> tuple[list[Piece], list[Piece]]:
        return side_by_side(self.old, self.new)


@dataclass(frozen=True)
class RowChange:
    """An activity that was added, removed, moved or reworded."""

    kind: str  # added | removed | changed | moved
    number: str
    title: str
    changes: list[Change] = field(default_factory=list)
    came_from: str = ""  # the section it was moved from


@dataclass(frozen=True)
class SectionChange:
    """A section that was added, removed, moved or reworded, or whose activities were; `same` when only they were."""

    kind: str  # added | removed | changed | moved | same
    number: str
    title: str
    changes: list[Change]
    rows: list[RowChange]

    @property
    def heading(self) -> str:
        return str(Section(number=self.number, title=self.title))


@dataclass(frozen=True)
class Difference:
    """`changes` concern the roadmap itself: title, track, period, stamps."""

    changes: list[Change]
    sections: list[SectionChange]

    def __bool__(self) -> bool:
        return bool(self.changes or self.sections)

    def count(self, kind: str) -> int:
        """How many activities were added, removed, moved or changed."""
        return sum(row.kind == kind for section in self.sections for row in section.rows)

    @property
    def counts(self) -> dict[str, int]:
        return {kind: self.count(kind) for kind in ("added", "removed", "moved", "changed")}


def compare(old: RoadmapDraft, new: RoadmapDraft) -> Difference:
    """The difference of two drafts whose rows carry their `uid`."""
    return Difference(changes=_changed(_HEAD, old, new), sections=list(_sections(old, new)))


def _sections(old: RoadmapDraft, new: RoadmapDraft) -> Iterator[SectionChange]:
    before = {section.uid: section for section in old.sections}
    homes = {row.uid: section for section in old.sections for row in section.activities}
    rows_before = {row.uid: row for section in old.sections for row in section.activities}
    kept = {row.uid for section in new.sections for row in section.activities}
    displaced = _displaced(before, [section.uid for section in new.sections])
    for section in new.sections:
        earlier = before.get(section.uid)
        rows = [
            *_rows(section, earlier, rows_before, homes),
            *(_gone(row) for row in (earlier.activities if earlier else ()) if row.uid not in kept),
        ]
        if earlier is None:
            yield SectionChange("added", section.number, section.title, [], rows)
            continue
        changes = _changed(_SECTION, earlier, section)
        kind = "moved" if section.uid in displaced else "changed" if changes else "same"
        if rows or kind != "same":
            yield SectionChange(kind, section.number, section.title, changes, rows)
    present = {section.uid for section in new.sections}
    for section in old.sections:
        if section.uid not in present:
            rows = [_gone(row) for row in section.activities if row.uid not in kept]
            yield SectionChange("removed", section.number, section.title, [], rows)


def _rows(
    section: SectionDraft,
    earlier: SectionDraft | None,
    rows_before: dict[str, ActivityDraft],
    homes: dict[str, SectionDraft],
) -> Iterator[RowChange]:
    displaced = (
        _displaced((row.uid for row in earlier.activities), [r.uid for r in section.activities]) if earlier else set()
    )
    for row in section.activities:
        before = rows_before.get(row.uid)
        if before is None:
            yield RowChange("added", row.number, row.title, _changed(_ACTIVITY[2:], ActivityDraft("", ""), row))
            continue
        changes = _changed(_ACTIVITY, before, row)
        home = homes[row.uid]
        if home.uid != section.uid:
            yield RowChange("moved", row.number, row.title, changes, came_from=home.title)
        elif row.uid in displaced:
            yield RowChange("moved", row.number, row.title, changes)
        elif changes:
            yield RowChange("changed", row.number, row.title, changes)


def _gone(row: ActivityDraft) -> RowChange:
    return RowChange("removed", row.number, row.title)


def _displaced(before: Iterable[str], after: list[str]) -> set[str]:
    """Of the rows that both have, those that changed their place among the others."""
    common = set(before := list(before)) & set(after)
    old, new = [uid for uid in before if uid in common], [uid for uid in after if uid in common]
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    in_place = {uid for block in blocks for uid in old[block.a : block.a + block.size]}
    return common - in_place


def _changed(fields: tuple, old, new) -> list[Change]:
    said = ((label, say(old), say(new)) for label, say in fields)
    return [Change(label, before, after) for label, before, after in said if before != after]


def _label(model, name: str):
    return model._meta.get_field(name).verbose_name


def _stamps(draft: RoadmapDraft) -> str:
    """Line by line; the order that approved a version is no change of what the next one says."""
    approved = ApprovalStamp.Kind.APPROVED_BY_ORDER
    return "\n".join(ApprovalStamp(**vars(stamp)).sentence for stamp in draft.stamps if stamp.kind != approved)


_HEAD = (
    (_label(Roadmap, "title"), lambda draft: draft.title),
    (_label(Roadmap, "track"), lambda draft: str(Roadmap.Track(draft.track).label)),
    (_("period"), lambda draft: f"{draft.period_from:%d.%m.%Y} – {draft.period_to:%d.%m.%Y}"),
    (_("approval stamps"), _stamps),
)
_SECTION = (
    (_label(Section, "number"), lambda section: section.number),
    (_label(Section, "title"), lambda section: section.title),
    (_label(Section, "goal"), lambda section: section.goal),
    (_label(Section, "result"), lambda section: section.result),
)
_ACTIVITY = (
    (_label(Activity, "number"), lambda row: row.number),
    (_label(Activity, "title"), lambda row: row.title),
    (_label(Activity, "steps"), lambda row: "\n".join(row.steps)),
    (_label(Activity, "deadline"), lambda row: row.deadline),
    (
        _label(Activity, "dates_by_hand"),
        lambda row: hand_dates.in_words(row.dates_by_hand) if row.dates_by_hand else "",
    ),
    (_label(Activity, "place"), lambda row: row.place),
    (_("responsible"), lambda row: ", ".join(each.text for each in row.responsible)),
    (_label(Activity, "result"), lambda row: row.result),
    (
        _label(Activity, "document_kind"),
        lambda row: str(DocumentKind(row.document_kind).label) if row.document_kind else "",
    ),
    (_label(Activity, "note"), lambda row: row.note),
)
