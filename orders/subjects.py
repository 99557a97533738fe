"""What an order decided. The apps above know it and register a finder; orders only shows what they say."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .models import Order


@dataclass(frozen=True)
class Subject:
    """A row that stands on an order. While it is `in_force`, the order cannot be cancelled.

    What `goes_with_order` hinders nothing and holds nevertheless: cancelling the order takes it back.
    """

    label: str
    url: str
    in_force: bool
    goes_with_order: bool = False


@dataclass(frozen=True)
class Effect:
    """What the signature makes of one row. It may name children: for those who keep the register, never above."""

    what: str
    becomes: str
    url: str


Finder = Callable[[Order], Iterable[Subject]]
Teller = Callable[[Order], Iterable[Effect]]
_finders: dict[str, Finder] = {}
_tellers: dict[str, Teller] = {}


def register(name: str, finder: Finder) -> None:
    """Adds a finder under the name of its app; called once, when the app is ready."""
    _finders[name] = finder


def register_effects(name: str, teller: Teller) -> None:
    """Adds what tells the effects of a draft; called once, when the app is ready."""
    _tellers[name] = teller


def effects_of(order: Order) -> list[Effect]:
    """Row by row what comes into force when the draft is signed."""
    return [effect for teller in _tellers.values() for effect in teller(order)]


def subjects_of(order: Order) -> list[Subject]:
    """Everything that stands on the order."""
    return [subject for finder in _finders.values() for subject in finder(order)]
