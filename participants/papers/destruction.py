"""The act of destruction and the export of the event log beside it (order of Roskomnadzor 179 of 28.10.2022)."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from core.audit import verb_label
from core.calendar import long_date
from core.documents import (
    Block,
    Column,
    Document,
    Heading,
    KeyValues,
    Letterhead,
    Note,
    Paragraph,
    Row,
    Signature,
    Signatures,
    Table,
)
from organizations.models import Organization

from ..models import DestructionAct
from ..selectors.trail import trail_of

SYSTEM = "Информационная система «Наставничество»"
METHOD = "удаление и обезличивание записей средствами информационной системы без возможности восстановления"


def act_document(act: DestructionAct, at: datetime) -> Document:
    """The act, made while the name is still there: from then on it stands only on this paper."""
    return Document(
        title=f"Акт № {act.number} об уничтожении персональных данных",
        blocks=list(_blocks(act)),
        file_name=f"Акт об уничтожении № {act.number} от {act.on:%d.%m.%Y}",
        created_at=at,
        author=act.organization.full_name,
    )


def _blocks(act: DestructionAct) -> Iterator[Block]:
    operator = act.organization
    yield Letterhead(founder=operator.founder, full_name=operator.full_name, short_name=operator.short_name)
    yield Heading(f"АКТ № {act.number}\nоб уничтожении персональных данных")
    yield Paragraph(f"{long_date(act.on)}", align="right", indent=False)
    yield KeyValues(
        [
            ("Оператор:", _operator(operator)),
            ("Субъект персональных данных:", f"{act.person.get_full_name()} (учётная запись № {act.person_id})"),
            ("Информационная система:", SYSTEM),
            ("Причина уничтожения:", act.reason),
            ("Способ уничтожения:", METHOD),
            ("Дата уничтожения:", long_date(act.on)),
        ]
    )
    yield Paragraph("Уничтожены следующие категории персональных данных:", indent=False)
    yield Table(
        [Column("№", 6, align="center"), Column("Категория персональных данных", 94)],
        [Row((number, category)) for number, category in enumerate(act.categories, start=1)],
    )
    yield Note(
        "Сохранены без указания на субъекта: сведения для статистики (роль, форма наставничества, даты, месяц и год "
        "рождения). Подписанные приказы хранятся как архивные документы; согласия — три года после окончания их "
        "действия. К акту прилагается выгрузка из журнала регистрации событий (приказ Роскомнадзора от 28.10.2022 "
        f"№ 179). Акт и выгрузка хранятся до {long_date(act.keep_until)}"
    )
    yield Signatures(
        [Signature(one["position"], one["name"]) for one in act.commission], title="Уничтожение произвели:"
    )


def _operator(operator: Organization) -> str:
    settings = getattr(operator, "bank_settings", None)
    return ", ".join(filter(None, (operator.full_name, settings.operator_address if settings else "")))


def log_document(act: DestructionAct, at: datetime) -> Document:
    """The export of the event log on the subject: what was done with the data, when and by whom."""
    rows = [
        Row(
            (timezone.localtime(entry.at).strftime("%d.%m.%Y %H:%M:%S"), str(verb_label(entry.verb)), entry.actor_name)
        )
        for entry in trail_of(act.person)
    ]
    return Document(
        title=f"Выгрузка из журнала регистрации событий к акту № {act.number}",
        blocks=[
            Heading(f"Выгрузка из журнала регистрации событий\nк акту об уничтожении № {act.number}"),
            KeyValues(
                [
                    ("Субъект:", f"учётная запись № {act.person_id}"),
                    ("Категории данных:", "; ".join(act.categories)),
                    ("Информационная система:", SYSTEM),
                    ("Причина:", act.reason),
                    ("Дата уничтожения:", long_date(act.on)),
                ]
            ),
            Table([Column("Дата и время", 22), Column("Событие", 50), Column("Кто", 28)], rows),
        ],
        file_name=f"Журнал событий к акту № {act.number}",
        created_at=at,
        author=act.organization.full_name,
        orientation="landscape",
    )
