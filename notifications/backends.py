"""The outbox folder of the demo: every letter a file that a mail program opens."""

from itertools import count
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

_serial = count(1)


class OutboxBackend(BaseEmailBackend):
    """Writes each message as `<time>-<number>-<recipient>.eml` into settings.OUTBOX_DIR instead of sending it."""

    def send_messages(self, email_messages) -> int:
        folder = Path(settings.OUTBOX_DIR)
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            stamp = timezone.localtime().strftime("%Y%m%d-%H%M%S-%f")
            recipient = "".join(c if c.isalnum() or c in "@.-_" else "_" for c in message.to[0])
            path = folder / f"{stamp}-{next(_serial):03d}-{recipient}.eml"
            try:
                path.write_bytes(message.message().as_bytes())
            except OSError:
                path.unlink(missing_ok=True)
                raise
        return len(email_messages)
