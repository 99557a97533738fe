"""What the grammar makes of tokens before the meaning of the whole phrase is settled. Each class name is a kind in
patterns.

`kinds.OnDemand`, `ExternalPlan`, `UntilEvent` and `Relative` need no settling and stand for themselves.
"""

from dataclasses import dataclass

from .duration import Duration
from .recurrence import Pattern
from .when import When


@dataclass(frozen=True, slots=True)
class Clause:
    """A calendar stretch and how it bounds the work: "in" it, "over" it («в период с …»), "by" it (до), "from" it on
    (с).

    `spread` marks «в течение».
    """

    when: When
    bound: str = "in"
    spread: bool = False


@dataclass(frozen=True, slots=True)
class Times:
    """So many times a unit; no unit: «не менее 3 раз». `adverb` marks «ежегодно», said of the dates beside it."""

    unit: str | None
    low: int = 1
    high: int | None = None
    every: int = 1
    adverb: bool = False


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day (the nth `working` one) of each month or of `months`; `first` opens a window; `limit` says «до»."""

    day: int
    first: int | None = None
    limit: bool = False
    months: tuple[int, ...] = ()
    working: bool = False


@dataclass(frozen=True, slots=True)
class Repeat:
    """A pattern that needs no more: «каждый понедельник», «последняя пятница месяца».

    `bare` marks weekdays with nothing else said of them; beside a day they only say which weekday it is.
    """

    pattern: Pattern
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """All the time: "all" the roadmap's period, or "year" / "school" year by year."""

    whole: str = "all"


@dataclass(frozen=True, slots=True)
class AtLeast:
    """How long it must go on: «минимум 2 месяца»."""

    duration: Duration


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A stretch whose end is missing, a day that does not exist: it is left unread rather than guessed."""


@dataclass(frozen=True, slots=True)
class Then:
    """«далее»: what follows holds after what was said before."""
