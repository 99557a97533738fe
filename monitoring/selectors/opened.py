"""A number opened into what it is made of: people and pairs by name in the very institution, counts above it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet

from organizations.models import Organization, User
from pairing.models import CaseStory, IndividualPlan, Pairing
from pairing.selectors.standing import with_people
from participants.models import Partner, Person

from ..masking import Cell, masked
from ..measures.keys import partner_key, person_key, row_key
from ..measures.names import MEASURES, Measure
from ..models import CountingRules, Fact
from .counts import Moment, counted, counted_by_detail, counted_by_institution, institutions_at


@dataclass(frozen=True)
class Row:
    """Somebody or something behind a number, and where to read of it."""

    name: str
    url: str


@dataclass(frozen=True)
class Part:
    """One count behind a number. `rows` are for the institution itself, the counts for those above it.

    `is_small`: those above look at one institution, and the number is among those hidden from them.
    """

    measure: Measure
    number: int
    rows: list[Row] = field(default_factory=list)
    by_institution: list[tuple[Organization, Cell]] = field(default_factory=list)
    by_detail: list[tuple[str, Cell]] = field(default_factory=list)
    is_small: bool = False

    @property
    def unnamed(self) -> int:
        """Of the number those of whom no row is left: their data is destroyed, their place in the count is not."""
        return max(self.number - len(self.rows), 0)


def opened_by_name(
    organization: Organization, measures: Iterable[str], moment: Moment, rules: CountingRules, user: User
) -> list[Part]:
    """For whom names are open: the rows that the user may see."""
    numbers = counted(organization.path, moment, rules)
    return [
        Part(MEASURES[code], numbers[code], rows=_rows(organization, code, moment, rules, user)) for code in measures
    ]


def opened_by_count(
    organization: Organization, measures: Iterable[str], moment: Moment, rules: CountingRules
) -> list[Part]:
    """For everybody else: by institution and by what divides the count further, small numbers hidden."""
    below = rules.masked_below
    numbers = counted(organization.path, moment, rules)
    each = counted_by_institution(organization.path, moment, rules)
    institutions = list(institutions_at(organization).order_by("short_name", "pk"))
    return [
        Part(
            MEASURES[code],
            numbers[code],
            by_institution=_by_institution({one: each.get(one.pk, {}).get(code, 0) for one in institutions}, below),
            by_detail=_by_detail(counted_by_detail(organization.path, moment, rules, code), code, below),
            is_small=institutions == [organization] and 0 < numbers[code] < below,
        )
        for code in measures
    ]


def _by_institution(numbers: dict[Organization, int], below: int) -> list[tuple[Organization, Cell]]:
    """Only those that have anybody; a nought is hidden together with a small number, to protect it."""
    return [(key, cell) for key, cell in masked(numbers, below).items() if cell.value != 0]


def _by_detail(numbers: dict[str, int], code: str, below: int) -> list[tuple[str, Cell]]:
    if set(numbers) <= {""}:
        return []
    words = _words_of(code)
    return [(words.get(key, key), cell) for key, cell in masked(numbers, below).items()]


def _words_of(code: str) -> dict[str, str]:
    """How the parts of a count are called."""
    if code in ("partners", "mentoring_partners"):
        return dict(Partner.Kind.choices)
    if code == "pairs":
        return dict(Pairing.objects.values_list("form__code", "form__title").distinct().order_by())
    return dict(Person.Kind.choices)


def _rows(organization: Organization, code: str, moment: Moment, rules: CountingRules, user: User) -> list[Row]:
    """The rows whose keys the facts hold, in the order of their lists."""
    facts = moment.facts(Fact.objects.filter(organization=organization, measure=code), rules)
    keys = set(facts.values_list("key", flat=True))
    rows, key_of, name_of = _candidates(code, organization, user)
    return [Row(name_of(row), row.get_absolute_url()) for row in rows if key_of(row) in keys]


def _candidates(code: str, organization: Organization, user: User) -> tuple[QuerySet, Callable, Callable]:
    """The rows of the institution that may stand behind a count, the key and the name of each."""
    match code:
        case "pairs":
            rows = with_people(Pairing.objects.visible_to(user).filter(organization=organization))
            return rows, lambda row: row_key("pair", row.pk), _pair_in_words
        case "plans" | "completed_plans":
            rows = IndividualPlan.objects.visible_to(user).filter(pairing__organization=organization)
            return rows, lambda row: row_key("plan", row.pk), str
        case "cases":
            rows = CaseStory.objects.visible_to(user).filter(organization=organization)
            return rows, lambda row: row_key("case", row.pk), str
        case "partners" | "mentoring_partners":
            rows = Partner.objects.visible_to(user).filter(organization=organization)
            return rows, lambda row: partner_key(row.pk, row.inn), str
        case "teaching_institutions":
            rows = Organization.objects.visible_to(user).filter(pk=organization.pk)
            return rows, lambda row: row_key("institution", row.pk), str
        case _:
            rows = Person.objects.visible_to(user).filter(organization=organization)
            return rows, lambda row: person_key(row.pk, row.fingerprint), str


def _pair_in_words(pair: Pairing) -> str:
    mentees = ", ".join(member.mentee.person.list_name for member in pair.members)
    return f"{pair.mentor.person.list_name} — {mentees}"
