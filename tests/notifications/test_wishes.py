"""What a person wishes of their reminders, and the link of a letter that refuses a kind."""

import pytest
from django.test import Client
from django.urls import reverse

from core.models import AuditEntry
from notifications import kinds
from notifications.clocks import CLOCKS
from notifications.kinds import Kind
from notifications.models import Choice, Preference, Webhook
from notifications.selectors import wishes_of
from notifications.services import announce, mark_read, plan_deliveries
from notifications.services.wishes import WishRefused, choose, subscribe
from notifications.unsubscribing import EVERYTHING, token_for

from ..factories import NOW
from .telling import reminder

PREFERENCES = reverse("notifications:preferences")
DUTY, NEWS, ADVICE = "test.duty", "test.news", "test.advice"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture(autouse=True)
def three_kinds(monkeypatch):
    """One that nobody may refuse and two that everybody may."""
    monkeypatch.setattr(kinds, "_kinds", {})
    kinds.register(Kind(DUTY, "Сроки"))
    kinds.register(Kind(NEWS, "Новости", optional=True))
    kinds.register(Kind(ADVICE, "Советы", optional=True))


def link(user, kind: str) -> str:
    return reverse("notifications:unsubscribe", args=[token_for(user.pk, kind)])


def is_written_to(user, kind: str) -> bool:
    return wishes_of(user)[kind, "email"]


def form(**changed) -> dict:
    return {"digest_hour": "8", "time_zone": "", f"{NEWS}:email": "on", f"{ADVICE}:email": "on"} | changed


def test_the_hour_and_the_zone_are_ones_own(as_role, world):
    response = as_role("curator").post(PREFERENCES, form(digest_hour="17", time_zone="Asia/Krasnoyarsk"))
    assert response.url == PREFERENCES
    preference = Preference.objects.get()
    assert (preference.user, preference.digest_hour, preference.time_zone) == (world.curator, 17, "Asia/Krasnoyarsk")
    entry = AuditEntry.objects.get(verb="preference.changed")
    assert entry.changes == {"digest_hour": [8, 17], "time_zone": ["", "Asia/Krasnoyarsk"]}


def test_only_what_differs_from_the_default_becomes_a_row(as_role, world):
    as_role("curator").post(PREFERENCES, form(**{f"{NEWS}:email": ""}))
    choice = Choice.objects.get()
    assert (choice.user, choice.kind, choice.channel, choice.wanted) == (world.curator, NEWS, "email", False)


def test_saving_what_is_there_changes_nothing(as_role):
    as_role("curator").post(PREFERENCES, form())
    assert not AuditEntry.objects.filter(verb="preference.changed").exists()


def test_a_duty_has_no_switch_and_cannot_be_refused(as_role, world):
    page = as_role("curator").get(PREFERENCES).content.decode()
    assert f'name="{NEWS}:email"' in page
    assert f'name="{DUTY}:email"' not in page
    with pytest.raises(WishRefused):
        choose(world.curator, kind=DUTY, channel="email", wanted=False, at=NOW)


def test_the_messenger_is_offered_where_a_webhook_covers_the_person(as_role, world):
    assert f'name="{DUTY}:webhook"' not in as_role("curator").get(PREFERENCES).content.decode()
    Webhook.objects.create(title="Бот", url="https://bot.example.org/", secret="s", organization=world.north)
    assert f'name="{DUTY}:webhook"' in as_role("curator").get(PREFERENCES).content.decode()
    assert f'name="{DUTY}:webhook"' not in as_role("stranger").get(PREFERENCES).content.decode()
    as_role("curator").post(PREFERENCES, form(**{f"{DUTY}:webhook": "on"}))
    assert wishes_of(world.curator)[DUTY, "webhook"]


@pytest.mark.parametrize("hour", ["24", "-1", "восемь", ""])
def test_an_hour_that_a_day_does_not_have_is_refused(as_role, hour):
    response = as_role("curator").post(PREFERENCES, form(digest_hour=hour))
    assert response.context["form"].errors["digest_hour"]
    assert not Preference.objects.exists()


def test_the_link_of_a_letter_asks_first_and_works_signed_out(client, world):
    page = client.get(link(world.curator, NEWS))
    assert page.status_code == 200
    assert "Новости" in page.content.decode()
    assert is_written_to(world.curator, NEWS)
    client.post(link(world.curator, NEWS), {"wanted": "0"})
    assert not is_written_to(world.curator, NEWS)
    assert is_written_to(world.curator, ADVICE)
    assert AuditEntry.objects.get(verb="preference.changed").actor_id == world.curator.pk


def test_it_can_be_taken_back_on_the_spot(client, world):
    client.post(link(world.curator, NEWS), {"wanted": "0"})
    client.post(link(world.curator, NEWS), {"wanted": "1"})
    assert is_written_to(world.curator, NEWS)


