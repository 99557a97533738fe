"""The life of a pair, as its people live it: two banks, wishes, matching, an order, meetings, a change, the end.

Everything goes through the pages of the curator, the director and the mentor. A browser cannot be told another date,
so the order of assignment is dated back on the director's page and the meetings lie between that day and today.
"""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, expect

from orders.models import Order
from pairing.models import Award, MatchRound, Meeting, MentorLink, Pairing
from pairing.selectors.standing import with_standing
from participants.models import Consent, Participation

from ..core.documents.papers import pdf_pages
from ..factories import PASSWORD, make_world
from ..pairing.people import mentee_of, mentor_of
from .conftest import Visitor

TODAY = timezone.localdate()
BEGAN = TODAY - timedelta(days=60)
ENDS = TODAY + timedelta(days=60)
REGULAR_MEETINGS = (("trial", 45), ("planning", 38), ("regular", 24))  # the kind, and how many days ago


@pytest.fixture
def world(transactional_db):
    """The curator bears a name that the declension is sure of: it stands in clauses."""
    world = make_world()
    world.curator.last_name = "Иванова"
    world.curator.save()
    return world


@pytest.fixture
def banks(world) -> dict[str, Participation]:
    """Three mentors and two mentees with their consents and questionnaires; nothing that pages of pairs write."""
    found = {name: mentor_of(world.a1, name) for name in ("Орлова", "Синицына", "Галкина")}
    found |= {name: mentee_of(world.a1, name) for name in ("Котова", "Зимина")}
    Participation.objects.update(joined_on=BEGAN)
    Consent.objects.update(signed_on=BEGAN)
    return found


def test_from_two_banks_to_a_printed_certificate(world, banks, visit):
    curator, director = visit(world.curator.email), visit(world.director.email)
    enter_wishes(curator, banks)
    match_and_override(curator, banks)
    make_pairs(curator)
    assert not Pairing.objects.active(TODAY).exists()
    sign(director, draft_of_assignment(curator), on=BEGAN)
    assert Pairing.objects.active(BEGAN).count() == 2

    pair = Pairing.objects.get(mentor=banks["Синицына"])
    meet_five_times(curator, pair, visit(size="phone"))
    new = replace_mentor(curator, pair, banks["Галкина"])
    assert standing(pair) == "active"
    sign(director, new.order)
    assert (standing(pair), standing(new)) == ("terminated", "active")

    confirm_a_planned_meeting(curator, new)
    sign(director, complete(curator, new))
    assert standing(new, TODAY + timedelta(days=1)) == "completed"
    assert [order.number for order in Order.objects.order_by("pk")] == ["1-од", "2-од", "3-од"]
    print_certificate(curator, new, "Котовой Дарье Олеговне")


def enter_wishes(curator: Visitor, banks: dict[str, Participation]) -> None:
    """Both sides have written on their sheets whom they would like."""
    curator.open("/pairs/wishes/")
    choose(curator, banks["Котова"], banks["Синицына"])
    press(curator, "Сохранить")
    link(curator, "Выбирают наставники").click()
    choose(curator, banks["Синицына"], banks["Котова"])
    press(curator, "Сохранить")


def choose(curator: Visitor, somebody: Participation, dearest: Participation) -> None:
    curator.page.select_option(f"[name=w{somebody.pk}_1]", str(dearest.pk))


def match_and_override(curator: Visitor, banks: dict[str, Participation]) -> None:
    """The wish of both is proposed; the other mentee gets a mentor of the curator's choice."""
    link(curator, "Подбор").click()
    link(curator, "Новый подбор").click()
    curator.page.fill("[name=starts_on]", BEGAN.isoformat())
    curator.page.fill("[name=ends_on]", ENDS.isoformat())
    press(curator, "Подобрать пары")
    wished = curator.page.locator(f"#mentee-{banks['Котова'].pk}")
    expect(wished).to_contain_text("Синицына")

    other = curator.page.locator(f"#mentee-{banks['Зимина'].pk}")
    other.get_by_role("link", name="Другой наставник").click()
    curator.page.check(f"[name=mentor][value='{banks['Орлова'].pk}']")
    curator.page.fill("[name=reason]", "Живут в одном доме")
    press(curator, "Выбрать этого наставника")
    expect(other).to_contain_text("Орлова")
    expect(other).to_contain_text("Живут в одном доме")
    expect(wished).to_contain_text("Синицына")


def make_pairs(curator: Visitor) -> None:
    link(curator, "Проверено").click()
    press(curator, "Проверено")
    link(curator, "Создать пары для приказа").click()
    press(curator, "Создать пары")
    curator.page.wait_for_url(re.compile("standing=draft"))
    assert MatchRound.objects.get().state == MatchRound.State.ORDERED


def draft_of_assignment(curator: Visitor) -> Order:
    curator.page.check("[data-tick-all=pk]")
    press(curator, "Приказ о закреплении")
    link(curator, "Составить проект приказа").click()
    press(curator, "Составить проект приказа")
    for name in ("Орлова", "Синицына", "Котова", "Зимина"):
        expect(curator.page.locator("main")).to_contain_text(name)
    return send_to_sign(curator)


def send_to_sign(curator: Visitor) -> Order:
    """The draft that is open; afterwards it waits for the director."""
    link(curator, "Направить на подпись").click()
    press(curator, "Направить на подпись")
    order = Order.objects.latest("pk")
    assert curator.page.url.endswith(order.get_absolute_url())
    assert order.state == Order.State.TO_SIGN
    return order


