"""The words that every page shares: states, due dates, progress, devices."""

from datetime import date

import pytest
from django.template import engines
from django.utils.html import strip_tags

from core.templatetags.interface import STATUSES, device

TODAY = date(2026, 10, 9)


def shown(source: str, **context) -> str:
    """The words a template shows, spaces put in order."""
    page = engines["django"].from_string(source).render({"today": TODAY, **context})
    return " ".join(strip_tags(page).split())


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 10, 15), "до 15 октября (чт), осталось 6 дней"),
        (date(2026, 10, 30), "до 30 октября (пт), остался 21 день"),
        (date(2026, 10, 11), "до 11 октября (вс), осталось 2 дня"),
        (date(2026, 10, 10), "до 10 октября (сб), срок завтра"),
        (date(2026, 10, 9), "до 9 октября (пт), срок сегодня"),
        (date(2026, 10, 8), "до 8 октября (чт), просрочено на 1 день"),
        (date(2026, 10, 6), "до 6 октября (вт), просрочено на 3 дня"),
        (date(2027, 1, 15), "до 15 января 2027 (пт), осталось 98 дней"),
    ],
)
def test_a_due_date_says_how_long_is_left(day, words):
    assert shown("{% due day today %}", day=day) == words


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("not_started", "не начато"),
        ("in_progress", "в работе"),
        ("waiting", "ждёт других"),
        ("returned", "возвращено"),
        ("done", "готово"),
        ("overdue", "просрочено"),
        ("not_required", "не требуется"),
        ("draft", "черновик"),
        ("submitted", "на утверждении"),
        ("approved", "утверждено"),
        ("archived", "в архиве"),
    ],
)
def test_a_state_has_one_word(code, word):
    assert shown("{% status code %}", code=code) == word


def test_no_state_is_told_by_colour_alone():
    assert all(status.icon and status.label and status.tone for status in STATUSES.values())


@pytest.mark.parametrize(
    ("done", "total", "words"), [(13, 21, "13 из 21 (62 %)"), (0, 0, "0 из 0 (0 %)"), (3, 3, "3 из 3 (100 %)")]
)
def test_progress_says_its_figures(done, total, words):
    assert shown("{% progress done total %}", done=done, total=total) == words


def test_an_icon_is_hidden_from_screen_readers():
    assert 'aria-hidden="true"' in engines["django"].from_string("{% icon 'bell' %}").render({})


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 YaBrowser/24.12 Safari/537.36",
            "Яндекс Браузер 24, Windows",
        ),
        (
            "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/131.0 Mobile Safari/537.36",
            "Chrome 131, Android",
        ),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Mobile Safari/604.1", "Safari 17, iOS"),
        ("curl/8", "неизвестное устройство"),
    ],
)
def test_a_session_names_the_device(user_agent, words):
    assert device(user_agent) == words
