"""A stage of a roadmap on a day: its occurrences, the documents and counts that belong to it."""

from dataclasses import dataclass
from datetime import date

from organizations.models import Organization
from roadmaps.models import Occurrence, Section
from roadmaps.selectors.as_of import occurrences_on
from roadmaps.selectors.counting import shares_in

from ..measures.names import MEASURES, Measure
from ..models import Mode, RequiredDocument
from .counts import Moment, counted
from .rules import rules_of

Document = RequiredDocument

STAGES = 7  # of the target model (domain.md 1.4)
DOCUMENTS = {
    1: range(Document.IMPLEMENT_ORDER, Document.PLANNED_RESULTS + 1),
    2: (Document.BANKS, Document.CONSENTS),
    3: (Document.BANKS, Document.CONSENTS, Document.AGREEMENTS),
    4: (Document.MENTOR_SCHOOL_ORDER, Document.AGREEMENTS),
    5: (Document.PAIR_CONSENTS, Document.PAIRS_ORDER),
    6: (Document.PLANS, Document.JOURNAL),
    7: (Document.SURVEYS, Document.REPORTS, Document.RESULTS_ORDER, Document.SITE),
}
COUNTS = {
    1: (),
    2: ("mentees", "child_mentees", "young_teacher_mentees"),
    3: ("mentors", "child_mentors", "partners", "mentoring_partners"),
    4: ("mentors", "trained_mentors"),
    5: ("pairs", "mentees", "mentors"),
    6: ("pairs", "plans", "mentees", "mentors"),
    7: ("completed_plans", "cases", "asked_mentees", "satisfied_mentees", "asked_mentors", "satisfied_mentors"),
}


@dataclass(frozen=True)
class Figure:
    """A count on the day and from the start of the project."""

    measure: Measure
    as_of: int
    cumulative: int


def stage_number(section: Section) -> int | None:
    """Which of the seven stages the section is; none where the roadmap is not divided by them."""
    if not section.title.lower().startswith("этап") or not section.number.isdigit():
        return None
    number = int(section.number)
    return number if number <= STAGES else None


def documents_of(section: Section) -> list[RequiredDocument]:
    """The documents of the stage; all of them where it is none of the seven."""
    return [Document(number) for number in DOCUMENTS.get(stage_number(section), Document.values)]


def figures_of(section: Section, organization: Organization, on: date) -> list[Figure]:
    """The counts of the stage; all of them where it is none of the seven. Two queries."""
    codes = COUNTS.get(stage_number(section), tuple(MEASURES))
    rules = rules_of(organization)
    now, ever = (counted(organization.path, Moment(on, mode), rules) for mode in (Mode.AS_OF, Mode.CUMULATIVE))
    return [Figure(MEASURES[code], now[code], ever[code]) for code in codes]


def occurrences_of(section: Section, on: date) -> list[Occurrence]:
    """The occurrences of the section that fell due by the day or have no date, each with its `standing` and
    `records`: what the product itself counts towards it."""
    records = shares_in(section.roadmap, on)
    rows = [row for row in occurrences_on(section.roadmap, on) if row.activity.section_id == section.pk]
    for row in rows:
        row.records = records.get(row.pk, [])
    return [row for row in rows if row.due is None or row.due <= on or row.standing != Occurrence.State.NOT_STARTED]
