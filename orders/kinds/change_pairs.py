"""О внесении изменений в приказ о закреплении пар: одни пары прекращаются, другие закрепляются или продлеваются."""

from django.utils.translation import gettext_lazy as _

from .assign_pairs import pairs_table
from .base import AnnexTable, Facts, Field, OrderKind, Proposal
from .common import CURATOR, PAIR_COLUMNS

ENDED = ("ФИО наставника", "ФИО наставляемого", "Последний день", "Причина")
EXTENDED = ("ФИО наставника", "ФИО наставляемого", "Форма наставничества", "Прежний срок", "Новый срок")
COMPOSITION = "состав наставнических пар (групп)"


def propose(facts: Facts) -> Proposal:
    day, parts = facts.day("start"), _parts(facts)
    clauses = []
    if not _only_extends(facts) or facts.has("previous_text"):
        clauses.append(f"Внести изменения в {_changed(facts, 'text')} с {day}{_because(facts)}.")
    for place, (words, _table) in enumerate(parts, start=1):
        annex = f"приложению № {place}" if len(parts) > 1 else "приложению"
        reason = "" if clauses else _because(facts)
        clauses.append(f"{words} согласно {annex}{reason}.")
    if facts.has("pairs"):
        task = "обеспечить передачу индивидуальных планов и ознакомление участников с настоящим приказом"
    else:
        task = "ознакомить участников с настоящим приказом и внести изменения в индивидуальные планы"
    clauses.append(f"Куратору реализации программы наставничества {facts.short('curator', 'dative')} {task}.")
    return Proposal(_title(facts), clauses, [table for _words, table in parts])


def _parts(facts: Facts) -> list[tuple[str, AnnexTable]]:
    """What happens to which pairs, each with its annex."""
    day, parts = facts.day("start"), []
    if facts.has("ended"):
        table = AnnexTable.numbered("Пары (группы), работа которых прекращается", ENDED, facts.rows("ended"))
        parts.append((f"Прекратить с {day} работу наставнических пар (групп)", table))
    if facts.has("pairs"):
        table = pairs_table(facts, "pairs", "Пары (группы), которые закрепляются")
        parts.append((f"Закрепить с {day} наставнические пары (группы)", table))
    if facts.has("extended"):
        table = AnnexTable.numbered(
            "Пары (группы), работа которых продлевается", EXTENDED, facts.rows("extended"), widths=(5, 5, 4, 4, 4)
        )
        parts.append((f"Продлить с {day} работу наставнических пар (групп)", table))
    return parts


def _title(facts: Facts) -> str:
    if _only_extends(facts):
        return "О продлении работы наставнических пар (групп)"
    return f"О внесении изменений в {_changed(facts, 'brief')}"


def _only_extends(facts: Facts) -> bool:
    return facts.has("extended") and not facts.has("pairs") and not facts.has("ended")


def _changed(facts: Facts, how: str) -> str:
    """The order that is changed, by its `text` or `brief`; without one, what it would be about."""
    said = facts.text(f"previous_{how}") or facts.text("previous_text")
    return f"приказ {said}" if said else COMPOSITION


def _because(facts: Facts) -> str:
    return f" в связи с {facts.text('reason')}" if facts.has("reason") else ""


KIND = OrderKind(
    "change_pairs",
    (
        Field("previous", _("Earlier order"), "order", required=False),
        Field("start", _("From"), "day"),
        Field("reason", _("Reason"), required=False, help=_("After «в связи с», for example: увольнением наставника")),
        Field("ended", _("Pairs that end"), "rows", required=False, columns=ENDED),
        Field("pairs", _("New pairs and groups"), "rows", required=False, columns=PAIR_COLUMNS),
        Field("extended", _("Pairs that go on for longer"), "rows", required=False, columns=EXTENDED),
        CURATOR,
    ),
    propose,
    purpose="продолжения работы наставнических пар (групп)",
    one_of=("ended", "pairs", "extended"),
)
