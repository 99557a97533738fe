"""Pairs and groups of an institution as rows that name nobody: number, form, dates, how much was done."""

from dataclasses import dataclass

from django.db.models import Count, Q

from organizations.models import Organization
from pairing.models import Meeting, Pairing
from pairing.selectors.standing import Standing, with_standing
from participants.models import Person

from .fields import Field, Group, Rows, Wanted

MENTORS = {
    Person.Kind.LEARNER: "обучающийся",
    Person.Kind.EMPLOYEE: "работник учреждения",
    Person.Kind.EXTERNAL: "внешний наставник",
}


@dataclass(frozen=True)
class Pair:
    """A pair under its number in the file; `pairing` has `standing`, `until`, `mentees_in` and `meetings_held`."""

    number: int
    pairing: Pairing
    organization: Organization


def groups_for(organization: Organization) -> list[Group]:
    return [Group("Пара или группа", PAIR), Group("Ход работы", WORK)]


def rows_of(organization: Organization, wanted: Wanted) -> Rows:
    """Those with an order that had begun by the day, ended ones too; two counts each."""
    held = Q(meetings__state=Meeting.State.HELD, meetings__held_on__lte=wanted.on)
    rows = with_standing(Pairing.objects.filter(organization=organization).ordered(wanted.on), wanted.on)
    rows = rows.filter(starts_on__lte=wanted.on).annotate(
        mentees_in=Count("memberships", distinct=True), meetings_held=Count("meetings", filter=held, distinct=True)
    )
    rows = rows.select_related("form", "kind", "programme", "mentor__person", "order").order_by("starts_on", "pk")
    return Rows([Pair(number, pairing, organization) for number, pairing in enumerate(rows, start=1)])


PAIR = (
    Field("number", "№", lambda row: row.number),
    Field("code", "Номер пары в учёте", lambda row: row.pairing.pk),
    Field("institution", "Учреждение", lambda row: row.organization.short_name),
    Field("institution_code", "Краткий код учреждения", lambda row: row.organization.slug),
    Field("track", "Направление", lambda row: row.pairing.form.get_track_display()),
    Field("form", "Форма наставничества", lambda row: row.pairing.form.title),
    Field("kind", "Вид наставничества", lambda row: row.pairing.kind.title if row.pairing.kind else ""),
    Field("role_model", "Ролевая модель", lambda row: row.pairing.role_model),
    Field("programme", "Программа", lambda row: row.pairing.programme.title if row.pairing.programme else ""),
    Field("mentor_is", "Кто наставник", lambda row: MENTORS[row.pairing.mentor.person.kind]),
    Field("mentees", "Наставляемых", lambda row: row.pairing.mentees_in),
    Field("order_number", "Номер приказа", lambda row: row.pairing.order.number),
    Field("order_on", "Дата приказа", lambda row: row.pairing.order.signed_on),
)
WORK = (
    Field("starts_on", "Начало", lambda row: row.pairing.starts_on),
    Field("ends_on", "Окончание", lambda row: row.pairing.until),
    Field("standing", "Состояние", lambda row: str(Standing(row.pairing.standing).label)),
    Field("meetings", "Проведено встреч", lambda row: row.pairing.meetings_held),
)
