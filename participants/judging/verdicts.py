"""The verdict on a row: new, changes, the same, doubtful or impossible, and what it would write."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ..importing import Problem
from ..models import BankImportRow, Representative
from ..selectors.bank import Bank, Row
from .finding import find, participation_meant
from .values import TOPICS, as_date, differing, stored
from .wanting import kind_of, participation_wanted, person_wanted, representative_wanted, same_representative

Verdict = BankImportRow.Verdict
BLOCKED = "Данные этого человека уничтожаются по запросу: их больше не меняют. Уберите строку из файла."
RELATION_UNSTATED = (
    "Кем приходится представитель, таблица не говорит: он записан как законный представитель. Укажите это в карточке "
    "или добавьте в таблицу столбец «Кем приходится»."
)
NOBODY_NAMED = (
    "Телефон и почта представителя не записаны: нет его имени. Впишите его в столбец «Законный представитель»."
)
ARCHIVED = "Этот человек в архиве. Верните его карточку из архива и загрузите файл снова."


@dataclass
class Judgement:
    """`changes` maps person, participation, representative, areas and interests to what would be written.

    `differences` says the same for reading: ["person.phone", what the bank holds, what it would hold].
    """

    verdict: str
    person: int | None = None
    participation: int | None = None
    representative: int | None = None
    changes: dict[str, Any] = field(default_factory=dict)
    differences: list[list] = field(default_factory=list)
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
    participation = participation_meant(values, form, bank.participations.get(found, []))
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
            None, "left_on", f"В базе вхождение {joined:%d.%m.%Y}, завершение {left:%d.%m.%Y}. Проверьте обе даты."
        )
    return None


def _say_changes(judgement: Judgement, values: Row, form, known, participation, bank: Bank, on: date) -> None:
    wanted = person_wanted(values, known)
    representatives = bank.representatives.get(judgement.person, [])
    representative = representative_wanted(values, representatives)
    own = values.get("contact") or {}
    if not representative and own and not own.get("name"):
        wanted |= {name: own[name] for name in ("phone", "email") if own.get(name)}
    if known is None:
        wanted["kind"] = values.get("kind") or kind_of(wanted, bank.forms.get(form), bank.role)
    changes = {"person": differing(wanted, known)}
    taking = participation_wanted(values, form, known or wanted, participation, bank, on)
    changes["participation"] = differing(taking, participation)
    if representative:
        there = same_representative(representative, representatives)
        judgement.representative = there and there["id"]
        changes["representative"] = differing(representative, there)
        if there is None and representative["relation"] == Representative.Relation.UNSTATED:
            judgement.problems.append(Problem(None, "representative", RELATION_UNSTATED, is_note=True))
    elif values.get("representative_phone") or values.get("representative_email"):
        judgement.problems.append(Problem(None, "representative", NOBODY_NAMED, is_note=True))
    for name in TOPICS:
        if name in values and sorted(values[name] or []) != bank.topics[name].get(judgement.participation, []):
            changes[name] = sorted(values[name] or [])
    judgement.changes = {name: value for name, value in changes.items() if value or name in TOPICS}
    if known is not None:
        there = {"person": known, "participation": participation, "representative": _representative(judgement, bank)}
        judgement.differences = list(_differences(judgement, there, bank))


def _representative(judgement: Judgement, bank: Bank) -> Row | None:
    there = bank.representatives.get(judgement.person, [])
    return next((row for row in there if row["id"] == judgement.representative), None)


def _differences(judgement: Judgement, there: dict[str, Row | None], bank: Bank) -> Iterator[list]:
    for name, value in judgement.changes.items():
        if name in TOPICS:
            yield [name, bank.topics[name].get(judgement.participation, []), value]
            continue
        for column, new in value.items():
            yield [f"{name}.{column}", stored((there[name] or {}).get(column)), new]
