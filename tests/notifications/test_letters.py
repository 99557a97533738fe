"""Letters: one a day, the most urgent first, in plain words, with links and nothing to be run."""

import re
from datetime import timedelta

from django.core import mail
from django.urls import reverse

from notifications.letters import SHOWN
from notifications.models import Choice, Delivery, Notification
from notifications.unsubscribing import EVERYTHING, read_token
from organizations.models import Membership, Role

from ..factories import NOW, TODAY
from .telling import deliver, reminder, tell


def letter_of(*reminders, at=NOW) -> mail.EmailMultiAlternatives:
    """The only letter that comes of telling these things."""
    tell(*reminders, at=at)
    assert deliver(at) == 1
    return mail.outbox[0]


def html_of(letter: mail.EmailMultiAlternatives) -> str:
    [(html, kind)] = letter.alternatives
    assert kind == "text/html"
    return html


def test_the_most_urgent_comes_first_and_says_how_late_it_is(world):
    days = {1: 5, 2: 0, 3: -3, 4: 1, 5: None}
    letter = letter_of(
        *(
            reminder(world.curator, world.a1, number, due=None if left is None else TODAY + timedelta(days=left))
            for number, left in days.items()
        )
    )
    assert re.findall(r"Дело (\d)", letter.body) == ["3", "2", "5", "4", "1"]
    assert re.findall(r"^[А-ЯЁ ]{4,}$", letter.body, re.MULTILINE) == ["ПРОСРОЧЕНО", "СЕГОДНЯ", "НОВОЕ", "СКОРО"]
    assert "Просрочено на 3 дня, срок был 13.11.2026" in letter.body
    assert "Срок сегодня" in letter.body
    assert "Срок завтра, 17.11.2026" in letter.body
    assert "Осталось 5 дней, срок 21.11.2026" in letter.body
    assert letter.subject == "Наставничество: просрочено – 1, сегодня – 1, новое – 1, скоро – 2"


def test_a_letter_that_has_waited_says_how_it_is_now(world):
    """Told on Friday evening as three days ahead; on Monday it is due."""
    friday = NOW - timedelta(days=2, hours=12)
    tell(reminder(world.curator, world.a1, due=TODAY), at=friday)
    assert deliver() == 1
    assert "Срок сегодня" in mail.outbox[0].body


def test_one_thing_stands_in_the_subject(world):
    letter = letter_of(reminder(world.curator, world.a1, due=TODAY + timedelta(days=7)))
    assert letter.subject == "Скоро: Дело 1 <b>важное</b>"
    assert "Осталось 7 дней, срок 23.11.2026" in letter.body


def test_markup_in_a_title_is_shown_literally_in_the_html_part(world):
    html = html_of(letter_of(reminder(world.curator, world.a1)))
    assert "&lt;b&gt;важное&lt;/b&gt;" in html
    assert "<script" not in html


def test_text_and_html_hold_the_direct_links(world):
    letter = letter_of(reminder(world.curator, world.a1))
    address = "http://127.0.0.1:8000" + reverse("notifications:open", args=[Notification.objects.get().pk])
    assert address in letter.body
    assert f'href="{address}"' in html_of(letter)


def test_the_institution_is_named_to_whom_it_is_not_their_only_one(world):
    own = letter_of(reminder(world.curator, world.a1))
    assert "Школа № 1" not in own.body
    mail.outbox.clear()
    above = letter_of(reminder(world.methodologist, world.a1))
    assert "Школа № 1" in above.body
    mail.outbox.clear()
    Membership.objects.create(user=world.director, organization=world.b1, role=Role.CURATOR, since=TODAY)
    several = letter_of(reminder(world.director, world.a1))
    assert "Школа № 1" in several.body


def test_a_long_group_is_cut_and_the_rest_counted(world):
    letter = letter_of(*(reminder(world.curator, world.a1, number) for number in range(SHOWN + 4)))
    assert len(re.findall("Дело", letter.body)) == SHOWN
    assert "И ещё 4: http://127.0.0.1:8000/notifications/" in letter.body


def test_a_duty_has_no_unsubscribe_link(world):
    letter = letter_of(reminder(world.curator, world.a1))
    assert "List-Unsubscribe" not in letter.extra_headers
    assert "unsubscribe" not in letter.body


def test_one_click_refuses_the_optional_kind_of_the_letter(world, optional_kind, client):
    letter = letter_of(reminder(world.curator, world.a1, kind=optional_kind))
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = letter.extra_headers["List-Unsubscribe"].strip("<>")
    assert address in letter.body
    assert "Больше не писать о «Необязательное»" in letter.body
    client.post(address, {"List-Unsubscribe": "One-Click"})
    assert Choice.objects.get().wanted is False
    tell(reminder(world.curator, world.a1, 2, kind=optional_kind))
    assert Delivery.objects.count() == 1


def test_of_several_optional_kinds_the_header_refuses_all(world, optional_kind):
    kinds = (optional_kind, "roadmap.approved")
    letter = letter_of(*(reminder(world.curator, world.a1, n, kind=kind) for n, kind in enumerate(kinds)))
    token = letter.extra_headers["List-Unsubscribe"].strip("<>").rstrip("/").rsplit("/", 1)[1]
    assert read_token(token) == (world.curator.pk, EVERYTHING)
    assert letter.body.count("Больше не писать о «") == 2


def test_every_attempt_bears_the_same_message_id(world):
    letter = letter_of(reminder(world.curator, world.a1))
    assert letter.extra_headers["Message-ID"] == f"<delivery-{Delivery.objects.get().pk}@127.0.0.1>"


def test_the_letter_is_a_proper_mime_message(world):
    message = letter_of(reminder(world.curator, world.a1)).message()
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.get_payload()] == ["text/plain", "text/html"]
