"""The mentor's page on a phone: what is typed without connection comes once, and what the phone keeps goes."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from pairing.models import Meeting, MentorLink, Pairing
from pairing.services.links import revoke_link

from ..factories import make_world
from ..pairing.mentor_pages import at_work, page, token_for
from ..pairing.people import mentee_of, mentor_of

COPIES = "caches.open('mentor-pages').then(pages => pages.keys()).then(found => found.length)"


@pytest.fixture
def world(transactional_db):
    return make_world()


@pytest.fixture
def pairing(world) -> Pairing:
    return at_work(mentor_of(world.a1), mentee_of(world.a1))


@pytest.fixture
def phone(world, pairing, visit):
    """A phone on which the mentor has opened the page once, so that it is kept there."""
    visitor = visit(size="phone")
    visitor.token = token_for(pairing.mentor, world)
    visitor.open(page(visitor.token))
    while visitor.page.evaluate(COPIES) != 1:
        visitor.page.wait_for_timeout(50)
    return visitor


def set_offline(visitor, offline: bool) -> None:
    """What the browser itself complains of meanwhile is no fault of the page."""
    visitor.page.context.set_offline(offline)
    visitor.faults[:] = [fault for fault in visitor.faults if "net::ERR_INTERNET_DISCONNECTED" not in fault]


def type_meeting(visitor, topic: str, **fields) -> None:
    form = visitor.page.locator("form[data-entry='']")
    if not form.is_visible():
        visitor.page.locator(".entry > summary").click()
    form.locator("[name=topic]").fill(topic)
    for name, value in fields.items():
        form.locator(f"[name={name}]").fill(value)
    form.locator("button[type=submit]").click()


def test_an_entry_typed_without_connection_comes_once_when_it_returns(phone):
    set_offline(phone, True)
    type_meeting(phone, "Задачи на движение")
    phone.page.locator("[data-outbox] [data-state=waiting]").wait_for()
    assert not Meeting.objects.exists()

    phone.page.reload()  # the copy on the phone; the entry has outlived the page
    phone.page.locator("[data-outbox] [data-state=waiting]").wait_for()
    assert phone.page.locator("[data-offline]").is_visible()

    set_offline(phone, False)
    phone.page.locator("[data-outbox] [data-state=sent]").wait_for()
    phone.page.locator(".meeting-latest").wait_for()
    phone.page.reload()
    phone.page.wait_for_load_state("networkidle")
    assert phone.page.locator("[data-outbox]").is_hidden()
    meeting = Meeting.objects.get()
    assert (meeting.state, meeting.topic, meeting.held_on) == ("held", "Задачи на движение", timezone.localdate())


def test_several_entries_wait_in_their_order_and_a_tap_confirms(phone, pairing):
    planned = Meeting.objects.create(
        pairing=pairing, kind="intro", planned_on=timezone.localdate() - timedelta(days=1), recorded_at=timezone.now()
    )
    phone.page.reload()
    set_offline(phone, True)
    phone.page.locator(".meeting-due .btn-primary").click()
    type_meeting(phone, "Первая")
    type_meeting(phone, "Вторая", held_on=(timezone.localdate() - timedelta(days=3)).isoformat())
    expect(phone.page.locator("[data-outbox] li")).to_have_count(3)
    expect(phone.page.locator(".meeting-due")).to_be_hidden()
    set_offline(phone, False)
    expect(phone.page.locator("[data-outbox] [data-state=sent]:not([hidden])")).to_have_count(3)
    planned.refresh_from_db()
    assert planned.state == "held"
    assert sorted(Meeting.objects.exclude(pk=planned.pk).values_list("topic", flat=True)) == ["Вторая", "Первая"]


def test_what_the_server_refuses_is_kept_and_put_right(phone):
    long_ago = (timezone.localdate() - timedelta(days=300)).isoformat()
    type_meeting(phone, "Не тогда", held_on=long_ago)
    phone.page.locator("[data-outbox] [data-state=refused]").wait_for()
    phone.faults[:] = [fault for fault in phone.faults if "422" not in fault]
    assert not Meeting.objects.exists()
    phone.page.locator("[data-correct]").click()
    assert phone.page.locator("form[data-entry=''] [name=topic]").input_value() == "Не тогда"
    type_meeting(phone, "Не тогда", held_on=timezone.localdate().isoformat())
    phone.page.locator("[data-outbox] [data-state=sent]").wait_for()
    assert Meeting.objects.get().held_on == timezone.localdate()


def test_a_closed_link_takes_what_the_phone_has_kept_and_a_new_one_sends_what_waits(world, phone, pairing):
    set_offline(phone, True)
    type_meeting(phone, "До новой ссылки")
    revoke_link(MentorLink.objects.get(), by=world.curator, at=timezone.now())
    set_offline(phone, False)
    phone.page.locator("[data-closed]").wait_for()
    phone.page.locator("[data-unsent]").wait_for()
    assert phone.page.evaluate(COPIES) == 0
    assert "Дарья" not in phone.page.content()
    assert not Meeting.objects.exists()

    phone.open(page(token_for(pairing.mentor, world)))
    phone.page.locator("[data-outbox] [data-state=sent]").wait_for()
    assert Meeting.objects.get().topic == "До новой ссылки"
    phone.faults[:] = [fault for fault in phone.faults if "410" not in fault]


def test_everything_is_deleted_from_the_phone_when_asked(phone):
    set_offline(phone, True)
    type_meeting(phone, "Не отправлять")
    phone.page.locator(".mentor-about summary").click()
    phone.page.locator(".mentor-about [data-forget]").click()
    phone.page.locator("[data-page]").wait_for(state="detached")
    set_offline(phone, False)
    phone.page.wait_for_timeout(500)
    assert phone.page.evaluate(COPIES) == 0
    assert not Meeting.objects.exists()


def test_the_page_fits_the_narrowest_phone(phone):
    phone.page.set_viewport_size({"width": 320, "height": 640})
    phone.page.reload()
    phone.page.locator(".entry > summary").click()
    assert phone.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
