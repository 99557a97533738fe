"""What changed between two plans: rows by `uid`, wordings word by word."""

from dataclasses import replace

from roadmaps.selectors.diff import compare
from roadmaps.wording import side_by_side

from .plans import draft


def numbered(plan):
    """The draft with a `uid` for every row, as rows of the database have."""
    return replace(
        plan,
        sections=tuple(
            replace(
                section,
                uid=section.number,
                activities=tuple(replace(row, uid=row.number) for row in section.activities),
            )
            for section in plan.sections
        ),
    )


OLD = numbered(draft())
FIRST, SECOND = OLD.sections


def with_sections(*sections):
    return replace(OLD, sections=sections)


def with_rows(section, *rows):
    return replace(section, activities=rows)


def told(difference):
    return [(row.kind, row.number) for section in difference.sections for row in section.rows]


def test_two_equal_plans_do_not_differ():
    assert not compare(OLD, OLD)


def test_a_reworded_activity_shows_each_field():
    row = replace(FIRST.activities[0], title="Назначение куратора и наставников", deadline="до 20.09.2026")
    difference = compare(OLD, with_sections(with_rows(FIRST, row, FIRST.activities[1]), SECOND))
    assert told(difference) == [("changed", "1.1")]
    changes = difference.sections[0].rows[0].changes
    assert [(change.old, change.new) for change in changes] == [
        ("Назначение куратора", "Назначение куратора и наставников"),
        ("до 15.09.2026", "до 20.09.2026"),
    ]
    assert difference.counts == {"added": 0, "removed": 0, "moved": 0, "changed": 1}


def test_steps_and_people_are_compared_as_they_are_read():
    row = replace(FIRST.activities[1], steps=("учеников",), responsible=FIRST.activities[1].responsible[:1])
    changes = (
        compare(OLD, with_sections(with_rows(FIRST, FIRST.activities[0], row), SECOND)).sections[0].rows[0].changes
    )
    assert [(change.old, change.new) for change in changes] == [
        ("учеников\nучителей", "учеников"),
        ("Куратор, Наставники", "Куратор"),
    ]


def test_an_added_and_a_removed_activity():
    new = replace(FIRST.activities[0], uid="new", number="1.3", title="Новое")
    difference = compare(OLD, with_sections(with_rows(FIRST, FIRST.activities[0], new), SECOND))
    assert told(difference) == [("added", "1.3"), ("removed", "1.2")]
    assert difference.sections[0].rows[0].changes[0].old == ""


def test_an_activity_that_went_to_another_section():
    row = FIRST.activities[0]
    new = with_sections(with_rows(FIRST, FIRST.activities[1]), with_rows(SECOND, *SECOND.activities, row))
    difference = compare(OLD, new)
    assert told(difference) == [("moved", "1.1")]
    assert difference.sections[0].rows[0].came_from == FIRST.title


def test_an_activity_that_changed_its_place():
    difference = compare(OLD, with_sections(with_rows(FIRST, *reversed(FIRST.activities)), SECOND))
    assert [kind for kind, _number in told(difference)] == ["moved"]


def test_sections_added_removed_moved_and_reworded():
    new = replace(FIRST, uid="new", title="Новый", activities=())
    assert [section.kind for section in compare(OLD, with_sections(FIRST, SECOND, new)).sections] == ["added"]
    assert [section.kind for section in compare(OLD, with_sections(SECOND)).sections] == ["removed"]
    assert [section.kind for section in compare(OLD, with_sections(SECOND, FIRST)).sections] == ["moved"]
    [section] = compare(OLD, with_sections(replace(FIRST, title="Начало"), SECOND)).sections
    assert (section.kind, section.changes[0].new) == ("changed", "Начало")


def test_a_removed_section_takes_its_activities_along():
    assert told(compare(OLD, with_sections(SECOND))) == [("removed", "1.1"), ("removed", "1.2")]


def test_the_head_of_the_roadmap():
    new = replace(OLD, title="Другая карта", stamps=())
    assert [(change.old, change.new) for change in compare(OLD, new).changes] == [
        (OLD.title, "Другая карта"),
        ("СОГЛАСОВАНО, Председатель, А. Н. Грецкий, протокол № 1, 30.08.2026", ""),
    ]


def test_the_order_that_approved_is_no_change():
    stamped = replace(OLD, stamps=(*OLD.stamps, replace(OLD.stamps[0], kind="approved_by_order")))
    assert not compare(stamped, OLD)


def marked(pieces):
    return "".join(f"[{piece.text}]" if piece.marked else piece.text for piece in pieces)


def test_words_that_went_and_came_are_marked():
    old, new = side_by_side("до 15.04.2022, далее ежегодно", "до 20.04.2022")
    assert marked(old) == "до [15].04.2022[, далее ежегодно]"
    assert marked(new) == "до [20].04.2022"


def test_a_changed_phrase_is_marked_as_one():
    old, _new = side_by_side("встреча двух школ района", "встреча района")
    assert marked(old) == "встреча [двух школ ]района"
