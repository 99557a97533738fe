"""О внесении изменений в приказ о закреплении пар: one pair ends, another begins."""

from django.utils.translation import gettext_lazy as _

from .assign_pairs import pairs_table
from .base import AnnexTable, Facts, Field, OrderKind, Proposal
from .common import CURATOR, PAIR_COLUMNS, PREVIOUS

ENDED = ("ФИО наставника", "ФИО наставляемого", "Последний день", "Причина")


def propose(facts: Facts) -> Proposal:
    previous, day = facts.text("previous_text"), facts.day("start")
    clauses = [f"Внести изменения в приказ {previous} с {day}{_because(facts)}."]
    tables = []
    if facts.has("ended"):
        tables.append(AnnexTable.numbered("Пары, работа которых прекращается", ENDED, facts.rows("ended")))
        clauses.append(f"Прекратить с {day} работу наставнических пар (групп) согласно приложению{_place(1, facts)}.")
    tables.append(pairs_table(facts, "pairs", "Пары (группы), которые закрепляются"))
    clauses += [
        f"Закрепить с {day} наставнические пары (группы) согласно приложению{_place(len(tables), facts)}.",
        f"Куратору реализации программы наставничества {facts.short('curator', 'dative')} обеспечить передачу "
        "индивидуальных планов и ознакомление участников с настоящим приказом.",
    ]
    return Proposal(f"О внесении изменений в приказ {facts.text('previous_brief') or previous}", clauses, tables)


def _because(facts: Facts) -> str:
    return f" в связи с {facts.text('reason')}" if facts.has("reason") else ""


def _place(number: int, facts: Facts) -> str:
    return f" № {number}" if facts.has("ended") else ""


KIND = OrderKind(
    "change_pairs",
    (
        PREVIOUS,
        Field("start", _("From"), "day"),
        Field("reason", _("Reason"), required=False, help=_("After «в связи с», for example: увольнением наставника")),
        Field("ended", _("Pairs that end"), "rows", required=False, columns=ENDED),
        Field("pairs", _("New pairs and groups"), "rows", columns=PAIR_COLUMNS),
        CURATOR,
    ),
    propose,
    purpose="продолжения работы наставнических пар (групп)",
)
