"""The rules of consents, without a database: which are needed, who signs, until when, when to ask again.

Sources: 152-FZ articles 9 and 10.1; the age by the Civil Code articles 26 and 28; Labour Code article 351.8
for employees who take up a mentor's duty (domain.md 2.5, 5.1-5.3).
"""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from .models.consents import Consent, ConsentKind
from .models.participation import Participation
from .models.people import ADULT, Person

OWN_SIGNATURE_FROM = 14


def needed_kinds(role: str, person_kind: str) -> tuple[str, ...]:
    """The consents without which a participation is not ready; dissemination is always free to refuse."""
    kinds = (ConsentKind.PROCESSING, ConsentKind.PARTICIPATION)
    if role == Participation.Role.MENTOR and person_kind == Person.Kind.EMPLOYEE:
        return (*kinds, ConsentKind.MENTOR_DUTY)
    return kinds


def signer_at(age: int | None, person_kind: str) -> str:
    """Who signs at that age (full years): the representative under 14, both until 18, the person from 18.

    A learner whose birth date is unknown is signed for by the representative, an adult by themselves.
    """
    if age is None:
        age = 0 if person_kind == Person.Kind.LEARNER else ADULT
    if age < OWN_SIGNATURE_FROM:
        return Consent.Signer.REPRESENTATIVE
    return Consent.Signer.BOTH if age < ADULT else Consent.Signer.SELF


def last_valid_day(signed_on: date, *, term_months: int | None, signer: str, birth_on: date | None) -> date | None:
    """The last day on which a consent holds; None when it has no term.

    What only the representative signed ends with the day before the eighteenth birthday: from then on nobody else can
    consent for the person.
    """
    ends = []
    if term_months is not None:
        ends.append(signed_on + relativedelta(months=term_months) - timedelta(days=1))
    if signer == Consent.Signer.REPRESENTATIVE and birth_on is not None:
        ends.append(birthday(birth_on, ADULT) - timedelta(days=1))
    return max(signed_on, min(ends)) if ends else None


def birthday(birth_on: date, age: int) -> date:
    """The day on which that age is reached; for 29 February 1 March of a common year (`Person.age_on`)."""
    try:
        return birth_on.replace(year=birth_on.year + age)
    except ValueError:
        return date(birth_on.year + age, 3, 1)


def asks_again_on(birth_on: date, signed_on: date, signer: str) -> date | None:
    """The birthday at which a consent is to be asked for anew: the 14th, when the person first signs too, or the 18th.

    Only birthdays after the signing count; a consent that an adult signed is never outgrown.
    """
    if signer == Consent.Signer.SELF:
        return None
    ages = (OWN_SIGNATURE_FROM, ADULT) if signer == Consent.Signer.REPRESENTATIVE else (ADULT,)
    return next((day for day in (birthday(birth_on, age) for age in ages) if day > signed_on), None)