def sign(director: Visitor, order: Order, *, on: date = TODAY) -> None:
    """From the first page to the signature under a password."""
    director.open("/")
    director.page.get_by_role("link", name=order.title).first.click()
    expect(director.page.locator(".paper-table").first).to_contain_text("Котова")
    form = director.page.locator(f"form[action='/orders/{order.pk}/sign/']")
    form.locator("[name=signed_on]").fill(on.isoformat())
    form.locator("[name=password]").fill(PASSWORD)
    form.get_by_role("button", name="Подписать").click()
    expect(director.page.locator("main")).to_contain_text("Приказ подписан и зарегистрирован")
    order.refresh_from_db()
    assert (order.state, order.signed_on) == (Order.State.SIGNED, on)
    assert order.paper.sha256 in director.page.content()


def meet_five_times(curator: Visitor, pair: Pairing, phone: Visitor) -> None:
    """The first by the mentor's personal link on a phone, three by the quick entry, the last entered in full."""
    tell_by_link(phone, make_link(curator, pair))
    for kind, days in REGULAR_MEETINGS:
        curator.open(pair.get_absolute_url())
        curator.page.locator(".quick-entry > summary").click()
        quick = curator.page.locator(".quick-entry form")
        quick.locator("[name=held_on]").fill((TODAY - timedelta(days=days)).isoformat())
        expect(quick.locator("[name=kind]")).to_have_value(kind)
        quick.get_by_role("button", name="Сохранить").click()
        curator.page.wait_for_load_state()
    curator.open(f"{pair.get_absolute_url()}meetings/add/?kind=final")
    curator.page.fill("[name=held_on]", (TODAY - timedelta(days=3)).isoformat())
    curator.page.fill("[name=result]", "Подготовлен доклад")
    curator.page.select_option("[name=mentor_mark]", "5")
    press(curator, "Сохранить")
    expect(curator.page.locator(".path-step.is-done")).to_have_count(5)
    assert list(pair.meetings.values_list("kind", flat=True)) == Meeting.Kind.values


def make_link(curator: Visitor, pair: Pairing) -> str:
    curator.open("/pairs/links/")
    row = curator.page.locator("tr", has_text=str(pair.mentor.person))
    row.get_by_role("link", name="Создать ссылку").click()
    press(curator, "Создать ссылку")
    return curator.page.locator(".slip-address").inner_text()


def tell_by_link(phone: Visitor, address: str) -> None:
    """The address is of the site's own name: its path is what the test server knows."""
    phone.open(address[address.index("/m/") :])
    phone.page.locator(".entry > summary").click()
    form = phone.page.locator("form[data-entry='']")
    form.locator("[name=held_on]").fill((TODAY - timedelta(days=55)).isoformat())
    form.locator("[name=topic]").fill("Познакомились, обсудили ожидания")
    form.locator("button[type=submit]").click()
    phone.page.locator("[data-outbox] [data-state=sent]").wait_for()
    assert Meeting.objects.get().kind == Meeting.Kind.INTRO
    assert "Зимина" not in phone.page.content()
    assert MentorLink.objects.get().last_used_at


def replace_mentor(curator: Visitor, pair: Pairing, mentor: Participation) -> Pairing:
    """Drafted and sent: until it is signed the old pair goes on."""
    curator.open(pair.get_absolute_url())
    link(curator, "Заменить наставника").click()
    curator.page.check(f"[name=mentor][value='{mentor.pk}']")
    curator.page.fill("[name=first_day]", TODAY.isoformat())
    curator.page.fill("[name=reason]", "переход в другую школу")
    press(curator, "Продолжить")
    expect(curator.page.locator("main")).to_contain_text("переход в другую школу")
    send_to_sign(curator)
    return Pairing.objects.get(replaces=pair)


def confirm_a_planned_meeting(curator: Visitor, pair: Pairing) -> None:
    """One tap says that what was planned has been."""
    curator.open(pair.get_absolute_url())
    link(curator, "Запланировать встречи").click()
    curator.page.fill("[name=planned_on]", TODAY.isoformat())
    press(curator, "Запланировать")
    press(curator, "Состоялась")
    assert pair.meetings.get().held_on == TODAY


def complete(curator: Visitor, pair: Pairing) -> Order:
    curator.open(pair.get_absolute_url())
    link(curator, "Завершить").click()
    curator.page.fill("[name=last_day]", TODAY.isoformat())
    press(curator, "Продолжить")
    return send_to_sign(curator)


def print_certificate(curator: Visitor, pair: Pairing, dative: str) -> None:
    curator.open(pair.get_absolute_url())
    link(curator, "Завершение по шагам").click()
    link(curator, "Наградить").click()
    press(curator, "Продолжить")
    names = curator.page.locator("input[name^=dative-]")
    assert dative in [names.nth(n).input_value() for n in range(names.count())]
    press(curator, "Оформить награды")
    curator.page.check("[data-tick-all=pk]")
    with curator.page.expect_download() as download:
        press(curator, "Напечатать отмеченные, PDF")
    printed = pdf_pages(download.value.path().read_bytes())
    assert len(printed) == Award.objects.count() == 2
    assert any(dative in page for page in printed)


def link(visitor: Visitor, name: str) -> Locator:
    return visitor.page.locator("main").get_by_role("link", name=name, exact=True).first


def press(visitor: Visitor, name: str) -> None:
    visitor.page.locator("main").get_by_role("button", name=name, exact=True).first.click()
    visitor.page.wait_for_load_state()


def standing(pair: Pairing, on: date = TODAY) -> str:
    return with_standing(Pairing.objects.filter(pk=pair.pk), on).get().standing
