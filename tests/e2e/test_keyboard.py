"""The main stories without a mouse: every stop of Tab is seen, menus and dialogs close by Esc and give focus back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from monitoring.models import Remark, Submission
from pairing.models import Meeting
from roadmaps.models import Decision, Occurrence, Roadmap
from roadmaps.services.occurrences import generate_occurrences

from ..factories import make_roadmap, make_world
from ..monitoring.factories import hand_in, make_quarter
from ..pairing.mentor_pages import at_work, page, token_for
from ..pairing.people import mentee_of, mentor_of
from .conftest import Visitor

MOST_STOPS = 120
FOCUSED = """
    (({ innerText, ariaLabel, labels }) => (innerText || ariaLabel || labels?.[0]?.innerText || "").trim())
    (document.activeElement)
"""
IS_SEEN = """
    () => {
        const stop = document.activeElement;
        if (stop === document.body) return true; // past the last stop, before the first one
        const box = stop.getBoundingClientRect();
        const top = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 10));
        const outlined = (one) => getComputedStyle(one).outlineStyle !== "none";
        // the parts of a date draw an outline of their own
        const drawn = stop.type === "date" || [stop, ...stop.labels ?? []].some(outlined);
        return drawn && box.width > 0 && (stop.contains(top) || top?.contains(stop));
    }
"""


@pytest.fixture
def world(transactional_db):
    return make_world()


def roadmap_of(world, state: str) -> Roadmap:
    today = timezone.localdate()
    days = {"period_from": today - timedelta(days=60), "period_to": today + timedelta(days=300)}
    return make_roadmap(world.a1, activities=1, state=state, **days)


def test_the_curator_marks_an_activity_done(world, visit):
    roadmap = roadmap_of(world, Roadmap.State.APPROVED)
    generate_occurrences(roadmap)
    occurrence = Occurrence.objects.first()
    curator = at_once(visit(world.curator.email))
    past_the_menu(curator)
    search_opens_and_closes(curator)

    curator.open(occurrence.activity.get_absolute_url())
    menu_opens_and_closes(curator, "Ещё")
    follow(curator, "Готово")
    walk(curator, "Заметка")
    curator.page.keyboard.type("Проведено на педсовете")
    follow(curator, "Отметить выполнение")
    occurrence.refresh_from_db()
    assert (occurrence.state, occurrence.evidence.get().note) == ("done", "Проведено на педсовете")


def test_the_director_approves_after_a_slip(world, visit):
    roadmap = roadmap_of(world, Roadmap.State.SUBMITTED)
    at = timezone.now()
    Decision.objects.create(roadmap=roadmap, kind="submitted", by=world.curator, by_name="Куратор", at=at)
    director = at_once(visit(world.director.email))
    follow(director, roadmap.title)
    follow(director, "Вернуть")
    assert director.page.evaluate("document.activeElement.matches('.error-summary')"), "the summary takes the focus"
    follow(director, "Что нужно исправить")
    walk(director, "Номер")
    director.page.keyboard.type("14-а")
    follow(director, "Утвердить")
    roadmap.refresh_from_db()
    assert (roadmap.state, roadmap.order.number) == (Roadmap.State.APPROVED, "14-а")


def test_the_methodologist_returns_one_figure(world, visit):
    period = make_quarter(world.north, by=world.methodologist, closes_on=None)
    submission = hand_in(world, period, world.a1, accepted=False)
    methodologist = at_once(visit(world.methodologist.email))
    follow(methodologist, world.a1.short_name)
    follow(methodologist, "Вернуть")
    walk(methodologist, "Замечание, 2.")
    methodologist.page.keyboard.type("Сверьте с приказом о закреплении пар")
    follow(methodologist, "Вернуть с замечаниями")
    submission.refresh_from_db()
    remark = Remark.objects.get()
    assert (submission.state, remark.figure.indicator.number) == (Submission.State.RETURNED, "2")
    assert remark.text == "Сверьте с приказом о закреплении пар"


def test_the_mentor_confirms_a_planned_meeting(world, visit):
    pairing = at_work(mentor_of(world.a1), mentee_of(world.a1))
    planned_on = timezone.localdate() - timedelta(days=1)
    meeting = Meeting.objects.create(pairing=pairing, kind="intro", planned_on=planned_on, recorded_at=timezone.now())
    mentor = at_once(visit(size="phone"))
    mentor.open(page(token_for(pairing.mentor, world)))
    walk(mentor, "Состоялась")
    mentor.page.keyboard.press("Enter")
    mentor.page.locator(".meeting-latest").wait_for()  # sent by the script, or by the form when that has not begun yet
    meeting.refresh_from_db()
    assert (meeting.state, meeting.held_on) == ("held", planned_on)
    walk(mentor, "Последние встречи")


def at_once(visitor: Visitor) -> Visitor:
    """Somebody whom moving pages trouble: what is focused is there at once, not on its way."""
    visitor.page.emulate_media(reduced_motion="reduce")
    return visitor


def past_the_menu(visitor: Visitor) -> None:
    """The first stop of a page leads to what it is about."""
    visitor.open("/")
    follow(visitor, "Перейти к содержанию")
    visitor.page.keyboard.press("Tab")
    assert visitor.page.evaluate("document.activeElement.closest('main') !== null")


def search_opens_and_closes(visitor: Visitor) -> None:
    before = visitor.page.evaluate(FOCUSED)
    visitor.page.keyboard.press("Control+k")
    assert visitor.page.evaluate("document.activeElement.id") == "palette-query"
    visitor.page.keyboard.press("Escape")
    assert visitor.page.locator("#palette").is_hidden()
    assert visitor.page.evaluate(FOCUSED) == before


def menu_opens_and_closes(visitor: Visitor, words: str) -> None:
    walk(visitor, words)
    visitor.page.keyboard.press("Enter")
    assert visitor.page.locator("main details.menu[open]").count() == 1
    visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.press("Escape")
    assert visitor.page.locator("main details.menu[open]").count() == 0
    assert visitor.page.evaluate(FOCUSED) == words


def follow(visitor: Visitor, words: str) -> None:
    walk(visitor, words)
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press("Enter")


def walk(visitor: Visitor, words: str) -> None:
    """Tab by Tab to what is called so; wherever the focus comes, it is seen."""
    for _stop in range(MOST_STOPS):
        visitor.page.keyboard.press("Tab")
        assert visitor.page.evaluate(IS_SEEN), visitor.page.evaluate("document.activeElement.outerHTML")[:300]
        if visitor.page.evaluate(FOCUSED).startswith(words):
            return
    pytest.fail(f"{visitor.page.url}: nothing called «{words}» is reached by Tab")
