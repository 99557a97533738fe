"""How far the change of the school year is: which year it leads into, its steps, when it is spoken of at home."""

from dataclasses import dataclass
from datetime import date

from core.calendar import SchoolYear
from organizations.models import Organization

from ..models import RollOver, RollOverStep

Step = RollOverStep.Step
PREPARED_FROM = 5  # May: lessons end, the new year is prepared
SPOKEN_OF = range(PREPARED_FROM, 10)  # May to September


@dataclass(frozen=True)
class Progress:
    """The change into a year; `roll_over` is None until somebody does something of it."""

    year: SchoolYear
    roll_over: RollOver | None
    steps: dict[str, RollOverStep]

    @property
    def done(self) -> int:
        return len(self.steps)

    @property
    def total(self) -> int:
        return len(Step)

    @property
    def is_complete(self) -> bool:
        return self.done == self.total


def year_ahead(on: date) -> SchoolYear:
    """The school year that is prepared on the day, or, until May, the present one: late is better than never."""
    return SchoolYear(on.year) if on.month >= PREPARED_FROM else SchoolYear.of(on)


def progress_of(organization: Organization, on: date) -> Progress:
    year = year_ahead(on)
    roll_over = RollOver.objects.filter(organization=organization, start_year=year.start_year).first()
    steps = roll_over.steps.select_related("by") if roll_over else ()
    return Progress(year, roll_over, {step.step: step for step in steps})


def roll_over_due(user, on: date) -> Progress | None:
    """What home says of it from May to September, until it is complete; None for those who keep no pairs."""
    if on.month not in SPOKEN_OF or not user.has_perm("pairing.roll_over"):
        return None
    progress = progress_of(user.acting.organization, on)
    return None if progress.is_complete else progress
