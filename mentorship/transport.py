"""Celery's own transports, mended (docs/background.md).

The queue of the embedded mode is one of files. Kombu opens a message under its final name and only then writes it. A
worker that looks in between takes an empty file, and the error of reading it ends the whole worker. Here a message
gets its name when it is complete, and one that the loss of power has torn is passed over: what it was about is a row,
which the next sweep finds. A torn table of queues, over which no worker would start again, is written anew.

The queue of production is in Redis. A worker that is at work when Redis goes puts its messages back through a
connection that is closed already, and the error of that ends it too; here it knows the error and connects again.
"""

import logging
import time
import uuid
from contextlib import suppress
from pathlib import Path
from queue import Empty

from kombu.exceptions import ChannelError
from kombu.transport import filesystem, redis
from kombu.utils.json import dumps

logger = logging.getLogger(__name__)


class FileChannel(filesystem.Channel):
    def _put(self, queue: str, payload: dict, **kwargs) -> None:
        """Named by the time of day, so that the order survives a restart of the computer as well."""
        message = Path(self.data_folder_out, f"{time.time_ns()}_{uuid.uuid4()}.{queue}.msg")
        incomplete = message.with_suffix(".incomplete")
        try:
            incomplete.write_text(dumps(payload), encoding="utf-8")
            incomplete.rename(message)
        except OSError as error:
            with suppress(OSError):
                incomplete.unlink()
            raise ChannelError("The message cannot be written.") from error

    def _get(self, queue: str) -> dict:
        try:
            return super()._get(queue)
        except ValueError:
            logger.warning("A torn message was thrown away.")
            raise Empty from None

    def _queue_bind(self, exchange: str, *binding: str) -> None:
        try:
            super()._queue_bind(exchange, *binding)
        except ValueError:
            logger.warning("A torn table of queues is written anew.")
            self._exchange_file(exchange).unlink(missing_ok=True)
            super()._queue_bind(exchange, *binding)


class FileTransport(filesystem.Transport):
    Channel = FileChannel


class RedisChannel(redis.Channel):
    def _connparams(self, asynchronous: bool = False) -> dict:
        if self.connection.client is None:
            raise ConnectionError("Redis has gone.")
        return super()._connparams(asynchronous)


class RedisTransport(redis.Transport):
    Channel = RedisChannel
