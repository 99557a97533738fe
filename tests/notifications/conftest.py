"""Kinds that only the tests of notifications know."""

from collections.abc import Iterator

import pytest

from notifications import kinds
from notifications.kinds import Kind


@pytest.fixture
def optional_kind() -> Iterator[str]:
    yield from _registered(Kind("test.optional", "Необязательное", optional=True))


@pytest.fixture
def urgent_kind() -> Iterator[str]:
    yield from _registered(Kind("test.urgent", "Срочное", urgent=True))


def _registered(kind: Kind) -> Iterator[str]:
    kinds.register(kind)
    yield kind.code
    del kinds._kinds[kind.code]
