"""The verdict on a row of an upload: whom it is about, and what it would change."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from .fingerprints import fingerprint
from .importing import Problem
from .models import BankImportRow, MentoringForm, Participation, Person
from .models.reference import Track
from .places_of_work import split_place
from .selectors.bank import Bank, Row, name_key

Verdict = BankImportRow.Verdict
Side = MentoringForm.Side
NAMES = ("last_name", "first_name", "patronymic")
PERSON = (
    *NAMES,
    "sex",
    "birth_on",
    "class_group",
    "position",
    "experience_since",
    "workplace",
    "phone",
    "email",
    "kind",
)
PARTICIPATION = (
    "programme_id", "joined_on", "left_on", "questionnaire_on", "certificate_seen_on", "request", "achievements",
    "interests_text", "wished_age_from", "wished_age_to", "hours_a_week", "capacity", "times", "mode", "language",
    "results", "case_url", "completed_mark",
)  # fmt: skip
TOPICS = ("areas", "interests")
DAYS = {"birth_on", "experience_since", "joined_on", "left_on", "questionnaire_on", "certificate_seen_on"}
BLOCKED = "Данные этого человека уничтожаются по запросу: их больше не меняют. Уберите строку из файла."
ARCHIVED = "Этот человек в архиве. Верните его карточку из архива и загрузите файл снова."
EMPTY = {"times": [], "mode": "any", "capacity": 1}
NULLABLE = {*DAYS, "wished_age_from", "wished_age_to", "hours_a_week", "programme_id"}


@dataclass
class Judgement:
    """`changes` maps person, participation, representative, areas and interests to what would be written."""

    verdict: str
    person: int | None = None
    participation: int | None = None
    representative: int | None = None
    changes: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def judge(values: Row, bank: Bank, on: date, *, decision: str = "", chosen: int | None = None) -> Judgement:
    """What a row without errors means for the bank; `decision` and `chosen` are what a person said of a doubt."""
    found, certain = (chosen, True) if decision == "update" and chosen in bank.people else find(values, bank)
    if decision == "new" and not values.get("card"):
        found, certain = None, True
    if found is not None and not certain:
        return Judgement(Verdict.DOUBT, person=found)
    judgement = Judgement(Verdict.NEW if found is None else Verdict.SAME, person=found)
    known = bank.people.get(found)
    form = values.get("form") or bank.programme_forms.get(values.get("programme"))
    if problem := _impossible(values, bank, known):
        judgement.verdict, judgement.problems = Verdict.REJECTED, [problem]
        return judgement
    participation = _participation(values, form, bank.participations.get(found, []))
    problem = _out_of_order(values, participation)
    if known and known["archived_on"] and participation is None:
        problem = Problem(None, "full_name", ARCHIVED)
    if problem:
        judgement.verdict, judgement.problems = Verdict.REJECTED, [problem]
        return judgement
    judgement.participation = participation and participation["id"]
    _say_changes(judgement, values, form, known, participation, bank, on)
    if judgement.verdict == Verdict.SAME and judgement.changes:
        judgement.verdict = Verdict.CHANGED
    return judgement


def find(values: Row, bank: Bank) -> tuple[int | None, bool]:
    """Whom the row is about and whether that is certain: by card, fingerprint, name, likeness."""
    last, first, patronymic = (values.get(name) or "" for name in NAMES)
    birth_on = as_date(values.get("birth_on"))
    card = bank.people.get(values.get("card"))
    if card:
        return card["id"], _agrees_with_card(card, last, first, birth_on)
    if birth_on and bank.by_fingerprint:
        pk = bank.by_fingerprint.get(fingerprint(last, first, patronymic, birth_on))
        if pk:
            return pk, True
    alike = bank.by_name.get(name_key(last, first, patronymic), [])
    year = birth_on.year if birth_on else values.get("birth_year")
    possible = [pk for pk in alike if _may_be_born(bank.people[pk]["birth_on"], birth_on, year)]
    if len(possible) > 1 and values.get("class_group"):
        possible = [pk for pk in possible if bank.people[pk]["class_group"] == values["class_group"]] or possible
    if possible:
        return possible[0], len(possible) == 1
    similar = [
        pk for pk in bank.similar(last, first, patronymic, birth_on) if birth_on or not _other_year(bank, pk, year)
    ]
    return (similar[0], False) if similar else (None, True)


def as_date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def stored(value: Any) -> Any:
    """A column's value as JSON keeps it."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def column_value(name: str, value: Any) -> Any:
    """What JSON keeps, as the column takes it."""
    if value is None:
        return None if name in NULLABLE else EMPTY.get(name, "")
    if name in DAYS:
        return date.fromisoformat(value)
    return Decimal(value) if name == "hours_a_week" else value


