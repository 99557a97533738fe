"""What the orders of the change of the school year say: results of those who finish, extension of those who go on.

Russian by nature; the curator edits both as any draft (domain.md 4.5).
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from orders.grounds import MANNERS
from orders.kinds import KINDS, AnnexTable
from orders.models import Order

from ..models import Pairing

EXTENSIONS = "О продлении работы наставнических пар и групп"
EXTENDED = ("ФИО наставника", "ФИО наставляемого", "Форма наставничества", "Срок по приказу", "Продлить до")


def results_data(pairs: Sequence[Pairing], *, curator: str, last_day: date) -> dict[str, Any]:
    """The answers of the kind «итоги» for these pairs (with `members`); the curator may change every one of them."""
    kind = KINDS[Order.Kind.RESULTS]
    return {
        "start": min(pair.starts_on for pair in pairs).isoformat(),
        "end": max(min(pair.ends_on, last_day) for pair in pairs).isoformat(),
        "finished": [[_mentor(pair), _mentees(pair), str(pair.form), _results(pair)] for pair in pairs],
        "curator": {"name": curator},
        "acts": list(kind.acts),
        "manner": next(iter(MANNERS)),
        "purpose": kind.purpose,
    }


def extension_clauses(ends_on: date) -> list[str]:
    return [
        f"Продлить до {ends_on:%d.%m.%Y} работу наставнических пар и групп согласно приложению к настоящему приказу.",
        "Наставникам в течение двух недель дополнить индивидуальные планы на новый учебный год.",
        "Куратору программы наставничества ознакомить участников с настоящим приказом и проверить сроки действия их "
        "согласий.",
    ]


def extension_annex(pairs: Sequence[Pairing], ends_on: date) -> AnnexTable:
    rows = [
        [_mentor(pair), _mentees(pair), str(pair.form), f"по {pair.ends_on:%d.%m.%Y}", f"{ends_on:%d.%m.%Y}"]
        for pair in pairs
    ]
    title = "Пары и группы, работа которых продлевается"
    return AnnexTable.numbered(title, EXTENDED, rows, widths=(4, 5, 3, 2, 2), landscape=True)


def _mentor(pair: Pairing) -> str:
    return pair.mentor.person.get_full_name()


def _mentees(pair: Pairing) -> str:
    return ", ".join(member.mentee.person.get_full_name() for member in pair.members if member.left_on is None)


def _results(pair: Pairing) -> str:
    """What the bank says of the mentees' results, in one line; «;» is what parts the cells in the form of an order."""
    said = (" ".join(member.mentee.results.split()) for member in pair.members if member.left_on is None)
    return ", ".join(filter(None, said)).replace(";", ",") or "программа выполнена"
