"""О создании рабочей (проектной) группы."""

from django.utils.translation import gettext_lazy as _

from core.documents import Clause

from .base import AnnexTable, Facts, Field, OrderKind, Proposal, sentence

MEMBERS = ("Фамилия, имя, отчество", "Должность", "Роль в рабочей группе")
TASKS = (
    "изучить нормативные и методические документы о наставничестве\n"
    "подготовить проекты Положения о наставничестве и дорожной карты\n"
    "организовать информирование педагогов, обучающихся и родителей"
)


def propose(facts: Facts) -> Proposal:
    clauses = [
        "Создать рабочую группу по внедрению программы наставничества.",
        "Утвердить состав рабочей группы (приложение).",
        f"Назначить руководителем рабочей группы {facts.person('head', 'accusative')}.",
        Clause("Определить задачи рабочей группы:", [sentence(line) for line in facts.lines("tasks")]),
    ]
    if facts.has("plan_by"):
        clauses.append(
            f"Руководителю рабочей группы {facts.short('head', 'dative')} представить план работы на утверждение "
            f"в срок до {facts.day('plan_by')}."
        )
    members = AnnexTable.numbered("Состав рабочей группы", MEMBERS, facts.rows("members"))
    return Proposal("О создании рабочей группы по внедрению программы наставничества", clauses, [members])


KIND = OrderKind(
    "working_group",
    (
        Field("head", _("Head of the group"), "person"),
        Field("members", _("Members"), "rows", columns=MEMBERS),
        Field("tasks", _("Tasks"), "lines", initial=TASKS),
        Field("plan_by", _("The plan is due by"), "day", required=False),
    ),
    propose,
    purpose="организации внедрения программы наставничества",
)
