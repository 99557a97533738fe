"""An approved roadmap rolled over into the next school year."""

from datetime import date

import pytest
from django.urls import reverse

from roadmaps.models import Activity, Responsible, Roadmap
from roadmaps.selectors.late import late_rows
from roadmaps.selectors.plan import roadmap_draft, with_plan
from roadmaps.services import copying, execution
from roadmaps.services.occurrences import generate_occurrences
from roadmaps.shifting import PROPOSED_AGAIN, proposed_again

from ..factories import NOW, make_roadmap

SPRING = NOW.replace(year=2027, month=6, day=1)


@pytest.fixture
def roadmap(world) -> Roadmap:
    """A school year's roadmap in force: 1.1 is done, 1.2 was due on 15 April 2027 and is not."""
    roadmap = make_roadmap(world.a1, state=Roadmap.State.APPROVED)
    generate_occurrences(roadmap)
    first, second = Activity.objects.filter(section__roadmap=roadmap)
    execution.mark_done(first.occurrences.get(), done_on=date(2026, 11, 1), by=world.curator, at=NOW)
    Responsible.objects.create(activity=second, kind="person", text="Иванова М. П.", user=None)
    return roadmap


def roll_over(world, roadmap: Roadmap) -> Roadmap:
    source = with_plan(Roadmap.objects.filter(pk=roadmap.pk)).get()
    return copying.copy_roadmap(
        source, organization=world.a1, years=1, title="Следующий год", track="students",
        period_from=date(2027, 9, 1), period_to=date(2028, 8, 31), chain=Roadmap().chain,
        by=world.curator, at=SPRING,
    )  # fmt: skip


def test_dates_are_moved_and_people_kept_in_a_draft(world, roadmap):
    following = roll_over(world, roadmap)
    assert following.state == Roadmap.State.DRAFT
    first, second = Activity.objects.filter(section__roadmap=following)
    assert {first.deadline, second.deadline} == {"до 15.04.2028"}
    assert second.responsible_lines == ["Иванова М. П."]


def test_only_what_was_late_bears_a_mark(world, roadmap):
    first, second = Activity.objects.filter(section__roadmap=roll_over(world, roadmap))
    assert first.remarks == []
    [mark] = second.remarks
    assert mark["code"] == PROPOSED_AGAIN
    assert "15.04.2027" in mark["message"]


def test_nothing_is_late_before_its_day(roadmap):
    assert late_rows(roadmap, date(2027, 4, 15)) == []
    [late] = late_rows(roadmap, date(2027, 4, 16))
    assert late.dues == (date(2027, 4, 15),)


def test_a_mark_of_the_year_before_is_not_carried_on(world, roadmap):
    draft = roadmap_draft(with_plan(Roadmap.objects.filter(pk=roadmap.pk)).get())
    uid = draft.sections[0].activities[1].uid
    marked = proposed_again(draft, {uid: [date(2026, 4, 15)]})
    assert len(proposed_again(marked, {uid: [date(2027, 4, 15)]}).sections[0].activities[1].remarks) == 1
    assert proposed_again(marked, {}) == draft


def test_of_many_missed_days_the_first_are_named(world, roadmap):
    draft = roadmap_draft(with_plan(Roadmap.objects.filter(pk=roadmap.pk)).get())
    uid = draft.sections[0].activities[0].uid
    days = [date(2027, 4, day) for day in range(1, 8)]
    [mark] = proposed_again(draft, {uid: days}).sections[0].activities[0].remarks
    assert "01.04.2027, 02.04.2027, 03.04.2027 и ещё 4" in mark.message


def test_the_page_lists_what_is_proposed_again(world, roadmap, as_role):
    Activity.objects.filter(section__roadmap=roadmap, number="1.2").update(title="Провести конференцию")
    overdue = Activity.objects.get(section__roadmap=roadmap, number="1.2").occurrences.get()
    overdue.due = date(2026, 10, 1)
    overdue.save()
    page = as_role("curator").get(reverse("roadmaps:copy", args=[roadmap.pk]))
    assert [row.activity.number for row in page.context["late"]] == ["1.2"]
    assert "Провести конференцию" in page.content.decode()
