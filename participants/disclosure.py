"""What else a person is told to be stored about them: the apps above register what they hold."""

from collections.abc import Callable, Iterable

from .models import Person

Facts = tuple[str, list[tuple[str, str]]]  # a heading, then (what, value)
Teller = Callable[[Person], Iterable[Facts]]

_tellers: dict[str, Teller] = {}


def register(name: str, teller: Teller) -> None:
    """Adds a teller: it yields what its app holds of the person, in Russian."""
    _tellers[name] = teller


def told_elsewhere(person: Person) -> list[Facts]:
    """What every registered teller says."""
    return [facts for teller in _tellers.values() for facts in teller(person)]