def _agrees_with_card(card: Row, last: str, first: str, birth_on: date | None) -> bool:
    same = [name_key(card["last_name"], "", "") == name_key(last, "", ""),
            name_key(card["first_name"], "", "") == name_key(first, "", ""),
            birth_on is not None and card["birth_on"] == birth_on]  # fmt: skip
    return any(same)


def _may_be_born(known: date | None, birth_on: date | None, year: int | None) -> bool:
    if known is None or year is None:
        return True
    return known == birth_on if birth_on else known.year == year


def _other_year(bank: Bank, pk: int, year: int | None) -> bool:
    known = bank.people[pk]["birth_on"]
    return bool(known and year and known.year != year)


def _impossible(values: Row, bank: Bank, known: Row | None) -> Problem | None:
    form, programme = values.get("form"), values.get("programme")
    if values.get("card") and known is None:
        return Problem(None, "card", "Карточки с таким номером нет. Очистите ячейку: человек найдётся по имени.")
    if known and known["id"] in bank.blocked:
        return Problem(None, "full_name", BLOCKED)
    if form and programme and bank.programme_forms.get(programme) != form:
        return Problem(None, "programme", "Программа другой формы наставничества. Исправьте форму или программу.")
    return None


def _out_of_order(values: Row, participation: Row | None) -> Problem | None:
    there = participation or {}
    left = as_date(values.get("left_on")) or there.get("left_on")
    joined = as_date(values.get("joined_on")) or there.get("joined_on")
    if left and joined is None:
        return Problem(None, "joined_on", "Есть дата завершения, но нет даты вхождения. Впишите её.")
    if left and left < joined:
        return Problem(
            None, "left_on", f"В банке вхождение {joined:%d.%m.%Y}, завершение {left:%d.%m.%Y}. Проверьте обе даты."
        )
    return None


def _participation(values: Row, form: int | None, there: list[Row]) -> Row | None:
    """The participation that the row speaks of; None when it would be another one."""
    joined = as_date(values.get("joined_on"))
    same = [row for row in there if form is None or row["form_id"] in (form, None)]
    best = max(
        same, key=lambda row: (row["joined_on"] == joined, row["left_on"] is None, row["joined_on"]), default=None
    )
    if best is None:
        inside = [row for row in there if row["left_on"] is None]
        only = inside[0] if len(inside) == 1 else None
        return only if only and joined in (None, only["joined_on"]) else None
    returned = best["left_on"] is not None and joined is not None and joined > best["left_on"]
    return None if returned else best


def _say_changes(judgement: Judgement, values: Row, form, known, participation, bank: Bank, on: date) -> None:
    wanted = _person_wanted(values, known)
    representatives = bank.representatives.get(judgement.person, [])
    representative = _representative_wanted(values, representatives)
    own = values.get("contact") or {}
    if not representative and own and not own.get("name"):
        wanted |= {name: own[name] for name in ("phone", "email") if own.get(name)}
    if known is None:
        wanted["kind"] = values.get("kind") or _kind(wanted, bank.forms.get(form), bank.role)
    changes = {"person": _differing(wanted, known)}
    taking = _participation_wanted(values, form, known or wanted, participation, bank, on)
    changes["participation"] = _differing(taking, participation)
    if representative:
        there = _same_representative(representative, representatives)
        judgement.representative = there and there["id"]
        changes["representative"] = _differing(representative, there)
    for name in TOPICS:
        if name in values and sorted(values[name] or []) != bank.topics[name].get(judgement.participation, []):
            changes[name] = sorted(values[name] or [])
    judgement.changes = {name: value for name, value in changes.items() if value or name in TOPICS}


