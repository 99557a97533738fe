"""What the matching is told: people as plain data, wishes, rules and limits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Somebody:
    """What is known of either side; an empty field is "not known" and speaks neither for nor against.

    `key` tells rows apart, `person` humans: a teacher may be mentor in one row and mentee in another. `grade` is the
    number of the class.
    """

    key: int
    person: int
    form: str = ""
    age: int | None = None
    grade: int | None = None
    areas: frozenset[str] = frozenset()
    interests: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()
    mode: str = "any"  # "in_person", "remote" or "any"
    language: str = ""
    consented: bool = True


@dataclass(frozen=True)
class Mentor(Somebody):
    """`places` are those still free; `is_ready` that training, where required, is done."""

    places: int = 1
    wished_ages: tuple[int | None, int | None] = (None, None)
    hours: float | None = None
    is_ready: bool = True


@dataclass(frozen=True)
class Mentee(Somebody):
    """`has_mentor` says that a mentor of the form is there already."""

    has_mentor: bool = False


WishOf = Mapping[tuple[int, int], int]
"""(mentor key, mentee key) -> rank, 1 the dearest."""


@dataclass(frozen=True)
class Options:
    """Limits and weights of a run.

    `mentor_from` and `mentee_from` are ages of the form; `grades_above` how many classes a learner who is a mentor
    must be ahead at least, `grades_apart` at most. `conflicts` and `bans` are (mentor key, mentee key). Weights are
    relative: what counts is their share. `together` says that the mentees are one group: its mentor needs a place for
    each of them.
    """

    mentor_from: int | None = None
    mentee_from: int | None = None
    grades_above: int = 0
    grades_apart: int | None = None
    conflicts: frozenset[tuple[int, int]] = frozenset()
    bans: frozenset[tuple[int, int]] = frozenset()
    pins: frozenset[tuple[int, int]] = frozenset()
    mentor_wishes: WishOf = field(default_factory=dict)
    mentee_wishes: WishOf = field(default_factory=dict)
    weights: Mapping[str, float] = field(default_factory=dict)
    together: bool = False


@dataclass(frozen=True)
class Pool:
    """Both sides in the order of their keys, so that the order in which they were given changes nothing.

    Raises ValueError when a key stands twice on one side.
    """

    mentors: Sequence[Mentor]
    mentees: Sequence[Mentee]
    options: Options = Options()

    def __post_init__(self):
        for side in ("mentors", "mentees"):
            people = tuple(sorted(getattr(self, side), key=lambda somebody: somebody.key))
            if len({somebody.key for somebody in people}) < len(people):
                raise ValueError(f"a key stands twice among the {side}")
            object.__setattr__(self, side, people)
