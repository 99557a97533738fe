"""Letters: one a day, the most urgent first, in plain words, with links and nothing to be run."""

from django.core import mail

from .telling import deliver, reminder, tell


def test_markup_in_a_title_is_shown_literally_in_the_html_part(world):
    tell(reminder(world.curator, world.a1))
    deliver()
    [(html, kind)] = mail.outbox[0].alternatives
    assert kind == "text/html"
    assert "&lt;b&gt;важное&lt;/b&gt;" in html
