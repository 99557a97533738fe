"""The words of the order that approves a roadmap (domain.md 4.3-4.5): in Russian, for the director to change."""

import re
from dataclasses import dataclass
from typing import Any

from orders.models import Order
from orders.papers import issued
from orders.services import CONTROL_IS_MINE
from organizations.models import Membership, Organization, Role

from ..models import ApprovalStamp, Responsible, Roadmap

LONGEST_TITLE = Order._meta.get_field("title").max_length

# How roadmaps call themselves, in the nominative, genitive and accusative; longer names first.
NAMES = (
    ("План мероприятий (дорожная карта)", "плана мероприятий (дорожной карты)", "план мероприятий (дорожную карту)"),
    ("Дорожная карта (план мероприятий)", "дорожной карты (плана мероприятий)", "дорожную карту (план мероприятий)"),
    ("Муниципальная дорожная карта", "муниципальной дорожной карты", "муниципальную дорожную карту"),
    ("Региональная дорожная карта", "региональной дорожной карты", "региональную дорожную карту"),
    ("Дорожная карта", "дорожной карты", "дорожную карту"),
    ("План мероприятий", "плана мероприятий", "план мероприятий"),
)
STUDENTS_ACT = (
    "распоряжением Министерства просвещения Российской Федерации от 25 декабря 2019 г. № Р-145 «Об утверждении "
    "методологии (целевой модели) наставничества обучающихся для организаций, осуществляющих образовательную "
    "деятельность по общеобразовательным, дополнительным общеобразовательным и программам среднего профессионального "
    "образования, в том числе с применением лучших практик обмена опытом между обучающимися»"
)
STAFF_ACT = (
    "письмом Министерства просвещения Российской Федерации и Общероссийского Профсоюза образования от 21 декабря "
    "2021 г. № АЗ-1128/08/657"
)
STUDENTS_MODEL = "целевой модели наставничества обучающихся"
STAFF_MODEL = "системы (целевой модели) наставничества педагогических работников"
GROUNDS = {
    Roadmap.Track.STUDENTS: (STUDENTS_ACT, STUDENTS_MODEL),
    Roadmap.Track.STAFF: (STAFF_ACT, STAFF_MODEL),
    Roadmap.Track.BOTH: (f"{STUDENTS_ACT}, {STAFF_ACT}", f"{STUDENTS_MODEL} и {STAFF_MODEL}"),
}
EXECUTION = {
    Organization.Level.INSTITUTION: (
        "Ответственным исполнителям обеспечить выполнение мероприятий дорожной карты в установленные сроки.",
        "Куратору реализации программы наставничества организовать текущий контроль выполнения мероприятий и "
        "своевременно представлять информацию о ходе их выполнения.",
    ),
    Organization.Level.MUNICIPALITY: (
        "Рекомендовать руководителям образовательных организаций обеспечить выполнение мероприятий дорожной карты "
        "в установленные сроки.",
        "Муниципальному методисту обеспечить методическое сопровождение и мониторинг выполнения дорожной карты.",
    ),
    Organization.Level.REGION: (
        "Рекомендовать руководителям органов местного самоуправления, осуществляющих управление в сфере образования, "
        "обеспечить выполнение мероприятий дорожной карты в установленные сроки.",
        "Региональному координатору обеспечить сопровождение и мониторинг выполнения дорожной карты.",
    ),
}


@dataclass(frozen=True)
class Wording:
    """What the order says between its number and its signature."""

    title: str
    preamble: str
    clauses: tuple[str, ...]


def wording(roadmap: Roadmap, previous: Roadmap | None) -> Wording:
    """The usual wording; with a version before it, the order speaks of a new edition and voids the order before."""
    act, model = GROUNDS[roadmap.track]
    edition = " в новой редакции" if previous else ""
    name = _named(roadmap.title, case="accusative")
    return Wording(
        title=_title(roadmap, edition),
        preamble=f"В соответствии с {act}, в целях реализации {model}",
        clauses=(
            f"Утвердить {name}{_period(roadmap)}{edition} (приложение).",
            *_voided(previous),
            *EXECUTION[roadmap.level],
            CONTROL_IS_MINE,
        ),
    )


def stamp(order: Order) -> dict[str, Any]:
    """The stamp that the approved roadmap bears."""
    return {
        "wording": "УТВЕРЖДЕНО",
        "document": " ".join(["приказом", *issued(order)]),
        "date": order.signed_on,
        "side": ApprovalStamp.Side.RIGHT,
    }


def acquainted(roadmap: Roadmap) -> list[tuple[str, str]]:
    """(position, «И. О. Фамилия») of those who will sign that they have read the order: the curator and the named."""
    named = Responsible.objects.filter(activity__section__roadmap=roadmap).exclude(user=None).values("user")
    members = Membership.objects.filter(organization=roadmap.organization).current()
    concerned = members.filter(user__in=named) | members.with_role(Role.CURATOR)
    people = {
        each.user: each.position or each.get_role_display()
        for each in concerned.select_related("user").order_by("-pk")
    }
    return [
        (position, person.signature_name)
        for person, position in sorted(people.items(), key=lambda item: item[0].get_full_name())
    ]


def _title(roadmap: Roadmap, edition: str) -> str:
    title = f"Об утверждении {_named(roadmap.title, case='genitive')}{edition}"
    if len(title) <= LONGEST_TITLE:
        return title
    return f"Об утверждении дорожной карты реализации {GROUNDS[roadmap.track][1]}{edition}"


def _period(roadmap: Roadmap) -> str:
    """The period, unless the title says its years already."""
    if str(roadmap.period_from.year) in roadmap.title:
        return ""
    return f" на период с {roadmap.period_from:%d.%m.%Y} по {roadmap.period_to:%d.%m.%Y}"


def _named(title: str, *, case: str) -> str:
    """The roadmap's name in a case of the sentence: «Дорожная карта школы» → «дорожной карты школы»."""
    for nominative, genitive, accusative in NAMES:
        if title.casefold().startswith(nominative.casefold()):
            return (genitive if case == "genitive" else accusative) + _without_dot(title[len(nominative) :])
    return f"{'дорожной карты' if case == 'genitive' else 'дорожную карту'} «{_without_dot(title)}»"


def _without_dot(text: str) -> str:
    """Without the final dot, which a title does not have, unless it belongs to «г.»."""
    return re.sub(r"(?<!г)\.?\s*$", "", text)


def _voided(previous: Roadmap | None) -> tuple[str, ...]:
    order = previous and previous.order
    if not order:
        return ()
    return (f"Признать утратившим силу приказ от {order.dated} № {order.number} «{order.title}».",)