def test_a_mail_program_does_it_with_one_click(world):
    """RFC 8058: no cookie, no token of a form, the prescribed body."""
    client = Client(enforce_csrf_checks=True)
    assert client.post(link(world.curator, NEWS), ONE_CLICK).status_code == 200
    assert not is_written_to(world.curator, NEWS)


def test_any_other_body_needs_the_token_of_our_page(world):
    client = Client(enforce_csrf_checks=True)
    assert client.post(link(world.curator, NEWS), {"wanted": "0"}).status_code == 403
    token = client.get(link(world.curator, NEWS)).context["csrf_token"]
    assert client.post(link(world.curator, NEWS), {"wanted": "0", "csrfmiddlewaretoken": token}).status_code == 200


def test_the_header_of_a_mixed_letter_refuses_everything_optional(client, world):
    client.post(link(world.curator, EVERYTHING), ONE_CLICK)
    assert [is_written_to(world.curator, kind) for kind in (DUTY, NEWS, ADVICE)] == [True, False, False]


def test_a_kind_that_has_become_a_duty_is_not_refused(client, world):
    page = client.post(link(world.curator, DUTY), {"wanted": "0"})
    assert page.context["refusal"]
    assert is_written_to(world.curator, DUTY)
    with pytest.raises(WishRefused):
        subscribe(world.curator, kind=DUTY, wanted=False, at=NOW)


def test_the_page_names_nobody(client, world):
    for page in (client.get(link(world.curator, NEWS)), client.post(link(world.curator, NEWS), {"wanted": "0"})):
        said = page.content.decode()
        assert world.curator.email not in said
        assert world.curator.last_name not in said


@pytest.mark.parametrize("token", ["forged", "WzEsIioiXQ:1abc:x", "*"])
def test_a_forged_link_says_that_it_does_not_work(client, world, token):
    url = reverse("notifications:unsubscribe", args=[token])
    for response in (client.get(url), client.post(url, ONE_CLICK)):
        assert response.status_code == 410
    assert not Choice.objects.exists()


def test_the_link_of_a_closed_account_does_not_work(client, world):
    url = link(world.curator, NEWS)
    world.curator.is_active = False
    world.curator.save()
    assert client.get(url).status_code == 410


def test_the_preferences_ask_as_many_queries_with_a_webhook_as_with_ten(as_role, world, django_assert_num_queries):
    client = as_role("curator")

    def keep(number: int) -> None:
        Webhook.objects.create(title=f"Бот {number}", url="https://bot.example.org/", secret="s")

    keep(0)
    client.get(PREFERENCES)
    with django_assert_num_queries(13) as few:
        client.get(PREFERENCES)
    for number in range(1, 10):
        keep(number)
    with django_assert_num_queries(len(few.captured_queries)):
        client.get(PREFERENCES)


def test_the_example_is_the_next_letter(as_role, world):
    announce([reminder(world.curator, world.a1)], at=NOW)
    plan_deliveries(at=NOW)
    client = as_role("curator")
    page = client.get(reverse("notifications:example"))
    assert page.context["waiting"] == world.curator.deliveries.get()
    assert page.context["letter"].to == [world.curator.email]
    letter = client.get(reverse("notifications:example_letter"))
    assert "Дело 1" in letter.content.decode()


def test_without_a_letter_the_example_is_made_of_what_was_told_last(as_role, world):
    announce([reminder(world.curator, world.a1)], at=NOW)
    mark_read(world.curator.notifications.get(), at=NOW)
    page = as_role("curator").get(reverse("notifications:example"))
    assert page.context["waiting"] is None
    assert "Дело 1" in page.context["letter"].body


def test_who_was_told_nothing_has_no_example(as_role):
    client = as_role("curator")
    assert client.get(reverse("notifications:example")).context["letter"] is None
    assert client.get(reverse("notifications:example_letter")).status_code == 404


def test_the_letter_is_framed_by_our_page_only_and_runs_nothing(as_role, world):
    """Its one style is allowed by its digest; nothing else of its own is."""
    announce([reminder(world.curator, world.a1)], at=NOW)
    letter = as_role("curator").get(reverse("notifications:example_letter"))
    policy = letter["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy
    assert "style-src 'sha256-" in policy
    assert "unsafe-inline" not in policy
    assert letter["X-Frame-Options"] == "SAMEORIGIN"


def test_the_page_says_when_the_next_letter_comes(as_role, world):
    Preference.objects.create(user=world.curator, digest_hour=7, time_zone="Asia/Krasnoyarsk")
    announce([reminder(world.curator, world.a1)], at=NOW)
    plan_deliveries(at=NOW)  # at 13:00 there: today's hour is over, so it goes out now
    page = as_role("curator").get(PREFERENCES)
    assert str(page.context["clock"]) == str(CLOCKS["Asia/Krasnoyarsk"])
    assert (page.context["letter"].held, page.context["timetable"].hour) == (1, 7)
