"""What else is destroyed with a person: the apps above register what they hold."""

from collections.abc import Callable
from datetime import datetime

from .models import Person

Eraser = Callable[[Person, datetime], list[str]]

_erasers: dict[str, Eraser] = {}


def register(name: str, eraser: Eraser) -> None:
    """Adds an eraser: it destroys what its app knows of the person and says which categories that was, in Russian."""
    _erasers[name] = eraser


def erase_elsewhere(person: Person, at: datetime) -> list[str]:
    """Runs every registered eraser within the caller's transaction; the categories they destroyed."""
    return [category for eraser in _erasers.values() for category in eraser(person, at)]
