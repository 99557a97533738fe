"""Slips that the words themselves give away."""

from collections.abc import Iterator

from ..places import LintWarning
from ..reading import Reading, Row
from ..wording import first_number, intended_stamp, stages_named


def stamp_misprint(reading: Reading) -> Iterator[LintWarning]:
    for stamp, place in reading.stamps:
        if intended := intended_stamp(stamp.wording):
            yield place.warning(
                "stamp_misprint",
                f"опечатка, должно быть «{intended}». Сверьте с оригиналом и исправьте изменением карты.",
            )


def other_stage(reading: Reading) -> Iterator[LintWarning]:
    """A row of one stage that speaks only of another: copied from there and not adapted."""
    for row in reading.rows:
        own = _own_stage(row)
        named = stages_named(" ".join((row.activity.title, *row.activity.steps, row.activity.result)))
        if own and named and own not in named:
            others = "», «".join(named.values())
            yield row.place.warning(
                "other_stage",
                f"строка стоит в этапе {own}, а в ней сказано «{others}»: похоже, она скопирована. "
                "Сверьте с оригиналом и исправьте изменением карты.",
            )


def _own_stage(row: Row) -> int | None:
    """The stage's ordinal, when the section is a stage («Этап 3. …», or has «Задача этапа») and not just a heading."""
    section = row.section
    is_stage = section.goal or "этап" in f"{section.number} {section.title}".lower()
    return first_number(section.number) if is_stage else None