def _person_wanted(values: Row, known: Row | None) -> Row:
    wanted = {name: values[name] for name in PERSON if name in values}
    for name in _as_written(values, known) if known else ():
        wanted.pop(name, None)
    place = values.get("place")
    if place and (
        known is None
        or place != Person(**{k: known[k] for k in ("class_group", "position", "workplace")}).studies_or_works
    ):
        wanted |= {name: value for name, value in split_place(place, known).items() if name not in values}
    return wanted


def _as_written(values: Row, known: Row) -> Iterator[str]:
    """The names that stand in the file just as they are kept, capitals and all."""
    written = {name: text.split() for name, text in values.get("written", {}).items()}
    whole = " ".join(known[name] for name in NAMES).split()
    for name in NAMES:
        if written.get("full_name") == whole or written.get(name) == known[name].split():
            yield name


def _representative_wanted(values: Row, there: list[Row]) -> Row:
    """What the row says of the representative; a contact without a name is theirs when there is one."""
    contact = values.get("contact") or {}
    wanted = {
        "full_name": values.get("representative") or contact.get("name"),
        "phone": values.get("representative_phone"),
        "email": values.get("representative_email"),
        "relation": values.get("relation"),
    }
    if wanted["full_name"] or there:
        wanted["phone"] = wanted["phone"] or contact.get("phone")
        wanted["email"] = wanted["email"] or contact.get("email")
    wanted = {name: value for name, value in wanted.items() if value}
    if not wanted or (not wanted.get("full_name") and not there):
        return {}
    if not there and "relation" not in wanted:
        wanted["relation"] = _relation(wanted["full_name"])
    return wanted


def _relation(full_name: str) -> str:
    patronymic = full_name.split()[-1].casefold()
    if patronymic.endswith("ич"):
        return "father"
    return "mother" if patronymic.endswith("на") else "guardian"


def _same_representative(wanted: Row, there: list[Row]) -> Row | None:
    name = wanted.get("full_name")
    if not name:
        return there[0]
    return next((row for row in there if name_key(row["full_name"], "", "") == name_key(name, "", "")), None)


def _participation_wanted(values: Row, form, person: Row, participation: Row | None, bank: Bank, on: date) -> Row:
    wanted = {name: values[name] for name in PARTICIPATION if name in values}
    if values.get("programme"):
        wanted["programme_id"] = values["programme"]
    if form:
        wanted |= {"form_id": form, "track": bank.forms[form].track if form in bank.forms else Track.STUDENTS.value}
    if wanted.get("left_on") and (participation is None or participation["left_on"] is None):
        wanted["leaving"] = Participation.Leaving.COMPLETED.value
    elif "left_on" in wanted and not wanted["left_on"]:
        wanted["leaving"] = ""
    if participation is None:
        wanted = {"joined_on": on.isoformat(), "track": _track(person, bank.role), **wanted}
    return wanted


def _track(person: Row, role: str) -> str:
    teacher = role == Participation.Role.MENTEE and person.get("kind") == Person.Kind.EMPLOYEE
    return Track.TEACHERS.value if teacher else Track.STUDENTS.value


def _kind(wanted: Row, form: MentoringForm | None, role: str) -> str:
    side = form and (form.mentor_side if role == Participation.Role.MENTOR else form.mentee_side)
    if wanted.get("class_group") or side == Side.LEARNER:
        return Person.Kind.LEARNER.value
    if side in (Side.TEACHER, Side.HEAD):
        return Person.Kind.EMPLOYEE.value
    if role == Participation.Role.MENTEE:
        return Person.Kind.LEARNER.value
    return Person.Kind.EXTERNAL.value if side else Person.Kind.EMPLOYEE.value


def _differing(wanted: Row, there: Row | None) -> Row:
    """What differs from what is there; for a new row, whatever says something."""
    if there is None:
        return {name: value for name, value in wanted.items() if value not in (None, "", [])}
    return {
        name: value
        for name, value in wanted.items()
        if _comparable(name, column_value(name, value)) != _comparable(name, there[name])
    }


def _comparable(name: str, value: Any) -> Any:
    if name == "phone":
        digits = "".join(filter(str.isdecimal, value or ""))
        return digits[1:] if len(digits) == 11 and digits[0] in "78" else digits
    return " ".join(value.split()) if isinstance(value, str) else value
