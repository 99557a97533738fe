"""The consolidated table: institutions × what is done, late and open, as of a day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import count

from django.utils.translation import gettext_lazy as _

from core.calendar import long_date
from core.documents import Block, Cell, Column, Document, Heading, Letterhead, Note, Paragraph, Row, Table
from core.documents.values import shown
from organizations.models import Organization
from roadmaps.models import Roadmap
from roadmaps.papers.people import executor_note, head_signature
from roadmaps.papers.wording import counted
from roadmaps.selectors.as_of import Tally, in_force_on, tallies_on

from .base import DayForm, Report

DEFINITIONS = (
    "Контрольный срок – дата исполнения мероприятия утверждённой дорожной карты; мероприятия без даты не учитываются. "
    "Выполнено – исполнение отмечено не позднее отчётной даты. Просрочено – срок истёк до отчётной даты, исполнение "
    "не отмечено. Доля – выполненные из сроков, истёкших до отчётной даты. Источник: отметки о выполнении мероприятий."
)


@dataclass
class Line:
    """An institution with its roadmaps in force on the day and what they add up to."""

    institution: Organization
    roadmaps: list[Roadmap] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)


class MunicipalExecutionReport(Report):
    code = "municipal_execution"
    title = _("Execution of roadmaps by institution")
    description = _(
        "A consolidated table of the institutions below: done, in progress, overdue, to come; who has no plan."
    )
    permission = "reports.ask_municipal_execution"
    form_class = DayForm

    def subject(self, parameters) -> str:
        return f"{parameters['on']:%d.%m.%Y}"

    def build(self, parameters, user, at) -> Document:
        on, organization = parameters["on"], user.acting.organization
        lines = _lines(user, on)
        title = f"Сводный отчёт о выполнении дорожных карт на {on:%d.%m.%Y}"
        return Document(
            title=title,
            blocks=list(_blocks(lines, organization, on)),
            file_name=title,
            created_at=at,
            author=organization.full_name if organization else "",
            orientation="landscape",
        )


def _lines(user, on: date) -> list[Line]:
    """Every institution below that worked on the day; four queries whatever their number."""
    institutions = Organization.objects.visible_to(user).institutions().select_related("parent")
    working = [each for each in institutions if each.closed_on is None or each.closed_on > on]
    lines = {each.pk: Line(each) for each in sorted(working, key=_by_municipality)}
    roadmaps = list(in_force_on(Roadmap.objects.filter(organization__in=lines), on).select_related("order__series"))
    tallies = tallies_on(roadmaps, on)
    for roadmap in roadmaps:
        line = lines[roadmap.organization_id]
        line.roadmaps.append(roadmap)
        line.tally += tallies.get(roadmap.pk, Tally())
    return list(lines.values())


def _by_municipality(institution: Organization) -> tuple[str, str]:
    return institution.parent.short_name, institution.short_name


def _blocks(lines: Sequence[Line], organization: Organization | None, on: date) -> Iterator[Block]:
    if organization:
        yield Letterhead(full_name=organization.full_name)
    yield Heading(f"Сводный отчёт о выполнении дорожных карт\nпо состоянию на {long_date(on)}")
    yield Paragraph(_summary(lines))
    yield _table(lines)
    missing = [line.institution.short_name for line in lines if not line.roadmaps]
    if missing:
        yield Paragraph(f"Нет утверждённой дорожной карты, действующей на отчётную дату: {', '.join(missing)}.")
    yield Note(DEFINITIONS)
    if organization:
        yield head_signature(organization)
        yield from executor_note(organization)


def _summary(lines: Sequence[Line]) -> str:
    total = sum((line.tally for line in lines), Tally())
    institutions = counted(len(lines), "учреждение", "учреждения", "учреждений")
    planned = sum(bool(line.roadmaps) for line in lines)
    text = f"В отчёт включено {institutions}; действующая дорожная карта есть у {planned} из них."
    if total.share is None:
        return text
    return (
        f"{text} К отчётной дате наступило {counted(total.fallen_due, 'срок', 'срока', 'сроков')}: выполнено "
        f"{total.done_of_fallen_due} ({shown(total.share, '0%')}), просрочено {total.overdue}."
    )


def _table(lines: Sequence[Line]) -> Table:
    return Table(columns=_columns(), rows=list(_rows(lines)), name="Выполнение")


def _columns() -> list[Column]:
    counts = ("Всего", "Выполнено", "В работе", "Просрочено", "Предстоит", "Не требуется")
    return [
        Column("№", 4, align="center"),
        Column("Учреждение", 25),
        Column("Дорожная карта утверждена", 18),
        *(Column(title, 10.5, align="center", group="Контрольные сроки") for title in counts),
        Column("Доля", 8, align="center", number_format="0%"),
    ]


def _rows(lines: Sequence[Line]) -> Iterator[Row]:
    """Institutions under their municipality's name, each municipality and the whole with its sum."""
    municipalities: dict[Organization, list[Line]] = {}
    for line in lines:
        municipalities.setdefault(line.institution.parent, []).append(line)
    numbers = count(1)
    for municipality, own in municipalities.items():
        if len(municipalities) > 1:
            yield Row([municipality.short_name], kind="section")
        for line in own:
            what = [next(numbers), line.institution.short_name, _approved_by(line)]
            yield Row([*what, *_figures(line.tally, line.roadmaps)])
        if len(municipalities) > 1:
            yield _total(f"Итого: {municipality.short_name}", own)
    yield _total("Всего", lines)


def _total(label: str, lines: Sequence[Line]) -> Row:
    return Row(["", label, "", *_figures(sum((line.tally for line in lines), Tally()), lines)], kind="total")


def _approved_by(line: Line) -> str:
    if not line.roadmaps:
        return "нет"
    orders = [roadmap.order for roadmap in line.roadmaps]
    return ";\n".join(f"приказом от {order.dated} № {order.number}" if order else "без приказа" for order in orders)


def _figures(tally: Tally, grounds: Sequence) -> list:
    """The figures of a line; dashes where there is nothing to count."""
    if not grounds:
        return ["–"] * 7
    overdue = Cell(tally.overdue, status="overdue" if tally.overdue else "")
    share = tally.share if tally.share is not None else "–"
    return [tally.total, tally.done, tally.in_progress, overdue, tally.not_started, tally.not_required, share]
