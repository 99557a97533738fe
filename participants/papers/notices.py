"""Letters that the law wants: the notice of an extension to a subject, the notices of a leak to Roskomnadzor."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from core.calendar import long_date
from core.documents import (
    Block,
    Document,
    Heading,
    KeyValues,
    Letterhead,
    Note,
    Paragraph,
    Requisites,
    Signature,
    Stamp,
    Stamps,
)

from ..models import Incident, SubjectRequest
from ..selectors.settings import settings_of
from ..terms import incident_deadlines

LINE = "_" * 40
FIRST, RESULTS = "first", "results"
NOTICES = {
    FIRST: "УВЕДОМЛЕНИЕ\nо факте неправомерной или случайной передачи (предоставления,\nраспространения, доступа) "
    "персональных данных",
    RESULTS: "УВЕДОМЛЕНИЕ\nо результатах внутреннего расследования инцидента\nс персональными данными",
}
ARTICLES = {
    SubjectRequest.Kind.ACCESS: "части 1 статьи 20",
    SubjectRequest.Kind.STOP_PROCESSING: "части 5.1 статьи 21",
}


def extension_notice(request: SubjectRequest, *, at: datetime) -> Document:
    """The motivated notice that puts a request off by five working days."""
    organization, person = request.organization, request.person
    name = request.received_from or person.get_full_name()
    text = (
        f"Ваше обращение ({request.get_kind_display()}), поступившее {long_date(request.received_on)}, "
        "рассматривается. "
        f"На основании {ARTICLES[request.kind]} Федерального закона от 27.07.2006 № 152-ФЗ «О персональных данных» "
        f"срок ответа продлён на пять рабочих дней: до {long_date(request.due_on)}"
    )
    blocks: list[Block] = [
        Letterhead(organization.founder, organization.full_name, organization.short_name),
        Requisites(place=""),
        Stamps(right=[Stamp((name, f"(участник: {person.get_full_name()})", f"адрес: {'_' * 28}"))]),
        Heading("УВЕДОМЛЕНИЕ\nо продлении срока рассмотрения обращения"),
        Paragraph(text),
        Paragraph(f"Причина продления: {request.extended_reason}"),
        Signature(organization.head_position, ""),
    ]
    return _letter(
        "Уведомление о продлении срока", blocks, f"Уведомление о продлении № {request.pk}", organization, at
    )


def incident_notice(incident: Incident, part: str, *, at: datetime) -> Document:
    """The first notice within 24 hours, or the results within 72 (article 21 part 3.1)."""
    organization = incident.organization
    blocks: list[Block] = [
        Letterhead(organization.founder, organization.full_name, organization.short_name),
        Requisites(place=""),
        Stamps(right=[Stamp(("В Управление Роскомнадзора", "по ____________________________"))]),
        Heading(NOTICES[part]),
        KeyValues([(label, value or LINE) for label, value in _facts(incident, part)]),
        Note(
            "Уведомление направляется через портал персональных данных Роскомнадзора (pd.rkn.gov.ru) или на бумаге: "
            "о факте — в течение 24 часов, о результатах расследования — в течение 72 часов с момента выявления "
            "(часть 3.1 статьи 21 Федерального закона от 27.07.2006 № 152-ФЗ)."
        ),
        Signature(organization.head_position, ""),
    ]
    about = "Уведомление об инциденте" if part == FIRST else "Результаты расследования инцидента"
    return _letter(about, blocks, f"{about} № {incident.pk}", organization, at)


def _facts(incident: Incident, part: str) -> Iterator[tuple[str, str]]:
    operator = settings_of(incident.organization)
    notice, results = incident_deadlines(incident.found_at)
    yield ("Оператор:", f"{incident.organization.full_name}, ИНН {operator.operator_inn or '_' * 12}")
    yield ("Адрес оператора:", operator.operator_address)
    yield ("Дата и время выявления:", _moment(incident.found_at))
    yield ("Срок направления:", _moment(notice if part == FIRST else results))
    yield ("Что произошло:", incident.what)
    yield ("Категории персональных данных:", incident.categories)
    yield ("Число субъектов (примерно):", str(incident.people or ""))
    yield ("Предполагаемые причины:" if part == FIRST else "Установленные причины:", incident.cause)
    yield ("Предполагаемый вред:", incident.harm)
    yield ("Принятые меры:", incident.measures)
    if part == RESULTS:
        yield ("Лица, действия которых стали причиной:", "")
        yield ("Первое уведомление направлено:", _moment(incident.first_notice_at) if incident.first_notice_at else "")
    yield ("Кто взаимодействует с Роскомнадзором:", "")


def _letter(title: str, blocks: list[Block], name: str, organization, at: datetime) -> Document:
    return Document(title=title, blocks=blocks, file_name=name, created_at=at, author=organization.full_name)


def _moment(at: datetime) -> str:
    return timezone.localtime(at).strftime("%d.%m.%Y %H:%M")
