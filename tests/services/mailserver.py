"""A real SMTP server in a thread of the test. It counts what it has accepted, and misbehaves when told to."""

import asyncio
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

from .processes import free_port

MESSAGE_ID = re.compile(rb"^Message-ID: (\S+)", re.MULTILINE | re.IGNORECASE)


class MailServer:
    """What it accepts is `accepted`, by number of the letter (Message-ID) and recipient."""

    def __init__(self):
        self.accepted: Counter[tuple[str, str]] = Counter()
        self.refusals: dict[str, list[str]] = {}  # recipient -> the answers they get before they are accepted
        self.hangs = 0  # so many of the next letters get no answer at all
        self.drops = 0  # the connection breaks half way through so many of the next letters
        self.port = free_port()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def count(self) -> int:
        return self.accepted.total()

    @property
    def recipients(self) -> set[str]:
        return {recipient for _letter, recipient in self.accepted}

    @property
    def doubles(self) -> int:
        """How many letters came once more than they should."""
        return self.count - len(self.accepted)

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:
        if answers := self.refusals.get(address):
            return answers.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope) -> str:
        letter = MESSAGE_ID.search(envelope.content)[1].decode()
        self.accepted.update((letter, recipient) for recipient in envelope.rcpt_tos)
        return "250 OK"


class _Protocol(SMTP):
    async def smtp_DATA(self, arg: str) -> None:
        server: MailServer = self.event_handler
        if server.hangs:
            server.hangs -= 1
            await asyncio.sleep(3600)
        elif server.drops:
            server.drops -= 1
            await self.push("354 go on")
            await self._reader.readuntil(b"\r\n")
            self.transport.abort()
        else:
            await super().smtp_DATA(arg)


class _Controller(Controller):
    def factory(self) -> SMTP:
        return _Protocol(self.handler, hostname="localhost", enable_SMTPUTF8=True)


@contextmanager
def serving() -> Iterator[MailServer]:
    server = MailServer()
    controller = _Controller(server, hostname="127.0.0.1", port=server.port)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()
