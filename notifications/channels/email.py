"""E-mail, by any SMTP server."""

import smtplib
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from datetime import date

from django.core.mail import get_connection
from django.utils.translation import gettext_lazy as _

from ..letters import compose
from ..models import Delivery, Notification
from .base import ChannelDown, NotSent, Send

# In words for the administrator: the text of a mail error may hold addresses. The first that fits counts.
REASONS = (
    (smtplib.SMTPRecipientsRefused, NotSent, _("the mail server does not accept the address")),
    (smtplib.SMTPAuthenticationError, ChannelDown, _("the mail server does not accept our sign-in")),
    (smtplib.SMTPSenderRefused, ChannelDown, _("the mail server does not accept the sender's address")),
    (smtplib.SMTPNotSupportedError, ChannelDown, _("the mail server lacks what EMAIL_URL asks of it")),
    (smtplib.SMTPDataError, NotSent, _("the mail server refused the letter")),
    (smtplib.SMTPException, ChannelDown, _("the mail server does not answer")),
    (OSError, ChannelDown, _("the mail server does not answer")),
)


class Email:
    code = "email"
    label = _("E-mail")
    by_default = True

    def reaches(self, recipients: Collection[int]) -> set[int]:
        return set(recipients)  # an address is what people sign in with

    @contextmanager
    def opened(self) -> Iterator[Send]:
        connection = get_connection()

        def send(delivery: Delivery, notifications: list[Notification], on: date) -> None:
            letter = compose(delivery, notifications, on=on)
            letter.connection = connection
            with _in_words():
                letter.send()

        try:
            with _in_words():
                connection.open()
            yield send
        finally:
            # Every letter has been accepted or refused by now: how the server says good-bye changes nothing.
            with suppress(OSError, smtplib.SMTPException):
                connection.close()


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except (OSError, smtplib.SMTPException) as error:
        refusal, words = next((refusal, words) for kind, refusal, words in REASONS if isinstance(error, kind))
        raise refusal(words) from error
