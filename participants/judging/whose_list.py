"""Whether a whole upload looks like a list of the other bank: a slip of the hand makes children mentors."""

from collections.abc import Sequence
from datetime import date

from ..importing.titles import plain_title
from ..models import MentoringForm, Participation
from ..models.people import ADULT
from ..selectors.bank import Bank, Row
from .values import as_date

Role = Participation.Role
OF_THE_OTHER = {
    Role.MENTOR: ("основной запрос", "год рождения наставляемого", "отметка о прохождении"),
    Role.MENTEE: ("основные компетенции", "ресурс времени", "желаемый возраст", "сколько наставляемых"),
}


def is_of_other_bank(titles: Sequence[str], rows: Sequence[Row], bank: Bank, on: date) -> bool:
    """By titles that only the other table has, or because most of the would-be mentors are learners."""
    plain = [plain_title(title) for title in titles]
    if any(title.startswith(OF_THE_OTHER[Role(bank.role)]) for title in plain):
        return True
    if bank.role == Role.MENTEE or not rows:
        return False
    learners = sum(1 for values in rows if _is_learner(values, on) and not _may_mentor(values, bank))
    return learners * 2 > len(rows)


def _is_learner(values: Row, on: date) -> bool:
    born = as_date(values.get("birth_on"))
    if born:
        return (on.year - born.year - ((on.month, on.day) < (born.month, born.day))) < ADULT
    return bool(values.get("class_group") or values.get("representative"))


def _may_mentor(values: Row, bank: Bank) -> bool:
    """In some forms learners are mentors: «ученик – ученик»."""
    form = bank.forms.get(values.get("form") or bank.programme_forms.get(values.get("programme")))
    return form is not None and form.mentor_side == MentoringForm.Side.LEARNER
