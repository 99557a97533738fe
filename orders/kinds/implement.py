"""О внедрении целевой модели наставничества."""

from django.utils.translation import gettext_lazy as _

from core.documents import Clause

from .base import AnnexTable, Facts, Field, OrderKind, Proposal, sentence
from .common import CURATOR, END, SITE_KEEPER, START, published

MODELS = {
    "students": "целевой модели наставничества обучающихся",
    "staff": "системы (целевой модели) наставничества педагогических работников",
}
RESULTS = ("Показатель", "Планируемое значение", "Срок достижения")


def propose(facts: Facts) -> Proposal:
    model = MODELS[facts.text("model")]
    place = facts.organization.short_name
    clauses = [f"Приступить к внедрению {model} в {place} {facts.period()}."]
    tables = []
    approved = [sentence(line) for line in facts.lines("approve")]
    if facts.has("planned"):
        tables.append(AnnexTable.numbered("Планируемые результаты", RESULTS, facts.rows("planned"), widths=(6, 3, 3)))
        approved.append("Планируемые результаты внедрения (приложение).")
    if approved:
        clauses.append(Clause("Утвердить:", approved))
    clauses += [
        f"Назначить куратором реализации программы наставничества {facts.person('curator', 'accusative')}.",
        Clause(
            f"Куратору {facts.short('curator', 'dative')}:",
            [
                "Организовать формирование баз наставников и наставляемых, их обучение и сопровождение.",
                "Обеспечить выполнение мероприятий дорожной карты в установленные сроки.",
                "Представлять отчётность о ходе реализации программы наставничества.",
            ],
        ),
    ]
    if facts.has("monitoring"):
        dates = [sentence(line) for line in facts.lines("monitoring")]
        clauses.append(Clause("Провести мониторинг реализации программы наставничества в следующие сроки:", dates))
    return Proposal(f"О внедрении {model}", [*clauses, *published(facts)], tables)


KIND = OrderKind(
    "implement",
    (
        Field(
            "model",
            _("Which model"),
            "choice",
            choices=(("students", _("of students")), ("staff", _("of the teaching staff"))),
        ),
        START,
        END,
        Field(
            "approve",
            _("What it approves"),
            "lines",
            required=False,
            initial="Положение о наставничестве (прилагается)\nДорожную карту (прилагается)",
            help=_("One a line, in the accusative: «Положение …», «Дорожную карту …»."),
        ),
        Field("planned", _("Planned results"), "rows", required=False, columns=RESULTS),
        CURATOR,
        Field(
            "monitoring",
            _("When monitoring is done"),
            "lines",
            required=False,
            initial="входной этап — сентябрь\nитоговый этап — май",
        ),
        SITE_KEEPER,
    ),
    propose,
    purpose="внедрения целевой модели наставничества",
    acts=("r-145",),
)
