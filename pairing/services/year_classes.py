"""Classes as the school year changes: moved up together, graduates out; taken back as long as nobody changed them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.calendar import SchoolYear
from core.errors import Refused
from organizations.models import Organization
from participants.classes import Turn
from participants.models import Person
from participants.services.classes import change_class, graduate, take_graduation_back

from ..models import ClassMove, RollOver, RollOverStep
from ..selectors.year_classes import held_by_pairs, moves_made
from .roll_over import RollOverRefused, begin, declare, record

COUNTED = {Turn.UP: "up", Turn.GRADUATES: "graduated", Turn.STAYS: "stayed"}


@dataclass(frozen=True)
class ClassChoice:
    """What becomes of a learner; `group` is the next class of those who go up."""

    person: Person
    turn: str
    group: str = ""


@dataclass
class Moved:
    """How many went up, finished school, stayed as they are; who was refused and why."""

    up: int = 0
    graduated: int = 0
    stayed: int = 0
    doubts: list[tuple[Person, str]] = field(default_factory=list)


@dataclass(frozen=True)
class PutBack:
    """How many are as they were before; `kept` were changed by somebody since and stay."""

    restored: int
    kept: int


@transaction.atomic
def move_classes(
    organization: Organization, year: SchoolYear, choices: Iterable[ClassChoice], *, by, at: datetime
) -> Moved:
    """Gives learners their class of the new year; whoever was moved in it already is passed over.

    Those who graduate while a pair holds them are in doubt and can be moved later; the step is declared done.
    """
    roll_over = begin(organization, year, by=by, at=at)
    held, moved = held_by_pairs(organization), Moved()
    decided = set(roll_over.moves.values_list("person", flat=True))
    for choice in choices:
        if choice.person.pk in decided:
            continue
        try:
            with transaction.atomic():
                _move(roll_over, choice, held, by=by, at=at)
            setattr(moved, COUNTED[choice.turn], getattr(moved, COUNTED[choice.turn]) + 1)
        except Refused as doubt:
            moved.doubts.append((choice.person, str(doubt)))
    figures = {"up": moved.up, "graduated": moved.graduated, "stayed": moved.stayed, "in_doubt": len(moved.doubts)}
    record("rollover.classes_moved", roll_over, figures, by=by, at=at)
    declare(roll_over, RollOverStep.Step.CLASSES, by=by, at=at)
    return moved


@transaction.atomic
def put_classes_back(roll_over: RollOver, *, by, at: datetime) -> PutBack:
    """Takes the change of classes back but for those whom somebody has changed since. Raises RollOverRefused."""
    moves = moves_made(roll_over)
    if not moves:
        raise RollOverRefused(_("No class was changed: there is nothing to take back."))
    restored = []
    for move in moves:
        try:
            with transaction.atomic():
                if _put_back(move, by=by, at=at):
                    restored.append(move.pk)
        except Refused:
            continue
    roll_over.moves.filter(pk__in=restored).delete()
    roll_over.steps.filter(step=RollOverStep.Step.CLASSES).delete()
    outcome = PutBack(len(restored), len(moves) - len(restored))
    record("rollover.classes_put_back", roll_over, outcome.__dict__, by=by, at=at)
    return outcome


def _move(roll_over: RollOver, choice: ClassChoice, held: set[int], *, by, at: datetime) -> None:
    person, before = choice.person, choice.person.class_group
    graduated_on = None
    if choice.turn == Turn.GRADUATES:
        if person.pk in held:
            raise RollOverRefused(_("A pair holds them: complete the pair first."))
        graduate(person, by=by, at=at)
        graduated_on = timezone.localdate(at)
    elif choice.turn == Turn.UP:
        change_class(person, choice.group, by=by, at=at)
    after = person.class_group if graduated_on is None else ""
    ClassMove.objects.create(roll_over=roll_over, person=person, before=before, after=after, graduated_on=graduated_on)


def _put_back(move: ClassMove, *, by, at: datetime) -> bool:
    """Whether the learner is as before again; False when somebody has changed the class or the archive since."""
    person = move.person
    if move.graduated_on:
        if person.archived_on != move.graduated_on:
            return False
        take_graduation_back(person, by=by, at=at)
    elif person.class_group != move.after:
        return False
    elif move.before != move.after:
        change_class(person, move.before, by=by, at=at)
    return True
