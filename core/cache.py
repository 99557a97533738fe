"""The cache of production: Redis, answering like an empty cache while Redis is away.

What is cached is never the only copy. Without this, nobody could sign in while Redis restarts, because failed sign-ins
are counted here.
"""

import logging
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.exceptions import RedisError

log = logging.getLogger(__name__)


def _unless_away(method: Callable, answer: Callable) -> Callable:
    """The method, or `answer` when Redis gives none. Only the kind of the error is logged: its text has addresses."""

    def call(self, *args, **kwargs) -> Any:
        try:
            return method(self, *args, **kwargs)
        except RedisError as error:
            log.warning("The cache is away: %s", type(error).__name__)
            return answer(*args, **kwargs)

    return call


def _unknown_key(key: str, delta: int) -> int:
    raise ValueError(f"Key {key!r} not found.")  # what a cache says that does not hold the key


class _Client(RedisCacheClient):
    add = _unless_away(RedisCacheClient.add, lambda *args: True)
    get = _unless_away(RedisCacheClient.get, lambda key, default: default)
    set = _unless_away(RedisCacheClient.set, lambda *args: None)
    touch = _unless_away(RedisCacheClient.touch, lambda *args: False)
    delete = _unless_away(RedisCacheClient.delete, lambda *args: False)
    has_key = _unless_away(RedisCacheClient.has_key, lambda *args: False)
    incr = _unless_away(RedisCacheClient.incr, _unknown_key)
    get_many = _unless_away(RedisCacheClient.get_many, lambda *args: {})
    set_many = _unless_away(RedisCacheClient.set_many, lambda *args: None)
    delete_many = _unless_away(RedisCacheClient.delete_many, lambda *args: None)
    clear = _unless_away(RedisCacheClient.clear, lambda *args: False)


class ForgivingRedisCache(RedisCache):
    def __init__(self, server, params):
        super().__init__(server, params)
        self._class = _Client
