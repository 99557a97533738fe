"""Об утверждении программ наставничества."""

from django.utils.translation import gettext_lazy as _

from .base import AnnexTable, Facts, Field, OrderKind, Proposal
from .common import CURATOR, END, START

PROGRAMMES = ("Наименование программы", "Форма наставничества", "Наставническая пара / группа", "Срок реализации")
SUBJECTS = {
    "general": ("программ наставничества", "программы наставничества"),
    "personal": ("персонализированных программ наставничества", "персонализированные программы наставничества"),
    "individual": ("индивидуальных планов развития наставляемых", "индивидуальные планы развития наставляемых"),
}


def propose(facts: Facts) -> Proposal:
    genitive, accusative = SUBJECTS[facts.text("sort")]
    whose = "планов" if facts.text("sort") == "individual" else "программ"
    clauses = [
        f"Утвердить {accusative}, реализуемые {facts.period()} (приложение).",
        f"Наставникам обеспечить реализацию {whose} в установленные сроки.",
        f"Куратору реализации программы наставничества {facts.short('curator', 'dative')} организовать сопровождение "
        f"и текущий контроль реализации {whose}.",
    ]
    table = AnnexTable.numbered(f"Перечень {genitive}", PROGRAMMES, facts.rows("programmes"), widths=(5, 3, 5, 3))
    return Proposal(f"Об утверждении {genitive}", clauses, [table])


KIND = OrderKind(
    "approve_programme",
    (
        Field(
            "sort",
            _("Which programmes"),
            "choice",
            choices=(
                ("general", _("of the institution")),
                ("personal", _("of single pairs")),
                ("individual", _("individual plans of learners")),
            ),
        ),
        START,
        END,
        Field("programmes", _("Programmes"), "rows", columns=PROGRAMMES),
        CURATOR,
    ),
    propose,
)
